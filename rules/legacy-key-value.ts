// ENV NAME value

import type { Fix } from '../src/diagnostic.ts';
import { type Addition, defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { Env, Label, Pair } from '../src/syntax/ast.ts';
import type { Source } from '../src/syntax/source.ts';

const check = defineCheck(
  'LegacyKeyValueFormat',
  'Legacy key/value format with whitespace separator should not be used',
  ({ keyword }) => `"${keyword} key=value" should be used instead of legacy "${keyword} key value" format`,
);

export default defineRule({
  summary: 'ENV or LABEL without "=" takes the whole rest of the line for one value.',
  why:
    'A second pair on the line becomes part of the first value, which nobody sees until the variable is missing. With a ' +
    'single pair nothing is wrong: that is a matter of style, although the form may go away one day.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  tag: 'deprecated',
  aliases: ['LegacyKeyValueFormat'],
  check,
  bad: [
    `
    FROM node:22
    ENV NODE_ENV production PORT=8080
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NODE_ENV gets the rest of the line, PORT= included
    `,
    {
      dockerfile: `
        FROM node:22
        ENV NODE_ENV production
            ^^^^^^^^^^^^^^^^^^^ "ENV key=value" should be used instead of legacy "ENV key value" format
        LABEL summary a small server
              ^^^^^^^^^^^^^^^^^^^^^^ "LABEL key=value" should be used instead of legacy "LABEL key value" format
      `,
      fixed: `
        FROM node:22
        ENV NODE_ENV=production
        LABEL summary="a small server"
      `,
    },
  ],
  good: [
    `
    FROM node:22
    ENV NODE_ENV=production PORT=8080
    LABEL summary="a small server"
    `,
  ],
  create: reportNotes(check, ({ instruction }, { source }) => {
    if (instruction?.kind !== 'Env' && instruction?.kind !== 'Label') return { severity: 'style' };
    const [pair] = instruction.pairs;
    return pair === undefined ? { severity: 'style' } : additionFor(instruction, pair, source);
  }),
});

function additionFor({ kind, keyword }: Env | Label, pair: Pair, source: Source): Addition {
  const name = pair.name.text;
  const swallowed = kind === 'Env' ? /\s([A-Z_][A-Z0-9_]*=)/.exec(pair.value.text)?.[1] : undefined;
  if (swallowed !== undefined && !/["']/.test(pair.value.text)) {
    return {
      message: `${name} gets the rest of the line, ${swallowed} included`,
      help: `Write ${keyword.text} ${name}=… ${swallowed}…`,
    };
  }
  const fix = rewriting(pair, source);
  return { severity: 'style', ...(fix && { fix }) };
}

/** None where quotes, escapes or a line end in the value may mean something else behind `=`. */
function rewriting({ name, value }: Pair, source: Source): Fix | undefined {
  const { text } = value;
  if (source.text.slice(value.span.start, value.span.end) !== text) return undefined;
  const isWord = /^(?:[^\s"'\\`]+|"[^"\\`]*"|'[^'\\`]*')$/.test(text);
  if (!isWord && !/^[^"'\\`\n]+$/.test(text)) return undefined;
  const span = { start: name.span.end, end: value.span.end };
  return { title: 'Write "="', safety: 'safe', edits: [{ span, text: isWord ? `=${text}` : `="${text}"` }] };
}
