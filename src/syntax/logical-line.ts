// One instruction's lines joined into one: continuations, and the comments and blank lines between them, taken out.

import type { Comment } from './ast.ts';
import { Folded } from './folded.ts';
import { skipSpace, trimSpace } from './go/space.ts';
import type { LineReader } from './line-reader.ts';

export interface LogicalLine {
  readonly folded: Folded;
  /** A line between its first and its last is blank: BuildKit warns. */
  readonly hasBlankLine: boolean;
  /** It ends because the line that continues it is longer than the builder takes. */
  readonly isCut: boolean;
}

/**
 * Joins the reader's current line, from `start` on, with the lines that continue it, and leaves the reader
 * on the last of them. Comments on the way go into `comments` (parser.go: Parse, trimContinuationCharacter).
 * A line that is too long for the builder ends it.
 */
export function joinLines(reader: LineReader, start: number, escape: string, comments: Comment[]): LogicalLine {
  const { text } = reader;
  const escapeCode = escape.charCodeAt(0);
  let cut = continuation(text, start, reader.end, escapeCode);
  if (cut === -1) {
    return { folded: Folded.verbatim(text.slice(start, reader.end), start), hasBlankLine: false, isCut: false };
  }
  const parts = [text.slice(start, cut)];
  const starts = [0];
  const sources = [start];
  let length = cut - start;
  let hasBlankLine = false;
  let isCut = false;
  for (let mark = reader.mark; cut !== -1 && reader.next(); mark = reader.mark) {
    if (reader.isTooLong) {
      reader.reset(mark);
      isCut = true;
      break;
    }
    const first = skipSpace(text, reader.start, reader.end);
    if (first === reader.end) {
      hasBlankLine = true;
    } else if (text.charCodeAt(first) === 0x23) {
      comments.push({ text: trimSpace(text.slice(first + 1, reader.end)), span: { start: first, end: reader.end } });
    } else {
      cut = continuation(text, reader.start, reader.end, escapeCode);
      const part = text.slice(reader.start, cut === -1 ? reader.end : cut);
      if (part !== '') {
        starts.push(length);
        sources.push(reader.start);
        parts.push(part);
        length += part.length;
      }
    }
  }
  return { folded: Folded.pieces(parts.join(''), starts, sources), hasBlankLine, isCut };
}

/**
 * The offset of the escape character that continues the line, or -1: it stands alone or behind another
 * character than itself, and only blanks follow it.
 */
function continuation(text: string, start: number, end: number, escape: number): number {
  let at = end - 1;
  while (at >= start && (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09)) at--;
  if (at < start || text.charCodeAt(at) !== escape) return -1;
  return at > start && text.charCodeAt(at - 1) === escape ? -1 : at;
}
