import { expect, test } from 'vitest';
import { lint, Source } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

const detail = (keyword: string, name: string): string =>
  `Do not use ARG or ENV instructions for sensitive data (${keyword} "${name}")`;

testExamples('secret-in-variable', {
  bad: [
    `
    FROM alpine:3.22
    ARG NPM_TOKEN=npm_31415926
        ^^^^^^^^^ ${detail('ARG', 'NPM_TOKEN')}
    ENV A=b DB_PASSWORD=$NPM_TOKEN db_auth="\${NPM_TOKEN}"
            ^^^^^^^^^^^ ${detail('ENV', 'DB_PASSWORD')}
                                   ^^^^^^^ ${detail('ENV', 'db_auth')}
    `,
  ],
  good: [
    `
    ARG TOKEN=1
    FROM alpine:3.22
    ENV DBPASSWORD=a DB-PASSWORD=a PUBLIC_KEY=a TOKEN_FILE=/a MONKEY=a
    RUN TOKEN=1 echo
    `,
  ],
});

function levels(...lines: readonly string[]): readonly string[] {
  const findings = lint(new Source('Dockerfile', ['FROM alpine:3.22', ...lines].join('\n')));
  return findings.filter(({ rule }) => rule === 'secret-in-variable').map(({ severity }) => severity);
}

test.each([
  ['ENV TOKEN=abcdefgh', 'warning'],
  ['ENV TOKEN=', 'style'],
  ['ENV AUTH=true', 'style'],
  ['ENV PRIVATE_KEY=/run/secrets/key', 'style'],
  ['ENV SIGNING_KEY=https://example.com/key.asc', 'style'],
  ['ENV SIGNING_KEY=$SERVER/key.asc', 'style'],
  ['ENV PASSWORD=XXXXXXXX', 'style'],
  ['ENV PASSWORD=change-me', 'style'],
  ['ENV TOKEN=my-api-token', 'style'],
  ['ENV TOKEN=00000000-0000-0000-0000-000000000000', 'style'],
  ['ENV SECRET_KEY=this-is-not-a-secret', 'style'],
  ['ENV PASSWORD=password', 'warning'],
  ['ENV SIGNING_KEY=https://me:secret@example.com/key.asc', 'warning'],
  ['ENV GPG_KEY=anything', 'style'],
  ['ENV SIGNING_KEY=E813C892820A6FA13755B268F167DF1ACF9CE069', 'style'],
  ['ARG TOKEN', 'info'],
  ['ARG TOKEN=', 'info'],
])('%s is a matter of %s', (line, level) => {
  expect(levels(line)).toEqual([level]);
});

test('what a variable stands for decides', () => {
  expect(levels('ARG FINGERPRINT=E813C892820A6FA1', 'ENV SIGNING_KEY=$FINGERPRINT')).toEqual(['style']);
});

test('a variable that stands for another one holds what is written there', () => {
  expect(levels('ARG SERVER', 'ARG URL=$SERVER/a.key', 'ENV SIGNING_KEY=${URL}')).toEqual(['style']);
  expect(levels('ENV PASSWORD=$OTHER')).toEqual(['style']);
  expect(levels('ARG A', 'ENV PASSWORD=$A')).toEqual(['warning']);
});

test('a stage that is not exported keeps the secret to itself', () => {
  expect(levels('ENV TOKEN=abcdefgh', 'ARG KEY', 'FROM alpine:3.22')).toEqual(['style', 'style']);
});
