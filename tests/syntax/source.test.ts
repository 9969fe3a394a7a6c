import { expect, test } from 'vitest';
import { Source } from '../../src/syntax/source.ts';

test('a byte order mark is no column', () => {
  const source = new Source('Dockerfile', '\u{feff}FROM a\nRUN b\n');
  expect([0, 1, 6, 8].map((offset) => source.position(offset))).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 1 },
    { line: 1, column: 6 },
    { line: 2, column: 1 },
  ]);
  expect(source.offset({ line: 1, column: 1 })).toBe(1);
  expect(source.line(1)).toBe('FROM a');
});
