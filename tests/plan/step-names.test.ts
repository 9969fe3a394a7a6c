// The names of steps.

import { expect, test } from 'vitest';
import { platformOf } from '../../src/syntax/platform.ts';
import { namesOf, planned, type PlanOptions } from './plans.ts';

function names(text: string, options?: PlanOptions): readonly string[] {
  return namesOf(planned(text, options).graph).filter((name) => !name.startsWith('[internal]'));
}

test('count FROM an image, RUN, COPY, ADD and WORKDIR', () => {
  const text = 'FROM a\nENV A=1\nWORKDIR /w\nCOPY b .\nADD c .\nRUN d\nCMD e\n';
  expect(names(text)).toEqual([
    '[1/5] FROM docker.io/library/a:latest',
    '[2/5] WORKDIR /w',
    '[3/5] COPY b .',
    '[4/5] ADD c .',
    '[5/5] RUN d',
  ]);
});

test('count WORKDIR /, though it is no step', () => {
  expect(names('FROM a\nWORKDIR /\nRUN b\n').at(-1)).toBe('[2/3] RUN b');
});

test('are as wide as the last number', () => {
  expect(names(`FROM scratch\nCOPY a /\n${'WORKDIR /a\n'.repeat(9)}`)[0]).toBe('[ 1/10] COPY a /');
});

test('have the stage, unless there is but one', () => {
  const text = 'FROM scratch AS Base\nCOPY a /\nFROM base\nCOPY b /\n';
  expect(names(text)).toEqual(['[base 1/1] COPY a /', '[stage-1 1/1] COPY b /']);
  expect(names('FROM scratch AS only\nCOPY a /\n')).toEqual(['[1/1] COPY a /']);
});

test.each([
  ['copy  $A b', '[2/2] COPY  x b'],
  ['COPY "$A" b', '[2/2] COPY x b'],
  [`RUN echo "$A" '$A' $B`, `[2/2] RUN echo "x" '$A' $B`],
  ['RUN echo ${A', '[2/2] RUN echo ${A'],
  ['RUN <<EOF\nmake $A\nEOF', '[2/2] RUN <<EOF (make x)'],
  ['RUN <<EOF\nmake $A\nrest\nEOF', '[2/2] RUN <<EOF (make x...)'],
  ['RUN sh <<EOF\nmake\nEOF', '[2/2] RUN sh <<EOF'],
])('expand %j', (instruction, name) => {
  expect(names(`FROM a\nENV A=x\n${instruction}\n`).at(-1)).toBe(name);
});

test('hide secrets; a mount makes BuildKit count one stage more', () => {
  const text = 'FROM a\nENV A=x\nRUN --mount=type=secret,id=t,env=A echo $A\n';
  expect(names(text).at(-1)).toBe('[stage-0 2/2] RUN --mount=type=secret,id=t,env=A echo ****');
});

test('have the platform where the build is for several', () => {
  const options = {
    isMultiPlatform: true,
    platform: platformOf('linux', 'arm64'),
    buildPlatform: platformOf('linux', 'amd64'),
  };
  const text = `FROM --platform=$BUILDPLATFORM a AS x
RUN b
ARG TARGETARCH
RUN c
ARG TARGETPLATFORM
RUN d
FROM a
COPY --from=x / /
`;
  expect(names(text, options)).toEqual([
    '[linux/arm64 stage-1 1/2] FROM docker.io/library/a:latest',
    '[linux/amd64 x 1/4] FROM docker.io/library/a:latest',
    '[linux/amd64 x 2/4] RUN b',
    '[linux/amd64->arm64 x 3/4] RUN c',
    '[linux/amd64->arm64 x 4/4] RUN d',
    '[linux/arm64 stage-1 2/2] COPY --from=x / /',
  ]);
});

test('have the whole target platform where its system is another', () => {
  const text = 'FROM a\nARG TARGETPLATFORM=windows/amd64\nRUN b\n';
  expect(names(text, { isMultiPlatform: true }).at(-1)).toBe('[linux/amd64->windows/amd64 2/2] RUN b');
  const odd = 'FROM a\nARG TARGETPLATFORM=/\nARG TARGETARCH=arm\nRUN b\n';
  expect(names(odd, { isMultiPlatform: true }).at(-1)).toBe('[linux/amd64->arm/v7 2/2] RUN b');
});
