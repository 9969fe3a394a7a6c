import { expect, test } from 'vitest';
import { Analysis, lint, Source } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('ignored-source', {
  bad: [
    {
      context: { '.dockerignore': 'secret\n*.log\ndist/**\n' },
      dockerfile: `
        FROM alpine:3.22
        ENV NAME=secret
        COPY $NAME ./secret/ /secret other /
             ^^^^^ Attempting to Copy file "secret" that is excluded by .dockerignore
                   ^^^^^^^^^ Attempting to Copy file "secret" that is excluded by .dockerignore
                             ^^^^^^^ Attempting to Copy file "secret" that is excluded by .dockerignore
        ADD secret/key https://example.com/secret /
            ^^^^^^^^^^ Attempting to Add file "secret/key" that is excluded by .dockerignore
        COPY --chown=1 ["a.log", "dist", "/"]
                        ^^^^^^^ Attempting to Copy file "a.log" that is excluded by .dockerignore
                                 ^^^^^^ everything in "dist" is excluded by .dockerignore
      `,
    },
    {
      context: { '.dockerignore': '**\n' },
      dockerfile: `
        FROM alpine:3.22
        COPY . /
             ^ everything is excluded by .dockerignore
      `,
    },
    {
      context: { '.dockerignore': '*\n!src/**\n!package*.json\n' },
      dockerfile: `
        FROM alpine:3.22
        COPY LICENSE /
             ^^^^^^^ Attempting to Copy file "LICENSE" that is excluded by .dockerignore
        COPY srv.js /
             ^^^^^^ Attempting to Copy file "srv.js" that is excluded by .dockerignore
      `,
    },
  ],
  good: [
    {
      context: { '.dockerignore': '*\n!src/**\n!package*.json\n' },
      dockerfile: `
        FROM alpine:3.22 AS base
        COPY . *.json src src/a.js package-lock.json s* /
        COPY --from=base LICENSE /
        COPY <<LICENSE /
        LICENSE
        ONBUILD COPY LICENSE /
      `,
    },
    {
      context: { '.dockerignore': '**/node_modules\n*/*.log\n' },
      dockerfile: `
        FROM alpine:3.22
        COPY . package.json app ../other $HOME/app /
      `,
    },
    `
    FROM alpine:3.22
    COPY a /
    `,
  ],
});

test('names the line of the ignore file', () => {
  const context = {
    ignoreFile: () => ({ path: '.dockerignore', text: '*.log\nlogs\n' }),
    entries: () => undefined,
    read: () => undefined,
  };
  const analysis = new Analysis(new Source('Dockerfile', 'FROM alpine:3.22\nCOPY logs/a.log /\n'), { context });
  expect(lint(analysis).map(({ help }) => help)).toEqual([
    'Put a line !logs/a.log below the line logs, or leave the source out.',
  ]);
});
