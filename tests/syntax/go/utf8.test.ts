import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeBytes, utf8Bytes, utf8Length } from '../../../src/syntax/go/utf8.ts';
import { anyText } from './any-text.ts';

test('agrees with the encoder of the platform', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const bytes = [...new TextEncoder().encode(text)];
      expect([...text].flatMap((character) => utf8Bytes(character.codePointAt(0) ?? 0))).toEqual(bytes);
      expect(utf8Length(text)).toBe(bytes.length);
    }),
  );
});

test('counts a part of a text', () => {
  expect(utf8Length('aé€😀b', 1, 3)).toBe(5);
  expect(utf8Length('aé€😀b', 3, 5)).toBe(4);
  expect(utf8Length('abc', 2, 2)).toBe(0);
});

test('has three bytes for a lone surrogate', () => {
  expect(utf8Length('\ud800')).toBe(3);
  expect(escapeBytes(0xd800)).toBe('\\xed\\xa0\\x80');
});

test('escapes in lower case with two digits', () => {
  expect(escapeBytes(0x07)).toBe('\\x07');
  expect(escapeBytes(0x00b5)).toBe('\\xc2\\xb5');
  expect(escapeBytes(0x1f600)).toBe('\\xf0\\x9f\\x98\\x80');
});
