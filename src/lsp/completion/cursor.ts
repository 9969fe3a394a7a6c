// Where a cursor stands in an instruction, half-typed ones and the blanks behind them included.

import type { Instruction } from '../../syntax/ast.ts';
import type { Folded } from '../../syntax/folded.ts';
import { skipSpace } from '../../syntax/go/space.ts';
import type { Span } from '../../syntax/source.ts';
import type { View } from '../view.ts';
import type { Candidate, Offer } from './offer.ts';

export interface Cursor {
  readonly view: View;
  /** In the file. */
  readonly offset: number;
  /** The innermost: the trigger of an ONBUILD. */
  readonly instruction: Instruction;
  /** The one of the file. */
  readonly outer: Instruction;
  /** The logical line from the keyword on, with the blanks at its end. */
  readonly line: Folded;
  /** Where the cursor is in it. */
  readonly at: number;
}

/** A stretch of a logical line. */
export type Stretch = Span;

/** The cursor in the instruction whose lines it is in; undefined between two. Heredocs and comments are not looked at. */
export function cursorIn(view: View, offset: number): Cursor | undefined {
  const outer = instructionOfLine(view, offset);
  if (outer === undefined) return undefined;
  const at = placeIn(outer.folded, offset);
  if (outer.kind !== 'Onbuild') return { view, offset, instruction: outer, outer, line: outer.folded, at };
  const cursor = { view, offset, instruction: outer, outer, line: outer.folded, at };
  const start = skipSpace(cursor.line.text, keywordEnd(cursor.line.text));
  const { trigger } = outer;
  if (trigger === undefined || at < start) return cursor;
  return { view, offset, instruction: trigger, outer, line: outer.folded.slice(start), at: at - start };
}

/** Where the keyword of a logical line ends. */
export function keywordEnd(text: string): number {
  return wordEnd(text, 0);
}

/** The end of the word that goes on from `start`. */
export function wordEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && !isBlankAt(text, end)) end++;
  return end;
}

/** The start of the word that ends at `end`. */
export function wordStart(text: string, end: number): number {
  let start = end;
  while (start > 0 && !isBlankAt(text, start - 1)) start--;
  return start;
}

function isBlankAt(text: string, at: number): boolean {
  return skipSpace(text, at, at + 1) > at;
}

/**
 * A stretch of the logical line around the cursor as a place in the file; undefined where it is on more lines than the
 * cursor's: no client replaces that.
 */
export function spanOf({ view: { positions }, line, at, offset }: Cursor, { start, end }: Stretch): Span | undefined {
  const from = start === at ? offset : line.toSource(start);
  const to = end === at ? offset : line.spanOf(at, end).end;
  const row = positions.lineOf(offset);
  if (positions.lineOf(from) !== row) return undefined;
  return { start: from, end: Math.max(offset, Math.min(to, positions.lineEnd(row))) };
}

/** Candidates for a stretch around the cursor; none where it cannot be replaced. */
export function offersFor(cursor: Cursor, word: Stretch, candidates: readonly Candidate[]): readonly Offer[] {
  const span = spanOf(cursor, word);
  return span === undefined ? [] : [{ span, typed: cursor.line.text.slice(word.start, cursor.at), candidates }];
}

/** Binary search by lines; a last line that is empty belongs to the instruction that goes on in it. */
function instructionOfLine(view: View, offset: number): Instruction | undefined {
  const { instructions, escape } = view.analysis.file;
  const { line } = view.source.position(offset);
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle]?.lines.last ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  const found = instructions[low];
  if (found !== undefined) return found.lines.first <= line && offset >= found.keyword.span.start ? found : undefined;
  const last = instructions.at(-1);
  if (last === undefined || last.heredocs.length > 0 || last.lines.last !== line - 1) return undefined;
  return view.text.slice(last.folded.toSource(last.folded.text.length), offset).includes(escape) ? last : undefined;
}

/** How many characters of a logical line stand in front of an offset. */
function placeIn(line: Folded, offset: number): number {
  let at = 0;
  for (const { start, end, length } of line.runs()) {
    if (start >= offset) break;
    at += end <= offset ? length : Math.min(length, offset - start);
  }
  return at;
}
