// FROM --platform=$TARGETPLATFORM alpine

import type { Fix } from '../src/diagnostic.ts';
import { defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { From } from '../src/syntax/ast.ts';

const check = defineCheck(
  'RedundantTargetPlatform',
  'Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior',
  ({ platform }) => `Setting platform to predefined ${platform} in FROM is redundant as this is the default behavior`,
);

export default defineRule({
  summary: 'A FROM asks for the platform that it gets anyhow.',
  why: 'A stage is built for the target platform unless it says otherwise. $BUILDPLATFORM is what cross compilers are given.',
  severity: 'style',
  category: 'style',
  recommended: false,
  tag: 'unnecessary',
  aliases: ['DL3065', 'RedundantTargetPlatform'],
  check,
  bad: [
    {
      dockerfile: `
        FROM --platform=$TARGETPLATFORM alpine:3.22
             ^^^^^^^^^^^^^^^^^^^^^^^^^^ Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior
      `,
      fixed: `
        FROM alpine:3.22
      `,
    },
  ],
  good: [
    `
    FROM --platform=$BUILDPLATFORM golang:1.25
    `,
  ],
  create: reportNotes(check, ({ instruction }) => {
    const fix = instruction?.kind === 'From' ? removal(instruction) : undefined;
    return fix === undefined ? {} : { fix };
  }),
});

/** The option with the blanks behind it, where the next word stands on its line. */
function removal({ platform, flags, args, keyword: { span: keyword } }: From): Fix | undefined {
  const [next] = args;
  if (platform === undefined || next === undefined || flags.length !== 1) return undefined;
  const { start } = platform.span;
  const span = { start, end: next.span.start };
  return keyword.end < start ? { title: 'Remove the option', safety: 'safe', edits: [{ span, text: '' }] } : undefined;
}
