import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Encoding, Positions } from '../../src/lsp/positions.ts';

const encodings: readonly Encoding[] = ['utf-8', 'utf-16', 'utf-32'];
const texts = fc
  .array(fc.constantFrom('a', ' ', '\n', '\r', '\r\n', 'é', '語', '🐳', '\u{301}', '\t'))
  .map((parts) => parts.join(''));

describe('a position', () => {
  test.each([
    ['utf-8', 6],
    ['utf-16', 3],
    ['utf-32', 2],
  ] as const)('counts %s', (encoding, character) => {
    const text = 'RUN a\nég🐳x';
    expect(new Positions('é🐳x', encoding).position(3)).toEqual({ line: 0, character });
    const positions = new Positions(text, encoding);
    expect(text.charAt(positions.offset(positions.position(text.length - 1)))).toBe('x');
  });

  test('is on the line that its offset is on, whatever ends the lines', () => {
    const positions = new Positions('a\r\nb\rc\nd', 'utf-16');
    expect([0, 3, 5, 7].map((offset) => positions.position(offset).line)).toEqual([0, 1, 2, 3]);
    expect(positions.lineCount).toBe(4);
  });

  test('behind the end of its line is the end of the line', () => {
    const positions = new Positions('ab\r\ncd', 'utf-8');
    expect(positions.offset({ line: 0, character: 99 })).toBe(2);
    expect(positions.offset({ line: 9, character: 0 })).toBe(6);
    expect(positions.offset({ line: 1, character: -1 })).toBe(4);
  });

  test('inside a character is before it', () => {
    expect(new Positions('🐳x', 'utf-8').offset({ line: 0, character: 2 })).toBe(0);
  });

  test('leads back to its offset', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...encodings), fc.nat(), (text, encoding, place) => {
        const characters = Array.from(text);
        const offset = characters.slice(0, place % (characters.length + 1)).join('').length;
        if (text.charAt(offset - 1) === '\r' && text.charAt(offset) === '\n') return;
        const positions = new Positions(text, encoding);
        expect(positions.offset(positions.position(offset))).toBe(offset);
      }),
    );
  });

  test('counts the bytes of its line in UTF-8', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { line, character } = new Positions(text, 'utf-8').position(text.length);
        const lines = text.split(/\r\n|\r|\n/);
        expect([line, character]).toEqual([lines.length - 1, Buffer.byteLength(lines.at(-1) ?? '')]);
      }),
    );
  });
});
