// # syntax=docker/dockerfile:1.2 above COPY --link

import { isTooOld, pinnedSyntax, syntaxFeatures } from '../src/knowledge/syntax-features.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { Instruction } from '../src/syntax/ast.ts';

export default defineRule({
  summary: 'The version that "# syntax=" pins does not know what an instruction is written with: the build fails.',
  why:
    'The builder fetches exactly that version and lets it read the file, however new the builder itself is. Nothing is said ' +
    'of "docker/dockerfile:1", which is the newest one, of other images, and of a file that pins none.',
  severity: 'error',
  category: 'correctness',
  recommended: true,
  aliases: [],
  bad: [
    {
      dockerfile: `
        # syntax=docker/dockerfile:1.2
        FROM alpine:3.22
        COPY --link app /app
             ^^^^^^ COPY --link needs docker/dockerfile 1.4 or newer: the file pins 1.2
      `,
      fixed: `
        # syntax=docker/dockerfile:1.4
        FROM alpine:3.22
        COPY --link app /app
      `,
    },
    {
      dockerfile: `
        # syntax=docker/dockerfile:1.3
        FROM alpine:3.22
        RUN <<EOF
            ^^^^^ a heredoc in RUN needs docker/dockerfile 1.4 or newer: the file pins 1.3
        apk add --no-cache git
        EOF
      `,
      fixed: `
        # syntax=docker/dockerfile:1.4
        FROM alpine:3.22
        RUN <<EOF
        apk add --no-cache git
        EOF
      `,
    },
  ],
  good: [
    `
    # syntax=docker/dockerfile:1
    FROM alpine:3.22
    COPY --link app /app
    `,
    `
    # syntax=docker/dockerfile:1.7-labs
    FROM alpine:3.22
    COPY --parents src/*/package.json /app/
    `,
  ],
  create: ({ analysis, report }) => ({
    File({ directives, instructions }) {
      const directive = directives.findLast(({ name }) => name === 'syntax');
      const pinned = directive && pinnedSyntax(directive.value);
      if (directive === undefined || pinned === undefined) return;
      const version = pinned.numbers.join('.');
      const missing = instructions.flatMap(withTrigger).flatMap((instruction) => {
        return [...syntaxFeatures(instruction)].filter((feature) => isTooOld(pinned, feature));
      });
      const newest =
        missing
          .map(({ since }) => since)
          .toSorted(byNumbers)
          .at(-1) ?? version;
      const at = analysis.source.text.indexOf(version, directive.valueSpan.start);
      const isReplaceable = !directive.value.includes('@') && !pinned.isLabs;
      for (const { name, since, span } of missing) {
        report({
          at: span,
          message: `${name} needs docker/dockerfile ${since} or newer: the file pins ${version}`,
          help: `Write "# syntax=docker/dockerfile:1", the newest that there is, or pin ${newest}.`,
          related: [{ span: directive.valueSpan, message: 'the version that reads this file' }],
          ...(isReplaceable && {
            fix: {
              title: `Pin ${newest}`,
              safety: 'unsafe',
              edits: [{ span: { start: at, end: at + version.length }, text: newest }],
            },
          }),
        });
      }
    },
  }),
});

function withTrigger(instruction: Instruction): readonly Instruction[] {
  const trigger = instruction.kind === 'Onbuild' ? instruction.trigger : undefined;
  return trigger === undefined ? [instruction] : [instruction, trigger];
}

function byNumbers(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}
