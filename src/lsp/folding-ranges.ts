// What can be folded: stages, instructions over several lines, the bodies of heredocs, blocks of comments.

import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import type { Span } from '../syntax/source.ts';
import { stageSpan } from './names/stage-outline.ts';
import type { View } from './view.ts';

/**
 * By whole lines, sorted by the first. Of two that start on one line editors show one: that is the longer one.
 * `rangeLimit` is the most that the client takes; stages come first then, and heredocs last.
 */
export function foldingRanges(view: View, rangeLimit: number = Infinity): FoldingRange[] {
  const { model, file } = view.analysis;
  const byLine = new Map<number, FoldingRange>();
  const fold = (startLine: number, endLine: number, kind?: FoldingRangeKind): void => {
    if (endLine <= startLine || byLine.has(startLine) || byLine.size >= rangeLimit) return;
    byLine.set(startLine, { startLine, endLine, ...(kind !== undefined && { kind }) });
  };
  const foldSpan = (span: Span): void => fold(lineOf(view, span.start), lastLineOf(view, span));
  for (const stage of model.stages) foldSpan(stageSpan(stage));
  for (const { span } of file.instructions) foldSpan(span);
  for (const { first, last } of commentBlocks(view)) fold(first, last, FoldingRangeKind.Comment);
  for (const { heredocs } of file.instructions) {
    for (const { body, content } of heredocs) {
      if (content !== '') fold(lineOf(view, body.start) - 1, lastLineOf(view, body));
    }
  }
  return [...byLine.values()].toSorted((a, b) => a.startLine - b.startLine);
}

/** Comments on lines that follow each other. */
function commentBlocks(view: View): readonly { readonly first: number; readonly last: number }[] {
  const { comments, directives } = view.analysis.file;
  const lines = [...directives, ...comments].map(({ span }) => lineOf(view, span.start)).toSorted((a, b) => a - b);
  const blocks: { first: number; last: number }[] = [];
  for (const line of lines) {
    const block = blocks.at(-1);
    if (block !== undefined && line <= block.last + 1) block.last = line;
    else blocks.push({ first: line, last: line });
  }
  return blocks;
}

function lineOf({ positions }: View, offset: number): number {
  return positions.lineOf(offset);
}

/** Of the last character: behind a line ending the next line begins. */
function lastLineOf(view: View, { start, end }: Span): number {
  return lineOf(view, Math.max(start, end - 1));
}
