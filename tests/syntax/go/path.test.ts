import { expect, test } from 'vitest';
import { basePath, cleanPath, joinPath } from '../../../src/syntax/go/path.ts';

test.each([
  ['', '.'],
  ['/', '/'],
  ['//a//b/', '/a/b'],
  ['a/../..', '..'],
  ['/../a/./b/..', '/a'],
  ['../../a', '../../a'],
])('%j is cleaned to %j', (path, clean) => {
  expect(cleanPath(path)).toBe(clean);
});

test('joining', () => {
  expect(joinPath('/', 'a', '', '../b')).toBe('/b');
  expect(joinPath('', '')).toBe('');
});

test.each([
  ['', '.'],
  ['///', '/'],
  ['/a/b/', 'b'],
  ['a', 'a'],
])('the last element of %j is %j', (path, base) => {
  expect(basePath(path)).toBe(base);
});
