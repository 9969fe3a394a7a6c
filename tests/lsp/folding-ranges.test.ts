import { expect, test } from 'vitest';
import { foldingRanges } from '../../src/lsp/folding-ranges.ts';
import { expectAnywhere } from './anywhere.ts';
import { viewOf } from './marked.ts';

/** First and last line of each, and its kind. */
function folds(text: string, limit?: number): readonly string[] {
  return foldingRanges(viewOf(text), limit).map(({ startLine, endLine, kind = '' }) =>
    `${startLine}-${endLine} ${kind}`.trim(),
  );
}

test('stages and instructions', () => {
  expect(folds('FROM a\nRUN x \\\n\n  y\nENV A=1\n\n# end\n\nFROM b\nFROM c\nUSER x')).toEqual(['0-4', '1-3', '9-10']);
});

test('the bodies of heredocs, but where the instruction starts on the same line', () => {
  expect(folds('FROM a\nRUN <<EOF\nx\nEOF\nRUN cat \\\n <<A <<B\n1\n2\nA\n3\nB\nCOPY <<E /x\nE\n')).toEqual([
    '0-12',
    '1-3',
    '4-10',
    '5-7',
    '8-9',
    '11-12',
  ]);
});

test('blocks of comments, also inside of instructions', () => {
  expect(folds('# syntax=x\n# one\n#\n\n# two\nFROM a\nRUN a \\\n # x\n # y\n b\n')).toEqual([
    '0-2 comment',
    '5-9',
    '6-9',
    '7-8 comment',
  ]);
});

test('with CRLF and on the last line', () => {
  expect(folds('FROM a\r\nRUN x \\\r\n  y')).toEqual(['0-2', '1-2']);
  expect(folds('FROM a\nRUN <<EOF')).toEqual(['0-1']);
});

test('no more than the client takes, stages first', () => {
  const text = 'FROM a\nRUN x \\\n y\nFROM b\nUSER x\n';
  expect(folds(text, 2)).toEqual(['0-2', '3-4']);
  expect(folds(text, 0)).toEqual([]);
});

test('anywhere: lines of the document, and no two from one line', () => {
  expectAnywhere((view, offset) => {
    const ranges = foldingRanges(view, offset);
    expect(ranges.length).toBeLessThanOrEqual(offset);
    expect(new Set(ranges.map(({ startLine }) => startLine)).size).toBe(ranges.length);
    for (const { startLine, endLine } of ranges) {
      expect(startLine).toBeGreaterThanOrEqual(0);
      expect(startLine).toBeLessThan(endLine);
      expect(endLine).toBeLessThan(view.positions.lineCount);
    }
  });
});
