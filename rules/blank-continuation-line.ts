// RUN a \ and below it an empty line

import type { Fix } from '../src/diagnostic.ts';
import { isTestData } from '../src/knowledge/file-purpose.ts';
import { defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { Lines } from '../src/syntax/ast.ts';
import type { Source } from '../src/syntax/source.ts';

const check = defineCheck(
  'NoEmptyContinuation',
  'Empty continuation lines will become errors in a future release',
  () => 'Empty continuation line',
);

export default defineRule({
  summary: 'A blank line does not end an instruction whose last line says that it goes on.',
  why:
    'The builder leaves the blank line out and goes on reading: what stands below it belongs to the instruction, even if ' +
    'it looks like the next one. A later release is to refuse such a file. Comments between the lines are fine.',
  severity: 'info',
  category: 'correctness',
  recommended: true,
  aliases: ['NoEmptyContinuation'],
  check,
  bad: [
    {
      dockerfile: `
        FROM debian:13
        RUN apt-get update && \\
        ^^^^^^^^^^^^^^^^^^^^^^^ Empty continuation line

            apt-get install -y curl
      `,
      fixed: `
        FROM debian:13
        RUN apt-get update && \\
            apt-get install -y curl
      `,
    },
  ],
  good: [
    `
    FROM debian:13
    RUN apt-get update && \\
        # for the health check
        apt-get install -y curl
    `,
  ],
  create: reportNotes(check, ({ instruction, lines: { last } }, { source }) => ({
    help: 'Remove the blank lines, or the backslash above them if the instruction ends there.',
    ...(isTestData(source.path) && { severity: 'style' }),
    ...(instruction && { fix: removal({ first: instruction.lines.first, last }, source) }),
  })),
});

function removal({ first, last }: Lines, source: Source): Fix {
  const blank: number[] = [];
  for (let line = first; line <= last; line++) if (source.line(line).trim() === '') blank.push(line);
  const edits = blank.map((line) => {
    const start = source.lineStarts[line - 1] ?? source.text.length;
    return { span: { start, end: source.lineStarts[line] ?? source.text.length }, text: '' };
  });
  return { title: 'Remove the blank lines', safety: 'safe', edits };
}
