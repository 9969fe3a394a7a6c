// Paths as Go cleans them, and patterns as Go checks them.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isValidPattern, namePattern } from '../../../src/context/pattern/filepath.ts';
import { cleanPath } from '../../../src/syntax/go/path.ts';

describe('cleanPath', () => {
  test.each([
    ['', '.'],
    ['./', '.'],
    ['/', '/'],
    ['//a//b/', '/a/b'],
    ['a/./b/../c', 'a/c'],
    ['a/..', '.'],
    ['a/../..', '..'],
    ['../../a', '../../a'],
    ['/../a', '/a'],
    ['..a/...', '..a/...'],
  ])('%j is %j', (path, clean) => {
    expect(cleanPath(path)).toBe(clean);
  });

  test('a clean path stays as it is', () => {
    const path = fc.string({ unit: fc.constantFrom('a', '.', '/', '..', '/../') });
    fc.assert(
      fc.property(path, (text) => {
        const clean = cleanPath(text);
        expect(cleanPath(clean)).toBe(clean);
        expect(clean).not.toMatch(/\/\/|(^|\/)\.\/|.\/$/);
        expect(clean.startsWith('/')).toBe(text.startsWith('/'));
      }),
    );
  });
});

describe('isValidPattern', () => {
  test.each(['', '*', 'a', '[a-z]', '[^a]', '[\\]]', '[\\--a]', '[é-日😀]', '\\a', ']', '{', '[[]', '[a*]'])(
    'takes %s',
    (pattern) => {
      expect(isValidPattern(pattern)).toBe(true);
    },
  );

  test.each(['[', '[]', '[^]', '[a', '[a-', '[a-]', '[-]', '[\\', '\\', 'a\\', '*[', '[]*]'])(
    'refuses %s',
    (pattern) => {
      expect(isValidPattern(pattern)).toBe(false);
    },
  );

  test('does not look behind the first chunk that cannot be the name of the folder', () => {
    expect(isValidPattern('a*[')).toBe(true);
    expect(isValidPattern('[a]*\\')).toBe(true);
    for (const dot of ['.', '?', '\\.', '[.]', '[^a]', '[+-9]']) expect(isValidPattern(`${dot}*[`)).toBe(false);
    expect(isValidPattern('.*a*[')).toBe(true);
  });
});

describe('namePattern', () => {
  test.each([
    ['*', '', true],
    ['*.c', 'a.c', true],
    ['*.c', 'a.cc', false],
    ['a*b*c', 'abxbc', true],
    ['a**c', 'abc', true],
    ['?', 'é', true],
    ['?', '😀', true],
    ['[a-c]?', 'bx', true],
    ['[^a-c]', 'b', false],
    ['[!a]', '!', true],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['a|b', 'a|b', true],
    ['{a,b}', 'a', false],
    ['[', '[', false],
    ['a\\', 'a', false],
  ])('%s and %s', (pattern, name, expected) => {
    expect(namePattern(pattern)(name)).toBe(expected);
  });

  test('is no slower for many stars', () => {
    expect(namePattern('a*'.repeat(500))('a'.repeat(2000) + 'b')).toBe(true);
    expect(namePattern(`${'a*'.repeat(500)}c`)('a'.repeat(2000))).toBe(false);
  });
});
