// FROM alpine AS scratch

import { defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';
import { quote } from '../src/syntax/go/quote.ts';

const check = defineCheck(
  'ReservedStageName',
  'Reserved words should not be used as stage names',
  ({ name }) => `Stage name should not use the same name as reserved stage ${quote(name)}`,
);

export default defineRule({
  summary: 'A stage has a name that already means something to the builder.',
  why:
    '"scratch" is the empty image and "context" the folder that is sent to the builder. Behind such a FROM nobody can tell ' +
    'which of the two a FROM, a mount or a named build context stands for. FROM scratch AS scratch is a matter of style.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  aliases: ['DL3063', 'ReservedStageName'],
  check,
  bad: [
    `
    FROM alpine:3.22 AS scratch
                        ^^^^^^^ Stage name should not use the same name as reserved stage "scratch"
    `,
    `
    FROM alpine:3.22 AS context
                        ^^^^^^^ Stage name should not use the same name as reserved stage "context"
    COPY . /src
    `,
  ],
  good: [
    `
    FROM alpine:3.22 AS sources
    COPY . /src
    `,
  ],
  create: reportNotes(check, ({ name, instruction }) => ({
    help: `Rename the stage, and what refers to it as ${name}.`,
    ...(instruction?.kind === 'From' && instruction.image?.text === name && { severity: 'style' }),
  })),
});
