import { expect, test } from 'vitest';
import { Analysis } from '../../src/analysis.ts';
import { shellProgram, systemShell } from '../../src/knowledge/stage-shell.ts';
import { Source } from '../../src/syntax/source.ts';

function modelOf(...lines: readonly string[]): Analysis['model'] {
  return new Analysis(new Source('Dockerfile', lines.join('\n'))).model;
}

test('/bin/sh is that of the image at the start of the chain', () => {
  const shells = (...lines: readonly string[]): readonly (string | undefined)[] =>
    modelOf(...lines).stages.map(systemShell);
  expect(shells('FROM debian:12 AS a', 'FROM a AS b', 'FROM b', 'FROM alpine', 'FROM scratch', 'FROM $X')).toEqual([
    ...['dash', 'dash', 'dash', 'busybox'],
    ...[undefined, undefined],
  ]);
  expect(shells('FROM mcr.microsoft.com/windows/nanoserver:ltsc2022')).toEqual([undefined]);
});

test('/bin/sh may be replaced', () => {
  const { stages } = modelOf('FROM debian:12 AS a', 'FROM a AS b', 'RUN ln -sf bash /bin/sh', 'FROM b', 'FROM a');
  expect(stages.map(systemShell)).toEqual(['dash', undefined, undefined, 'dash']);
});

test.each([
  [['FROM debian:12'], 'dash'],
  [['FROM alpine', 'SHELL ["/bin/ash", "-c"]'], 'busybox'],
  [['FROM alpine', 'SHELL ["/bin/bash", "-c"]'], 'bash'],
  [['FROM mcr.microsoft.com/windows/servercore:ltsc2022'], 'cmd'],
  [['FROM mcr.microsoft.com/windows/servercore:ltsc2022', 'SHELL ["PowerShell.exe"]'], 'powershell'],
  [['FROM python:3.13', 'SHELL ["python3", "-c"]'], undefined],
  [['FROM $BASE'], undefined],
])('%j is read by %s', (lines, program) => {
  const { stages, shellAt } = modelOf(...lines, 'RUN a');
  const [stage] = stages;
  const run = stage?.instructions.at(-1);
  expect(stage && run && shellProgram(shellAt(run), stage)).toBe(program);
});

test('2,000 stages, each from the one before', () => {
  const lines = Array.from({ length: 2_000 }, (_, index) => `FROM s${index} AS s${index + 1}`);
  expect(new Set(modelOf('FROM alpine AS s0', ...lines).stages.map(systemShell))).toEqual(new Set(['busybox']));
});
