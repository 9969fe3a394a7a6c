import { expect, test } from 'vitest';
import { lint, Source } from '../../src/index.ts';

test.each([
  ['ARG TAG\nFROM alpine:$TAG\n', ['style']],
  ['ARG TAG=\nFROM alpine:$TAG\n', ['style']],
  ['ARG TAG\nARG BASE=alpine:$TAG\nFROM $BASE\n', ['style']],
  ['ARG BASE=alpine:$OTHER\nFROM $BASE\n', ['style']],
  ['ARG TAG=-\nARG BASE=alpine:$TAG\nFROM $BASE\n', ['warning']],
  ['ARG BASE=Alpine\nFROM $BASE\n', ['warning']],
  ['FROM alpine:$TAG\n', ['warning']],
  ['ARG TAG=3.22\nFROM alpine:$TAG\n', []],
  ['FROM alpine:${TAG:-3.22}\n', []],
  ['FROM Alpine\n', ['style']],
])('%j', (text, levels) => {
  const findings = lint(new Source('Dockerfile', text)).filter(({ rule }) => rule === 'unbuildable-default-base');
  expect(findings.map(({ severity }) => severity)).toEqual(levels);
});
