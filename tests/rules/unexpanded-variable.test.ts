import { expect, test } from 'vitest';
import { lint, Source } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('unexpanded-variable', {
  bad: [
    `
    FROM debian:13
    RUN ["mkdir", "$HOME/data"]
                   ^^^^^ nothing expands $HOME: mkdir gets it as it stands
    `,
    // One finding is enough for one command.
    `
    FROM debian:13
    ENTRYPOINT ["tini", "--", "server"]
    CMD ["--port=\${PORT:-80}", "$MODE"]
                 ^^^^^^^^^^^ nothing expands \${PORT:-80}: server gets it as it stands
    `,
    `
    FROM eclipse-temurin:21
    ENTRYPOINT ["java", "-Xmx$HEAP", "-jar", "/app.jar"]
                             ^^^^^ nothing expands $HEAP: java gets it as it stands
    `,
  ],
  good: [
    'FROM debian:13\nCMD ["bash", "-lc", "server $PORT"]\n',
    'FROM debian:13\nENTRYPOINT ["/bin/sh", "-c"]\nCMD ["$SERVER"]\n',
    'FROM debian:13\nENTRYPOINT ["tini", "--", "sh", "-c", "exec $A"]\n',
    'FROM debian:13\nENTRYPOINT ["su", "app", "-c", "$A"]\n',
    'FROM debian:13\nRUN ["awk", "$NF"]\n',
    'FROM debian:13\nRUN ["make", "A=$B"]\n',
    'FROM debian:13\nCMD ["watch", "ls $HOME"]\n',
    'FROM debian:13\nCMD ["server", "--price=$5", "a$", "$$A", "\\\\$A", "$(A)"]\n',
    'FROM debian:13\nCMD ["server", "$A"]\nCMD ["server"]\n',
    'FROM debian:13\nSHELL ["pwsh", "-Command", "$ErrorActionPreference = 1;"]\n',
    'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nCMD ["server", "$A"]\n',
    'FROM debian:13\nCMD server $A\n',
  ],
});

test.each([
  ['debian:13', 'ENTRYPOINT ["server"]', 'error'],
  // Scripts may expand what they are given, and nobody knows what this image starts.
  ['debian:13', 'ENTRYPOINT ["/start.sh"]', 'style'],
  ['registry.example/app', '', 'style'],
])('%s %s: %s', (image, entrypoint, severity) => {
  const findings = lint(`FROM ${image}\n${entrypoint}\nCMD ["server", "$A"]\n`);
  const own = findings.filter(({ rule }) => rule === 'unexpanded-variable');
  expect(own.map((finding) => finding.severity)).toEqual([severity]);
});

test('the data of tests is not looked at', () => {
  expect(lint(new Source('testdata/Dockerfile', 'FROM debian:13\nCMD ["server", "$A"]\n'))).toEqual([]);
});
