import { expect, test } from 'vitest';
import type { Fix } from '../../src/diagnostic.ts';
import { applyFixes } from '../../src/lint/fix.ts';

function fix(...edits: readonly (readonly [start: number, end: number, text: string])[]): Fix {
  return { title: 'Edit', safety: 'safe', edits: edits.map(([start, end, text]) => ({ span: { start, end }, text })) };
}

test('without fixes the text stays', () => {
  expect(applyFixes('abc', [])).toBe('abc');
});

test('replaces, inserts and removes, wherever the fixes stand in the list', () => {
  expect(applyFixes('abcdef', [fix([4, 6, 'EF']), fix([0, 1, '']), fix([3, 3, '-'])])).toBe('bc-dEF');
});

test('edits that touch are no conflict', () => {
  expect(applyFixes('abcd', [fix([0, 2, '1']), fix([2, 4, '2'])])).toBe('12');
});

test('of two that overlap the earlier in the list wins', () => {
  expect(applyFixes('abcd', [fix([1, 3, 'X']), fix([0, 2, 'Y'])])).toBe('aXd');
  expect(applyFixes('abcd', [fix([0, 2, 'Y']), fix([1, 3, 'X'])])).toBe('Ycd');
});

test('a fix is left out whole', () => {
  expect(applyFixes('abcdef', [fix([2, 4, 'X']), fix([0, 1, 'A'], [3, 5, 'Y'])])).toBe('abXef');
});

test('what only a dropped fix overlapped is kept', () => {
  expect(applyFixes('abcdef', [fix([0, 2, 'X']), fix([1, 4, 'Y']), fix([4, 6, 'Z'])])).toBe('XcdZ');
});

test('two insertions at one place are a conflict: one may already do what the other wants', () => {
  expect(applyFixes('ab', [fix([1, 1, 'X']), fix([1, 1, 'X'])])).toBe('aXb');
});

test('is linear', () => {
  const fixes = Array.from({ length: 20_000 }, (_, index) => fix([2 * index, 2 * index + 1, 'x']));
  expect(applyFixes('ab'.repeat(20_000), fixes)).toBe('xb'.repeat(20_000));
});
