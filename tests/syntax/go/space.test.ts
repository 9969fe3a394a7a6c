import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  firstBlanks,
  isBlank,
  isSpace,
  skipSpace,
  trimBounds,
  trimSpace,
  trimStart,
} from '../../../src/syntax/go/space.ts';

/** What Go's `unicode.IsSpace` accepts, all of it. */
const spaces =
  '\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000';

const spaced = fc.string({ unit: fc.constantFrom(...spaces, 'a', 'é', '\ufeff', '\u200b', '\0', '😀') });

test('exactly 25 characters are white space', () => {
  const found = Array.from({ length: 0x10000 }, (_, code) => code).filter(isSpace);
  expect(String.fromCharCode(...found)).toBe(spaces);
});

test('blanks are the ASCII white space without the line feed', () => {
  const found = Array.from({ length: 0x10000 }, (_, code) => code).filter(isBlank);
  expect(String.fromCharCode(...found)).toBe('\t\v\f\r ');
});

describe('trimming', () => {
  test('takes white space off both ends only', () => {
    expect(trimSpace(' \u2003a \n b\u0085\r\n')).toBe('a \n b');
    expect(trimStart('\t\u3000a ')).toBe('a ');
  });

  test('leaves the byte order mark and the zero width space', () => {
    expect(trimSpace('\ufeff a\u200b')).toBe('\ufeff a\u200b');
  });

  test('works within bounds', () => {
    expect(trimBounds('a  b  c', 1, 6)).toEqual({ start: 3, end: 4 });
    expect(skipSpace('a  b', 1)).toBe(3);
    expect(skipSpace('a  b', 1, 2)).toBe(2);
  });

  test('gives an empty range at the end where there is nothing else', () => {
    expect(trimBounds(' \n\t')).toEqual({ start: 3, end: 3 });
    expect(trimBounds('')).toEqual({ start: 0, end: 0 });
    expect(trimBounds('a   b', 1, 3)).toEqual({ start: 3, end: 3 });
  });

  test('leaves nothing to trim', () => {
    fc.assert(
      fc.property(spaced, (text) => {
        const { start, end } = trimBounds(text);
        const trimmed = trimSpace(text);
        expect(trimmed).toBe(text.slice(start, end));
        expect(trimSpace(trimmed)).toBe(trimmed);
        expect([...text.slice(0, start), ...text.slice(end)].every((character) => spaces.includes(character))).toBe(
          true,
        );
        expect(trimStart(text).startsWith(trimmed)).toBe(true);
      }),
    );
  });
});

test.each([
  ['a b c', { start: 1, end: 2 }],
  ['a\t\v\f\r b', { start: 1, end: 6 }],
  ['a\nb\u00a0', { start: 4, end: 4 }],
  ['', { start: 0, end: 0 }],
])('the first blanks of %j', (text, blanks) => expect(firstBlanks(text)).toEqual(blanks));
