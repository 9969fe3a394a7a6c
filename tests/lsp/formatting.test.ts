// Formatting of documents: the places of the edits. What they are is tested with `src/format`.

import { expect, test } from 'vitest';
import { formatting } from '../../src/lsp/formatting.ts';
import { expectAnywhere } from './anywhere.ts';
import { mark, unmark, viewOf } from './marked.ts';

test('edits touch nothing but what they change', () => {
  const view = viewOf('from a as b  \r\n# 日本 \r\nRun c \\ \r\n  d\r\n', { encoding: 'utf-8' });
  const edits = formatting(view);
  expect(
    mark(
      view,
      edits.map(({ range }) => range),
    ),
  ).toBe('«from» a «as» b«  »\r\n# 日本« »\r\n«Run» c \\« »\r\n  d\r\n');
  expect(edits.map(({ newText }) => newText)).toEqual(['FROM', 'AS', '', '', 'RUN', '']);
});

test('of a range only its lines are formatted', () => {
  const { text, spans } = unmark('from a \nrun b« \nrun» c \nrun d ');
  const view = viewOf(text);
  const ranges = formatting(view, spans[0]).map(({ range }) => range);
  expect(mark(view, ranges)).toBe('from a \n«run» b« »\n«run» c« »\nrun d ');
});

test('any text is formatted inside of it', () => {
  expectAnywhere((view, offset) => [formatting(view), formatting(view, { start: 0, end: offset })]);
});
