import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostic.ts';
import { fixAll } from '../../src/lint/fix-all.ts';

function replacing(text: string, from: string, to: string, safety: 'safe' | 'unsafe' = 'safe'): Diagnostic[] {
  const start = text.indexOf(from);
  if (start === -1) return [];
  const span = { start, end: start + from.length };
  return [
    {
      rule: 'r',
      severity: 'info',
      message: '',
      span,
      related: [],
      fix: { title: '', safety, edits: [{ span, text: to }] },
    },
  ];
}

test('fixes what a fix makes possible', () => {
  expect(fixAll('a', (text) => [...replacing(text, 'a', 'b'), ...replacing(text, 'b', 'c')])).toBe('c');
});

test('leaves unsafe fixes alone', () => {
  expect(fixAll('a', (text) => replacing(text, 'a', 'b', 'unsafe'))).toBe('a');
});

test('ends where fixes go round in a circle', () => {
  expect(fixAll('a', (text) => [...replacing(text, 'a', 'b'), ...replacing(text, 'b', 'a')])).toMatch(/^[ab]$/);
});
