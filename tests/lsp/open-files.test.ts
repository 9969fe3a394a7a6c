import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changed, OpenFiles } from '../../src/lsp/server/open-files.ts';
import { type Encoding, Positions } from '../../src/lsp/positions.ts';

const encodings: readonly Encoding[] = ['utf-8', 'utf-16', 'utf-32'];
const texts = fc.array(fc.constantFrom('FROM a', ' ', '\n', '\r\n', 'é', '🐳')).map((parts) => parts.join(''));

describe('a change', () => {
  test('counts from what the one before has left', () => {
    const insert = (line: number, character: number, text: string) => ({
      range: { start: { line, character }, end: { line, character } },
      text,
    });
    expect(changed('FROM a', [insert(0, 6, '\nRUN b'), insert(1, 5, 'c')], 'utf-16')).toBe('FROM a\nRUN bc');
  });

  test('without a range is the whole text', () => {
    expect(changed('FROM a', [{ text: 'FROM b' }], 'utf-16')).toBe('FROM b');
  });

  test('of any part in any encoding puts the new text in its place', () => {
    fc.assert(
      fc.property(texts, texts, fc.constantFrom(...encodings), fc.nat(), fc.nat(), (text, added, encoding, a, b) => {
        const characters = Array.from(text);
        const at = (count: number): number => characters.slice(0, count % (characters.length + 1)).join('').length;
        const [start = 0, end = 0] = [at(a), at(b)].toSorted((x, y) => x - y);
        const splitsLineEnd = [start, end].some((offset) => text.slice(offset - 1, offset + 1) === '\r\n');
        if (splitsLineEnd) return;
        const range = new Positions(text, encoding).range({ start, end });
        expect(changed(text, [{ range, text: added }], encoding)).toBe(text.slice(0, start) + added + text.slice(end));
      }),
    );
  });
});

describe('an open file', () => {
  test('is found by its path, as long as it is open', () => {
    const files = new OpenFiles();
    files.set('file:///a%20b/Dockerfile', 1, 'FROM a');
    expect(files.openAt('/a b/Dockerfile')?.text).toBe('FROM a');
    files.delete('file:///a%20b/Dockerfile');
    expect(files.openAt('/a b/Dockerfile')).toBeUndefined();
  });

  test('has no path where it is no file', () => {
    expect(new OpenFiles().set('untitled:Untitled-1', 1, '')).toMatchObject({ path: undefined, name: 'Untitled-1' });
  });
});
