// CMD ["a"] and below it CMD ["b"]

import type { Fix } from '../src/diagnostic.ts';
import { isTestData } from '../src/knowledge/file-purpose.ts';
import { defineCheck, notesOf } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { Cmd, Entrypoint, Healthcheck } from '../src/syntax/ast.ts';
import type { Source } from '../src/syntax/source.ts';
import { mayBeTemplate } from '../src/syntax/template.ts';

/** An image has one of each. */
type Setting = Cmd | Entrypoint | Healthcheck;

const ADVICE: Readonly<Record<Setting['kind'], string>> = {
  Cmd: 'Remove it. A container starts one command: to start both, call a script that does, or build two images.',
  Entrypoint: 'Remove it. To start one program by means of the other, put both into one ENTRYPOINT.',
  Healthcheck: 'Remove it. To check both, join the two commands with "&&".',
};

const check = defineCheck(
  'MultipleInstructionsDisallowed',
  'Multiple instructions of the same type should not be used in the same stage',
  ({ keyword }) =>
    `Multiple ${keyword} instructions should not be used in the same stage because only the last one will be used`,
);

export default defineRule({
  summary: 'Of several CMD, ENTRYPOINT or HEALTHCHECK in a stage only the last has an effect.',
  why:
    'The earlier ones are dropped without a word, so a container does not start, or check, what they say. A stage may ' +
    'replace what its base image sets: only those of one stage are compared, and a CMD is no second ENTRYPOINT.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  tag: 'unnecessary',
  aliases: ['DL3012', 'DL4003', 'DL4004', 'MultipleInstructionsDisallowed'],
  check,
  bad: [
    {
      dockerfile: `
        FROM node:22
        CMD ["npm", "run", "migrate"]
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this CMD has no effect: line 3 has another
        CMD ["npm", "start"]
      `,
      fixed: `
        FROM node:22
        CMD ["npm", "start"]
      `,
    },
    {
      dockerfile: `
        FROM nginx:1.29
        HEALTHCHECK --interval=5m \\
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ this HEALTHCHECK has no effect: line 5 has another
          CMD curl -f http://localhost/
        EXPOSE 80
        HEALTHCHECK NONE
      `,
      fixed: `
        FROM nginx:1.29
        EXPOSE 80
        HEALTHCHECK NONE
      `,
    },
  ],
  good: [
    `
    FROM node:22 AS base
    CMD ["npm", "start"]

    FROM base
    CMD ["npm", "test"]
    `,
    `
    FROM python:3.14
    CMD ["--help"]
    ENTRYPOINT ["python", "-m", "app"]
    `,
  ],
  create({ analysis, report }) {
    const { file, source } = analysis;
    if (mayBeTemplate(file)) return {};
    const isMeant = isTestData(source.path);
    // BuildKit reads the comment above the later instruction, whereas a comment above a finding is read for all rules.
    const allowed = new Set(
      notesOf(analysis, check).flatMap(({ silenced, instruction }) => (silenced ? [instruction] : [])),
    );

    function reportEarlier(instruction: Setting, counts: Setting): void {
      const name = instruction.kind.toUpperCase();
      const fix = removal(instruction, source);
      report({
        at: instruction,
        severity: isMeant || isHarmless(instruction, counts) ? 'style' : 'warning',
        message: `this ${name} has no effect: line ${counts.lines.first} has another`,
        help: ADVICE[instruction.kind],
        related: [{ span: counts.span, message: `the ${name} that counts` }],
        ...(fix && { fix }),
      });
    }
    return {
      Stage({ instructions }) {
        const last = new Map<string, Setting>();
        for (const instruction of instructions.toReversed()) {
          if (!isSetting(instruction)) continue;
          const counts = last.get(instruction.kind);
          if (counts === undefined) last.set(instruction.kind, instruction);
          else if (!allowed.has(instruction)) reportEarlier(instruction, counts);
        }
      },
    };
  },
});

function isSetting(instruction: { readonly kind: string }): instruction is Setting {
  return Object.hasOwn(ADVICE, instruction.kind);
}

/** It says the same as the one that counts, or resets what nobody has set: `CMD []`. */
function isHarmless(earlier: Setting, counts: Setting): boolean {
  const isReset = earlier.json && earlier.args.length === 0;
  return isReset || earlier.folded.text.trim() === counts.folded.text.trim();
}

/** The lines of `instruction`. None where a comment in them or right above is about it, or allows something in it. */
function removal({ kind, lines: { first, last } }: Setting, source: Source): Fix | undefined {
  for (let line = first - 1; line <= last; line++) {
    if (source.line(line).trimStart().startsWith('#')) return undefined;
  }
  const start = source.offset({ line: first, column: 1 });
  const end = source.lineStarts[last] ?? source.text.length;
  return { title: `Remove this ${kind.toUpperCase()}`, safety: 'safe', edits: [{ span: { start, end }, text: '' }] };
}
