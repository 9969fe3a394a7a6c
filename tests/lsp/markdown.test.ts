import { expect, test } from 'vitest';
import { codeBlock, codeSpan, prose } from '../../src/lsp/markdown.ts';

test('a code span cannot be closed by what is in it', () => {
  expect(codeSpan('a')).toBe('`a`');
  expect(codeSpan('`')).toBe('`` ` ``');
  expect(codeSpan('a``b')).toBe('```a``b```');
  expect(codeSpan('a\n\nb')).toBe('`a b`');
  expect(codeSpan('')).toBe('`  `');
});

test('a code block cannot be closed by what is in it', () => {
  expect(codeBlock('FROM a', 'dockerfile')).toBe('```dockerfile\nFROM a\n```');
  expect(codeBlock('```\n[x](command:y)')).toBe('````\n```\n[x](command:y)\n````');
});

test('in prose nothing is a link or HTML, and code stays code', () => {
  expect(prose('use `a_b` of <b>[x](command:y)</b>')).toBe('use `a_b` of \\<b\\>\\[x\\]\\(command:y\\)\\</b\\>');
  expect(prose('one ` alone')).toBe('one  alone');
});
