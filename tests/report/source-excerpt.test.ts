// Excerpts as BuildKit draws them.

import { expect, test } from 'vitest';
import { sourceExcerpt } from '../../src/report/source-excerpt.ts';
import { Source } from '../../src/syntax/source.ts';

function shown(lines: readonly number[], count = 6): readonly string[] {
  const text = Array.from({ length: count }, (_, index) => `line ${index + 1}`).join('\n');
  return sourceExcerpt(new Source('Dockerfile', text), lines)
    .split('\n')
    .slice(2, -2)
    .map((row) =>
      row.replace(/^ +(\d+) \| (>>>| {3}) line \d+$/, (_, number: string, mark: string) => number + mark.trim()),
    );
}

test('a single line has two on either side, and more where the other side has none', () => {
  expect(shown([3])).toEqual(['1', '2', '3>>>', '4', '5']);
  expect(shown([1])).toEqual(['1>>>', '2', '3']);
  expect(shown([6])).toEqual(['4', '5', '6>>>']);
});

test('several lines have one on either side', () => {
  expect(shown([3, 4])).toEqual(['2', '3>>>', '4>>>', '5']);
  expect(shown([2, 4])).toEqual(['1', '2>>>', '3', '4>>>', '5']);
});

test('nothing where the file does not have the line', () => {
  expect(sourceExcerpt(new Source('Dockerfile', 'a'), [])).toBe('');
  expect(sourceExcerpt(new Source('Dockerfile', 'a'), [2])).toBe('');
  expect(sourceExcerpt(new Source('Dockerfile', 'a'), [0])).toBe('');
  expect(sourceExcerpt(new Source('Dockerfile', 'a\nb'), [1, 9])).toMatch(/1 \| >>> a\n {3}2 \| {5}b\n/);
});
