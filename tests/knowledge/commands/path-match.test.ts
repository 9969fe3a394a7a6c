import { expect, test } from 'vitest';
import { namedPath } from '../../../src/knowledge/commands/named-path.ts';
import { isBelow, names, namesAround } from '../../../src/knowledge/commands/path-match.ts';
import { commandOf } from '../../shell/scripts.ts';
import { placeWith } from './places.ts';

function path(word: string): ReturnType<typeof namedPath> {
  const [argument] = commandOf(`rm ${word}`).args;
  if (argument === undefined) throw new Error(word);
  return namedPath(argument, placeWith());
}

test.each([
  ['/a/b', '/a/b', true],
  ['/a//b/', '/a/b', true],
  ['../a', '/a', true],
  ['/a/*', '/a/b', true],
  ['/a/*', '/a/.b', false],
  ['/a/.*', '/a/.b', true],
  ['/a/*', '/a/b/c', false],
  ['/a/*.tgz', '/a/b.tgz', true],
  ['/a/?.tgz', '/a/bc.tgz', false],
  ["'/a/*'", '/a/b', false],
  ['/a/[bc]', '/a/b', false],
  ['$X', '/a', false],
  ['/', '/', true],
])('%s names %s: %s', (word, other, expected) => {
  expect(names(path(word), other)).toBe(expected);
});

test.each([
  ['/a', '/a/b/c', true],
  ['/a/*', '/a/b/c', true],
  ['/a/b/c', '/a/b', false],
  ['/', '/a', true],
  ['/ab', '/a/b', false],
])('%s names %s or a folder around it: %s', (word, other, expected) => {
  expect(namesAround(path(word), other)).toBe(expected);
});

test('what lies below a folder', () => {
  expect([isBelow('/a/b', '/a'), isBelow('/ab', '/a'), isBelow('/a', '/a'), isBelow('/a', '/')]).toEqual([
    true,
    false,
    false,
    true,
  ]);
});
