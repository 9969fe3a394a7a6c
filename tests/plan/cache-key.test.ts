// The parts of cache keys, and what of the inputs counts.

import { describe, expect, test } from 'vitest';
import { cacheKey } from '../../src/plan/cache-key.ts';
import { keyDigest } from '../../src/plan/key-digest.ts';
import type { Operation } from '../../src/plan/operation.ts';
import { execOf, fileOf } from './plans.ts';

const digest = (operation: Operation): string => cacheKey(operation).digest;
const paths = (operation: Operation): readonly (readonly string[] | undefined)[] =>
  cacheKey(operation).dependencies.map(({ selections }) => selections?.map(({ path }) => path));

describe('the key of a command', () => {
  const run = 'FROM alpine\nENV A=1\nRUN make\n';

  test.each([
    ['the command', run.replace('make', 'make all')],
    ['a variable', run.replace('A=1', 'A=2')],
    ['the user', run.replace('RUN', 'USER 5\nRUN')],
    ['the folder', run.replace('RUN', 'WORKDIR /w\nRUN')],
    ['the network', run.replace('RUN', 'RUN --network=none')],
    ['a mount', run.replace('RUN', 'RUN --mount=type=tmpfs,target=/t')],
    ['the order of variables', 'FROM alpine\nENV B=1\nENV A=1\nRUN make\n'],
  ])('has %s', (_, other) => {
    expect(digest(execOf(other))).not.toBe(digest(execOf(run)));
  });

  test.each([
    ['labels', run.replace('RUN', 'LABEL l=1\nRUN')],
    ['white space around it', run.replace('make', '  make  ')],
    ['the name of its stage', run.replace('alpine', 'alpine AS named')],
  ])('has no %s', (_, other) => {
    expect(digest(execOf(other))).toBe(digest(execOf(run)));
  });

  test('does not have where a mount comes from, but its files count', () => {
    const mount = (source: string): string => `FROM alpine\nRUN --mount=source=${source},target=/t make\n`;
    expect(digest(execOf(mount('a')))).toBe(digest(execOf(mount('b'))));
    expect(paths(execOf(mount('a')))).toEqual([undefined, ['/a']]);
  });

  test('does not name paths inside others', () => {
    const mount = (source: string): string => `--mount=source=${source},target=/${source}`;
    const text = `FROM alpine\nRUN ${['a', 'a/b', 'a-b', 'c/d', 'c'].map(mount).join(' ')} make\n`;
    expect(paths(execOf(text))[1]?.toSorted()).toEqual(['/a', '/a-b', '/c']);
  });

  test('compares the root as a whole where a part of it is mounted, too', () => {
    const text = 'FROM alpine AS a\nRUN one\nFROM a\nRUN --mount=from=a,source=/bin,target=/t make\n';
    expect(paths(execOf(text))).toEqual([['/']]);
  });
});

describe('the key of a copy', () => {
  const copy = 'FROM alpine\nCOPY d/f /x/\n';

  test.each([
    ['the name of a source', copy.replace('d/f', 'd/g')],
    ['the destination', copy.replace('/x/', '/x')],
    ['the owner', copy.replace('COPY', 'COPY --chown=5')],
    ['the mode', copy.replace('COPY', 'COPY --chmod=600')],
    ['whether it unpacks', copy.replace('COPY', 'ADD')],
    ['the order of sources', 'FROM alpine\nCOPY g d/f /x/\n'],
  ])('has %s', (_, other) => {
    expect(digest(fileOf(other))).not.toBe(digest(fileOf(copy)));
  });

  test('does not have the folder of a source', () => {
    expect(digest(fileOf(copy.replace('d/f', 'e/f')))).toBe(digest(fileOf(copy)));
  });

  test('names each path once, in order, and none inside another', () => {
    expect(paths(fileOf('FROM alpine\nCOPY z d/f d z* d* /x/\n'))).toEqual([undefined, ['/d', '/d*', '/z', '/z*']]);
  });

  test('compares a file system that is copied into itself as a whole', () => {
    expect(paths(fileOf('FROM alpine AS a\nRUN make\nFROM a\nCOPY --from=a /x /y\n'))).toEqual([undefined]);
  });
});

test('a short digest differs where keys do', () => {
  const [one, other] = ['make', 'make all'].map((command) => cacheKey(execOf(`FROM alpine\nRUN ${command}\n`)));
  if (one === undefined || other === undefined) throw new Error('there is none');
  expect(keyDigest(one)).toMatch(/^[0-9a-f]{16}$/);
  expect(keyDigest(one)).not.toBe(keyDigest(other));
});
