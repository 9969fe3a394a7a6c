import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { Analysis } from '../../src/analysis.ts';
import { lint } from '../../src/lint/lint.ts';
import { Source } from '../../src/syntax/source.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('rewritten-in-later-layer', {
  bad: [
    {
      dockerfile: `
        FROM debian:13
        COPY --from=docker.io/some/tool /bin/tool /usr/local/bin/tool
        RUN chmod 755 /usr/local/bin/tool
                      ^^^^^^^^^^^^^^^^^^^ "chmod" writes "/usr/local/bin/tool" once more: line 2 has copied it
      `,
      fixed: `
        FROM debian:13
        COPY --chmod=755 --from=docker.io/some/tool /bin/tool /usr/local/bin/tool
      `,
    },
  ],
  good: [
    // A few kilobytes.
    `
    FROM debian:13
    ADD https://github.com/krallin/tini/releases/download/v0.19.0/tini /tini
    RUN chmod +x /tini
    `,
    // The folder alone, and files that the same RUN brings.
    `
    FROM node:22
    COPY . /app
    RUN chown node /app
    RUN curl -fsSL https://example.com/tool -o /bin/tool && chmod +x /bin/tool
    `,
    `
    FROM node:22 AS build
    COPY . /app
    RUN chown -R node /app
    FROM node:22
    COPY --from=build /app /app
    `,
  ],
});

test('advises to leave out what the copy says already', () => {
  const text = 'FROM node:22\nCOPY --chown=1001:1001 . /app\nRUN mkdir /data && chown -R 1001:1001 /data /app\n';
  const judged = new Map([...rules].filter(([name]) => name === 'rewritten-in-later-layer'));
  const [finding] = lint(new Analysis(new Source('Dockerfile', text)), judged, rules);
  expect(finding?.help).toBe('Leave it out: line 2 sets it already.');
});
