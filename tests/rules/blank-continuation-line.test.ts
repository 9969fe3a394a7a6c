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
