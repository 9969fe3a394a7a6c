import { expect, test } from 'vitest';
import { lint, Source } from '../../src/index.ts';

test.each([
  ['Dockerfile', 'FORM alpine:3.22\n', 'error'],
  ['Dockerfile', 'FROM alpine:3.22\nRUN a\n  APT-GET update\n', 'error'],
  ['Dockerfile', 'FROM alpine:{{ .version }}\n', 'style'],
  ['Dockerfile', 'FROM alpine:3.22\n{% if slim %}\nRUN a\n{% endif %}\n', 'style'],
  ['Dockerfile', 'FROM alpine:3.22\nCROSS_BUILD_COPY qemu /usr/bin/\n', 'style'],
  ['Dockerfile', 'FROM alpine:3.22\nRUN a\n  APT_PROXY=b\n', 'error'],
  ['Dockerfile-debian.template', 'RUN a\n', 'style'],
  ['eng/dockerfile-templates/sdk/Dockerfile.first-run', 'RUN a\n', 'style'],
  ['parser/testdata/Dockerfile', 'RUN a\n', 'style'],
  ['examples/Dockerfile', 'RUN a\n', 'error'],
])('%s: what the builder refuses in %j is of level %s', (path, text, level) => {
  const findings = lint(new Source(path, text)).filter(({ rule }) => rule === 'syntax');
  expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set([level]));
});
