import { expect, test } from 'vitest';
import { lint, Source } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('blank-continuation-line', {
  bad: [
    {
      dockerfile: `
        FROM alpine:3.22
        RUN a && \\
        ^^^^^^^^^^ Empty continuation line

          # why
        \t
          b <<END

        END
        USER c
      `,
      fixed: `
        FROM alpine:3.22
        RUN a && \\
          # why
          b <<END

        END
        USER c
      `,
    },
    // The second instruction was never one.
    {
      dockerfile: `
        FROM alpine:3.22
        RUN a \\
        ^^^^^^^ Empty continuation line

        RUN b
      `,
      fixed: `
        FROM alpine:3.22
        RUN a \\
        RUN b
      `,
    },
  ],
  good: [
    `
    FROM alpine:3.22
    RUN a

    RUN <<END

    b
    END
    `,
  ],
});

test('in the test data of a tool it is a matter of style', () => {
  const findings = lint(new Source('parser/testdata/Dockerfile', 'FROM alpine:3.22\nRUN a \\\n\n  b\n'));
  expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['blank-continuation-line', 'style']]);
});
