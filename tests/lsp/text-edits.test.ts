import fc from 'fast-check';
import { expect, test } from 'vitest';
import { difference } from '../../src/lsp/text-edits.ts';

const texts = fc.array(fc.constantFrom('a', 'b', '\n', '\r\n', '\r', '🐳', '🐋')).map((parts) => parts.join(''));

test('the difference makes one text into the other', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const [edit] = difference(before, after);
      const made = edit && before.slice(0, edit.span.start) + edit.text + before.slice(edit.span.end);
      expect(made ?? before).toBe(after);
    }),
  );
});

test('the difference begins and ends where the protocol has places', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      for (const { span } of difference(before, after)) {
        for (const offset of [span.start, span.end]) {
          expect(before.slice(Math.max(0, offset - 1), offset + 1)).not.toMatch(
            /^(?:\r\n|[\ud800-\udbff][\udc00-\udfff])$/,
          );
        }
      }
    }),
  );
});

test.each([
  ['a\r\nb', 'a\nb', 1, 3, '\n'],
  ['🐳', '🐋', 0, 2, '🐋'],
  ['FROM a\n', 'FROM a\n', 0, 0, ''],
])('from %j to %j', (before, after, start, end, text) => {
  const expected = before === after ? [] : [{ span: { start, end }, text }];
  expect(difference(before, after)).toEqual(expected);
});
