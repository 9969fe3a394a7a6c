import { describe, expect, test } from 'vitest';
import { lint, Source } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('shell-form-entrypoint', {
  bad: [
    // What needs a shell keeps it, and CMD becomes its parameters.
    {
      dockerfile: `
        FROM alpine:3.22
        CMD ["--port", "80"]
        ENTRYPOINT cd /app && java $JAVA_OPTS -jar app.jar > /dev/null
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CMD ["--port", "80"] is ignored: the shell of this ENTRYPOINT does not pass it on
      `,
      fixed: `
        FROM alpine:3.22
        CMD ["--port", "80"]
        ENTRYPOINT ["/bin/sh", "-c", "cd /app && exec java $JAVA_OPTS -jar app.jar \\"$@\\" > /dev/null", "--"]
      `,
    },
    // A CMD in the shell form would reach the program as "/bin/sh -c …".
    {
      dockerfile: `
        FROM alpine:3.22
        SHELL ["/bin/bash", "-o", "pipefail", "-c"]
        ENTRYPOINT exec server
                   ^^^^^^^^^^^ CMD run '80 80' is ignored: the shell of this ENTRYPOINT does not pass it on
        CMD run '80 80'
      `,
      fixed: `
        FROM alpine:3.22
        SHELL ["/bin/bash", "-o", "pipefail", "-c"]
        ENTRYPOINT ["server"]
        CMD ["run", "80 80"]
      `,
    },
    `
    FROM alpine:3.22 AS base
    ENTRYPOINT server \\
               ^^^^^^^^ CMD ["--port"] is ignored: the shell of this ENTRYPOINT does not pass it on
      --verbose

    FROM base AS one
    CMD ["--port"]

    FROM base AS two
    CMD ["--port"]

    FROM base AS three
    ENTRYPOINT exec server "$1" "$2"
               ^^^^^^^^^^^^^^^^^^^^^ "--port" of CMD is lost: the shell takes the first word as $0
    CMD ["--port", "80"]
    `,
    {
      dockerfile: `
        FROM debian:13
        ENTRYPOINT env A=b server 'a b'
                   ^^^^^^^^^^^^^^^^^^^^ signals do not reach env: process 1 is dash, which keeps them
      `,
      fixed: `
        FROM debian:13
        ENTRYPOINT ["env", "A=b", "server", "a b"]
      `,
    },
    {
      dockerfile: `
        FROM python:3.14
        ENTRYPOINT A=b server *
                   ^^^^^^^^^^^^ signals do not reach server: process 1 is dash, which keeps them
      `,
      fixed: `
        FROM python:3.14
        ENTRYPOINT A=b exec server *
      `,
    },
    // Another shell would get the words of CMD and not read them either.
    `
    FROM alpine:3.22
    ENTRYPOINT bash -c "prepare; server"
               ^^^^^^^^^^^^^^^^^^^^^^^^^ CMD ["--port"] is ignored: the shell of this ENTRYPOINT does not pass it on
    CMD ["--port"]
    `,
    // Every shell waits for what is in a pipeline or in front of "||".
    `
    FROM alpine:3.22
    ENTRYPOINT server 2>&1 | tee /var/log/server
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ signals do not reach server: process 1 is busybox, which keeps them
    `,
    `
    FROM alpine:3.22
    ENTRYPOINT prepare && server || echo failed
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ signals do not reach server: process 1 is busybox, which keeps them
    `,
  ],
  good: [
    'FROM debian:13\nENTRYPOINT []\nCMD ["a"]\n',
    'FROM debian:13\nENTRYPOINT ["a"]\nCMD b\n',
    'FROM debian:13\nENTRYPOINT exec a $B\n',
    'FROM debian:13\nENTRYPOINT echo $B\n',
    'FROM debian:13\nENTRYPOINT bash\nCMD []\n',
    "FROM debian:13\nENTRYPOINT trap 'kill $!' TERM; a & wait\n",
    'FROM debian:13\nENTRYPOINT a &\n',
    'FROM debian:13\nENTRYPOINT bash -c "prepare && server"\n',
    'FROM debian:13\nENTRYPOINT if a; then b; fi\n',
    'FROM debian:13\nENTRYPOINT exec "$0" "$@"\nCMD ["a", "b"]\n',
    'FROM debian:13\nENTRYPOINT exec a "$@"\nCMD ["--", "b"]\n',
    "FROM debian:13\nENTRYPOINT ['a']\nCMD ['b']\n",
    'FROM debian:13\nSHELL ["/usr/bin/fish", "-c"]\nENTRYPOINT a\nCMD ["b"]\n',
    'FROM debian:13\nSHELL ["/bin/sh"]\nENTRYPOINT a\nCMD ["b"]\n',
    'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nENTRYPOINT a\nCMD ["b"]\n',
    'FROM gcr.io/distroless/static\nENTRYPOINT /a\n',
    // ENTRYPOINT drops a CMD of the stage that it starts from.
    'FROM debian:13 AS base\nCMD ["a"]\nFROM base\nENTRYPOINT exec b\n',
    // Only what is exported is run for long.
    'FROM debian:13 AS test\nENTRYPOINT a\nFROM debian:13\nENTRYPOINT ["b"]\n',
    'FROM debian:13 AS base\nENTRYPOINT a\nFROM base\nENTRYPOINT ["b"]\n',
  ],
});

describe('the level is that of the effect', () => {
  test.each([
    ['FROM alpine:3.22\nENTRYPOINT a\nCMD ["b"]', 'error'],
    ['FROM debian:13\nENTRYPOINT a', 'warning'],
    ['FROM registry.example/app\nENTRYPOINT a', 'info'],
    ['FROM debian:13\nRUN ln -sf bash /bin/sh\nENTRYPOINT a', 'info'],
    ['FROM debian:13\nRUN dpkg-reconfigure -f noninteractive dash\nENTRYPOINT a', 'info'],
    ['FROM debian:13\nSHELL ["/bin/bash", "-c"]\nENTRYPOINT a', 'style'],
    ['FROM alpine:3.22\nENTRYPOINT a', 'style'],
    ['FROM fedora:43\nENTRYPOINT a', 'style'],
  ])('%j: %s', (dockerfile, severity) => {
    const findings = lint(`${dockerfile}\n`).filter(({ rule }) => rule === 'shell-form-entrypoint');
    expect(findings.map((finding) => finding.severity)).toEqual([severity]);
  });
  test('and less where nobody pulls the image', () => {
    const severities = (text: string): readonly string[] => {
      return lint(new Source('tests/Dockerfile', text)).map(({ severity }) => severity);
    };
    expect(severities('FROM debian:13\nENTRYPOINT a\n')).toEqual(['style']);
    expect(severities('FROM debian:13\nENTRYPOINT a\nCMD ["b"]\n')).toEqual(['error']);
  });
});
