import { testExamples } from '../rule-examples.ts';

const detail = '"ENV key=value" should be used instead of legacy "ENV key value" format';

testExamples('legacy-key-value', {
  bad: [
    {
      dockerfile: `
        FROM alpine:3.22
        ENV A "b c"
            ^^^^^^^ ${detail}
        ENV B   'b c'
            ^^^^^^^^^ ${detail}
        ENV C $A:/x
            ^^^^^^^ ${detail}
        ENV D -Xmx1g -Da=b
            ^^^^^^^^^^^^^^ ${detail}
      `,
      fixed: `
        FROM alpine:3.22
        ENV A="b c"
        ENV B='b c'
        ENV C=$A:/x
        ENV D="-Xmx1g -Da=b"
      `,
    },
    // Quotes and escapes in the middle, and values over several lines, are left to people.
    `
    FROM alpine:3.22
    ENV A b "c"
        ^^^^^^^ ${detail}
    ENV B b\\ c
        ^^^^^^ ${detail}
    env C b \\
        ^^^^^ ${detail.replaceAll('ENV', 'env')}
      c
    `,
    `
    FROM alpine:3.22
    ENV A b C=d
        ^^^^^^^ A gets the rest of the line, C= included
    `,
  ],
  good: [
    `
    FROM alpine:3.22
    ENV A=b C=d
    ARG E
    `,
  ],
});
