import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quote } from '../../../src/syntax/go/quote.ts';
import { anyText } from './any-text.ts';

test.each([
  ['', '""'],
  ['plain text!', '"plain text!"'],
  ['a"b\\c', '"a\\"b\\\\c"'],
  ["it's `fine`", '"it\'s `fine`"'],
  ['\x07\b\f\n\r\t\v', '"\\a\\b\\f\\n\\r\\t\\v"'],
  ['\0\x1b\x7f', '"\\x00\\x1b\\x7f"'],
  ['\u0080\u0085\u00a0\u00ad', '"\\u0080\\u0085\\u00a0\\u00ad"'],
  ['\u200b\ufeff\u2028\u3000\ue000', '"\\u200b\\ufeff\\u2028\\u3000\\ue000"'],
  ['\u{e0001}\u{10ffff}', '"\\U000e0001\\U0010ffff"'],
  ['é 日本 😀 e\u0301 \ufffd', '"é 日本 😀 e\u0301 \ufffd"'],
  ['a\ud83d', '"a\\xed\\xa0\\xbd"'],
  ['\udc00\ud800', '"\\xed\\xb0\\x80\\xed\\xa0\\x80"'],
])('quotes %j as %s', (text, quoted) => {
  expect(quote(text)).toBe(quoted);
});

/** Undoes the escapes that have a JSON counterpart, and the others one by one. */
function unquote(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replace(/\\(?:U([0-9a-f]{8})|u([0-9a-f]{4})|x([0-9a-f]{2})|(.))/g, (_, long, short, byte, named: string) => {
      const digits: string | undefined = long ?? short ?? byte;
      if (digits !== undefined) return String.fromCodePoint(Number.parseInt(digits, 16));
      return { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }[named] ?? named;
    });
}

test('can be undone', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const quoted = quote(text);
      expect(quoted).toMatch(/^"(?:[^"\\\p{C}]|\\.)*"$/u);
      expect(unquote(quoted)).toBe(text);
    }),
  );
});
