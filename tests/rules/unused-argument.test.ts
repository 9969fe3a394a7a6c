import { expect, test } from 'vitest';
import { lint, Source } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('unused-argument', {
  bad: [
    // Names of tools are read by the tools; a version of one is for whoever installs it.
    `
    FROM debian:13
    ARG NODE_VERSION=22
        ^^^^^^^^^^^^^^^ nothing reads NODE_VERSION: "nodejs" is installed in whatever version there is
    ARG PYTHON_VERSION=3
        ^^^^^^^^^^^^^^^^ nothing reads PYTHON_VERSION: "python3" is installed in whatever version there is
    RUN apt-get update && apt-get install -y nodejs python3
    RUN npm ci
    `,
    `
    FROM debian:13
    ARG A=1 B
        ^^^ nothing reads A
            ^ nothing reads B
    RUN ["ls", "-l"]
    ENV A=2
    `,
    // Only what comes after an ARG can read it.
    `
    FROM debian:13
    RUN ./build.sh
    ARG COMMIT
        ^^^^^^ nothing reads COMMIT
    `,
  ],
  good: [
    // A stage that starts from this one, or may.
    `
    FROM debian:13 AS base
    ARG SUFFIX=-x
    FROM base
    LABEL suffix=$SUFFIX
    `,
    `
    ARG KIND
    FROM debian:13 AS base-a
    ARG SUFFIX=-a
    FROM base-$KIND
    LABEL suffix=$SUFFIX
    `,
    `
    FROM debian:13
    ARG A
    ARG B
    ARG C
    ARG D
    ARG E=$A
    ARG TARGETARCH
    ONBUILD RUN echo $B
    CMD echo $C
    RUN sh -c 'echo $D' && echo $E
    `,
    // Programs may read anything.
    `
    FROM debian:13
    ARG TOKEN
    RUN ./configure
    `,
    `
    FROM debian:13
    ARG TOKEN
    RUN apt-get update && $TOOL
    `,
    `
    FROM mcr.microsoft.com/windows/servercore:ltsc2022
    ARG TOKEN
    RUN dir
    `,
    // The trigger of a base image may read a global ARG; above a FROM an ARG seems to be for that one.
    `
    ARG EXTENSIONS=curl
    ARG VERSION
    FROM example/php:$VERSION
    `,
    `
    ARG VERSION=1
    FROM debian:13
    ARG VERSION
    FROM example/php:$VERSION
    `,
    // What is meant as a comment.
    `
    FROM debian:13
    ARG A # e.g. docker.elastic.co/x:1
    LABEL a=$A e=$e g=$g
    `,
  ],
});

test.each([
  ['ARG LEFTOVER\nFROM debian:13', 'style'],
  ['ARG APP_VERSION=1\nFROM debian:13', 'info'],
  ['FROM debian:13\nARG REVISION\nRUN apt-get update', 'info'],
  ['FROM debian:13\nARG REVISION', 'style'],
  ['FROM debian:13\nARG GIT_VERSION=2\nRUN apt-get install -y git', 'warning'],
])('%j is of level %s', (text, severity) => {
  const levels = lint(`${text}\n`).flatMap((finding) => (finding.rule === 'unused-argument' ? [finding.severity] : []));
  expect(levels).toEqual([severity]);
});

test('is a matter of style in examples', () => {
  const text = 'ARG APP_VERSION=1\nFROM debian:13\n';
  const finding = lint(new Source('examples/Dockerfile', text)).find(({ rule }) => rule === 'unused-argument');
  expect(finding?.severity).toBe('style');
});
