import { expect, test } from 'vitest';
import { lint } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('missing-destination-slash', {
  bad: [
    {
      dockerfile: `
        FROM scratch
        COPY ["a b", "c", "/d e"]
                          ^^^^^^ 2 sources become one file "/d e": the last one stays
        ADD a <<EOF /srv/files
                    ^^^^^^^^^^ 2 sources become one file "/srv/files": the last one stays
        b
        EOF
      `,
      fixed: `
        FROM scratch
        COPY ["a b", "c", "/d e/"]
        ADD a <<EOF /srv/files/
        b
        EOF
      `,
    },
    // The image may have the folder.
    {
      dockerfile: `
        FROM registry.example/base
        COPY a b /srv/site
                 ^^^^^^^^^ 2 sources need a folder, and "/srv/site" has no slash at its end
      `,
      fixed: `
        FROM registry.example/base
        COPY a b /srv/site/
      `,
    },
  ],
  good: [
    `
    FROM scratch
    WORKDIR /srv/app
    COPY a b .
    COPY c d ./
    COPY e f ..
    COPY g h $FOLDER
    COPY --parents x y /opt/x
    COPY build/app-* /app-binary
    COPY build/*.jar /program
    COPY conf/*.conf /main.conf
    `,
    // Of a folder that the image may have, a wildcard may have been meant for a single file.
    `
    FROM registry.example/base
    COPY conf/* /conf
    `,
  ],
});

test.each([
  ['FROM scratch\nCOPY a b /files', 'error'],
  ['FROM scratch\nCOPY x /files/\nCOPY a b /files', 'style'],
  ['FROM registry.example/base\nCOPY a b /files', 'style'],
])('%j is of level %s', (text, severity) => {
  const levels = lint(`${text}\n`).flatMap(({ rule, severity: level }) =>
    rule === 'missing-destination-slash' ? [level] : [],
  );
  expect(levels).toEqual([severity]);
});
