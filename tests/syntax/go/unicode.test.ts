import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equalFold, isPrint, toLower, toUpper } from '../../../src/syntax/go/unicode.ts';
import { anyText } from './any-text.ts';

/** All code points outside of the surrogates, as characters. */
const characters = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code)).filter(
  (_, code) => code < 0xd800 || code > 0xdfff,
);

// The numbers are those of Go 1.26, counted with its own functions. A failure after an update of Node
// means that the engine learned characters that Go does not know yet.
describe('all of Unicode', () => {
  test('has 148,998 printable characters', () => {
    expect(characters.filter(isPrint)).toHaveLength(148_998);
  });

  test('has 1,433 characters with another lower case and 1,450 with another upper case', () => {
    const lower = characters.map(toLower);
    const upper = characters.map(toUpper);
    expect(lower.filter((text, index) => text !== characters[index])).toHaveLength(1_433);
    expect(upper.filter((text, index) => text !== characters[index])).toHaveLength(1_450);
    expect(
      [...lower, ...upper].filter((text) => text.length > String.fromCodePoint(text.codePointAt(0) ?? 0).length),
    ).toEqual([]);
  });
});

test.each([' ', '~', 'é', '中', '😀', '\u0300', '\ufffd', '²', '€'])('%j is printable', (character) => {
  expect(isPrint(character)).toBe(true);
});

test.each(['\0', '\x7f', '\u00a0', '\u00ad', '\u200b', '\u2028', '\u3000', '\ue000', '\ufeff', '\ud800', '\u{1f6d8}'])(
  '%j is not printable',
  (character) => {
    expect(isPrint(character)).toBe(false);
  },
);

test.each([
  ['ADD', 'add'],
  ['ÀÉ', 'àé'],
  ['İ', 'i'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['\u212a', 'k'],
  ['ẞ', 'ß'],
  ['𐐀', '𐐨'],
])('the lower case of %s is %s', (text, lower) => {
  expect(toLower(text)).toBe(lower);
});

test.each([
  ['add', 'ADD'],
  ['straße', 'STRAßE'],
  ['ﬁ', 'ﬁ'],
  ['ᾳ', 'ᾼ'],
  ['ᾀ', 'ᾈ'],
  ['ΐ', 'ΐ'],
  ['ı', 'I'],
  ['ſ', 'S'],
])('the upper case of %s is %s', (text, upper) => {
  expect(toUpper(text)).toBe(upper);
});

test.each([
  ['as', 'AS'],
  ['as', 'Aſ'],
  ['k', '\u212a'],
  ['ß', 'ẞ'],
  ['Σ', 'ς'],
  ['Å', '\u212b'],
])('%s equals %s without regard to case', (left, right) => {
  expect(equalFold(left, right)).toBe(true);
});

test.each([
  ['i', 'İ'],
  ['i', 'ı'],
  ['ß', 'ss'],
  ['a', 'á'],
  ['as', 'a'],
])('%s does not equal %s', (left, right) => {
  expect(equalFold(left, right)).toBe(false);
});

test('a text equals its upper and lower case, but for the Turkish letters', () => {
  const text = anyText.map((value) => value.replace(/[İı]/g, ''));
  fc.assert(
    fc.property(text, (value) => {
      expect(equalFold(value, toLower(value))).toBe(true);
      expect(equalFold(value, toUpper(value))).toBe(true);
    }),
  );
});
