import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replaceAll, replaceFirst, trimPrefix, trimSuffix } from '../../src/syntax/pattern.ts';

const unlimited = Number.POSITIVE_INFINITY;
const ok = (value: string) => ({ ok: true, value });

describe('trimming', () => {
  test.each([
    ['', 'abc', 'abc', 'abc', 'abc', 'abc'],
    ['a', 'aba', 'ba', 'ba', 'ab', 'ab'],
    ['*', 'abc', 'abc', '', 'abc', ''],
    ['*b', 'abcbd', 'cbd', 'd', 'abcbd', 'abcbd'],
    ['b*', 'abcbd', 'abcbd', 'abcbd', 'abc', 'a'],
    ['?', '😀x😀', 'x😀', 'x😀', '😀x', '😀x'],
    ['*?', 'abc', 'bc', '', 'ab', ''],
    ['a*b*c', 'aXbYcZc', 'Zc', '', '', ''],
    ['*\n', 'a\nb\n', 'b\n', 'b\n', 'a\nb', 'a\n'],
    ['**a', 'bab', 'b', 'b', 'bab', 'bab'],
    ['[ab]', '[ab]a', 'a', 'a', '[ab]a', '[ab]a'],
    ['\ufeffa', 'aba', 'ba', 'ba', 'aba', 'aba'],
    ['a\ufeff', 'aba', 'aba', 'aba', 'ab', 'ab'],
  ])('%j of %j', (pattern, value, shortPrefix, longPrefix, shortSuffix, longSuffix) => {
    expect(trimPrefix(pattern, value, false)).toEqual(ok(shortPrefix));
    expect(trimPrefix(pattern, value, true)).toEqual(ok(longPrefix));
    expect(trimSuffix(pattern, value, false)).toEqual(ok(shortSuffix));
    expect(trimSuffix(pattern, value, true)).toEqual(ok(longSuffix));
  });
});

describe('replacing', () => {
  test.each([
    ['a', 'banana', 'o', 'bonana', 'bonono'],
    ['', 'ab', '-', '-ab', '-a-b-'],
    ['*', 'ab\ncd', 'x', 'x\ncd', 'x\nx'],
    ['a*', 'bab\nabc', 'x', 'bx\nabc', 'bx\nx'],
    ['*a', 'xaya z\nba', '', ' z\nba', ' z\n'],
    ['a?c', 'abcadc', '', 'adc', ''],
    ['?', '😀é', 'x', 'xé', 'xx'],
    ['a*b', 'aaa\naab', '-', 'aaa\n-', 'aaa\n-'],
    ['aa*c\nd', 'aaac\naac\nd', '-', 'aaac\n-', 'aaac\n-'],
  ])('%j in %j by %j', (pattern, value, replacement, first, all) => {
    expect(replaceFirst(pattern, value, replacement)).toEqual(ok(first));
    expect(replaceAll(pattern, value, replacement, unlimited)).toEqual(ok(all));
  });

  test.each([
    ['[$0]', '[b]'],
    ['[${0}]', '[b]'],
    ['$0$0', 'bb'],
    ['$$0', '$0'],
    ['$1', ''],
    ['$00', ''],
    ['$0x', ''],
    ['${0}x', 'bx'],
    ['$név', ''],
    ['${name}!', '!'],
    ['${0', '${0'],
    ['${}', '${}'],
    ['$ $', '$ $'],
    ['$', '$'],
  ])('every match by the template %j', (template, text) => {
    expect(replaceAll('b', 'abc', template, unlimited)).toEqual(ok(`a${text}c`));
    expect(replaceFirst('b', 'abc', template)).toEqual(ok(`a${template}c`));
  });

  test('stops at the limit', () => {
    expect(replaceAll('a', 'aaaa', 'bbb', 12)).toEqual(ok('bbbbbbbbbbbb'));
    const failure = { ok: false, error: 'the expansion is too long' };
    expect(replaceAll('a', 'aaaa', 'bbb', 11)).toEqual(failure);
    expect(replaceAll('*', 'a'.repeat(1_000_000), '$0'.repeat(1000), 1 << 24)).toEqual(failure);
  });
});

describe('every pattern', () => {
  const unit = fc.constantFrom('a', 'b', 'a', '\n', '😀', '*', '?', '\\*', '\\?', '\\\\', '\\/', '\\}', '.', '$');
  const pattern = fc.array(unit, { maxLength: 8 }).map((units) => units.join(''));
  const value = fc
    .array(fc.constantFrom('a', 'b', 'a', '\n', '😀', '*', '?', '\\', '/', '}'), { maxLength: 14 })
    .map((units) => units.join(''));

  function regularExpression(text: string, star: string): string {
    return text.replaceAll(/\\?./gsu, (part) => {
      if (part === '*') return star;
      if (part === '?') return '[^\\n]';
      const character = part.length > 1 && part.startsWith('\\') ? part.slice(1) : part;
      return character.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&');
    });
  }

  test('agrees with a regular expression', () => {
    fc.assert(
      fc.property(pattern, value, fc.boolean(), (glob, text, longest) => {
        const lazy = regularExpression(glob, '[^\\n]*?');
        const greedy = regularExpression(glob, '[^\\n]*');
        const chosen = longest ? greedy : lazy;
        expect(trimPrefix(glob, text, longest)).toEqual(ok(text.replace(new RegExp(`^(?:${chosen})`, 'u'), '')));
        expect(replaceFirst(glob, text, '<>')).toEqual(ok(text.replace(new RegExp(greedy, 'u'), '<>')));
      }),
      { numRuns: 3000 },
    );
  });

  test('takes from the end what its mirror image takes from the start', () => {
    const mirror = (text: string) => Array.from(text).toReversed().join('');
    const mirrorPattern = (text: string) =>
      [...text.matchAll(/\\?./gsu)]
        .map(([part]) => part)
        .toReversed()
        .join('');
    fc.assert(
      fc.property(pattern, value, fc.boolean(), (glob, text, longest) => {
        const prefix = trimPrefix(mirrorPattern(glob), mirror(text), longest);
        expect(trimSuffix(glob, text, longest)).toEqual(prefix.ok ? ok(mirror(prefix.value)) : prefix);
      }),
      { numRuns: 2000 },
    );
  });
});

test('long patterns take time in proportion to the value', () => {
  const value = 'a'.repeat(500_000);
  const long = 'a'.repeat(200_000);
  expect(trimPrefix(`*${long}b`, value, true)).toEqual(ok(value));
  expect(trimSuffix(`b${long}*`, value, true)).toEqual(ok(value));
  expect(replaceAll(`${long}*b`, value, 'x', unlimited)).toEqual(ok(value));
  expect(replaceAll(`${'a*'.repeat(100_000)}b`, value, 'x', unlimited)).toEqual(ok(value));
  expect(replaceAll('a*b', 'aaaa\n'.repeat(100_000), 'x', unlimited)).toEqual(ok('aaaa\n'.repeat(100_000)));
});
