import { expect, test } from 'vitest';
import { lint, Source } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('repeated-instruction', {
  bad: [
    {
      dockerfile: `
        FROM debian:13
        cmd a
        ^^^^^ this CMD has no effect: line 7 has another
        ENTRYPOINT b
        ^^^^^^^^^^^^ this ENTRYPOINT has no effect: line 6 has another
        CMD ["c", \\
        ^^^^^^^^^^^ this CMD has no effect: line 7 has another
             "d"]
        ENTRYPOINT ["e"]
        CMD ["f"]
      `,
      fixed: `
        FROM debian:13
        ENTRYPOINT ["e"]
        CMD ["f"]
      `,
    },
    // Without the instruction, a comment would describe, or allow something in, what follows.
    `
    FROM debian:13
    # starts the server
    CMD ["a"]
    ^^^^^^^^^ this CMD has no effect: line 7 has another
    CMD ["b", \\
    ^^^^^^^^^^^ this CMD has no effect: line 7 has another
    # says why
      "c"]
    CMD ["d"]
    `,
    {
      dockerfile: `
        FROM debian:13
        # base

        CMD ["a"]
        ^^^^^^^^^ this CMD has no effect: line 5 has another
          CMD ["b"]
      `,
      fixed: `
        FROM debian:13
        # base

          CMD ["b"]
      `,
    },
    {
      dockerfile: `
        FROM debian:13 AS base
        CMD []
        ^^^^^^ this CMD has no effect: line 3 has another
        CMD ["a"]
        FROM base
        CMD ["a"]
        ^^^^^^^^^ this CMD has no effect: line 6 has another
        CMD ["b"]
        HEALTHCHECK NONE
        ^^^^^^^^^^^^^^^^ this HEALTHCHECK has no effect: line 8 has another
        HEALTHCHECK CMD c
      `,
      fixed: `
        FROM debian:13 AS base
        CMD ["a"]
        FROM base
        CMD ["b"]
        HEALTHCHECK CMD c
      `,
    },
  ],
  good: [
    `
    FROM debian:13
    ONBUILD CMD ["a"]
    ONBUILD CMD ["b"]
    CMD ["c"]
    SHELL ["a"]
    SHELL ["b"]
    `,
  ],
});

test('says nothing about files that are to become Dockerfiles', () => {
  const rules = lint('FROM debian:13\n{{if .Fpm}}\nCMD ["php-fpm"]\n{{else}}\nCMD ["php"]\n{{end}}\n').map(
    ({ rule }) => rule,
  );
  expect(rules).not.toContain('repeated-instruction');
});

test.each([
  ['CMD ["a"]\nCMD ["b"]', 'warning'],
  ['CMD ["a"]\nCMD ["a"]', 'style'],
  ['ENTRYPOINT []\nENTRYPOINT ["a"]', 'style'],
])('%j is of level %s', (instructions, severity) => {
  const findings = lint(`FROM debian:13\n${instructions}\n`).filter(({ rule }) => rule === 'repeated-instruction');
  expect(findings.map((finding) => finding.severity)).toEqual([severity]);
});

test('takes what it finds in the data of tests for meant', () => {
  const text = 'FROM debian:13\nCMD ["a"]\nCMD ["b"]\n';
  const levelIn = (path: string): readonly string[] =>
    lint(new Source(path, text)).flatMap(({ rule, severity }) => (rule === 'repeated-instruction' ? [severity] : []));
  expect(levelIn('pkg/testdata/Dockerfile')).toEqual(['style']);
  expect(levelIn('test/Dockerfile')).toEqual(['warning']);
});
