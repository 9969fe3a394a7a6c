// Places in a text: offsets inside, lines and characters of the protocol at the edge.

import type { Position, Range } from 'vscode-languageserver';
import type { Span } from '../syntax/source.ts';

/** What `character` of a position counts, as client and server have agreed: bytes, UTF-16 units or code points. */
export type Encoding = 'utf-8' | 'utf-16' | 'utf-32';

/**
 * The lines of one text. For the protocol a line ends at `\n`, `\r\n` or `\r`, and a place behind the end of a line is the
 * line's end; what lies behind the last line is the end of the text.
 */
export class Positions {
  readonly #text: string;
  readonly #encoding: Encoding;
  #starts: readonly number[] | undefined;
  #isPlain: boolean | undefined;

  constructor(text: string, encoding: Encoding) {
    this.#text = text;
    this.#encoding = encoding;
  }

  /** How many lines there are, an empty last one included. */
  get lineCount(): number {
    return this.#lineStarts.length;
  }

  /** The offset at which a line starts, counted from 0; the end of the text behind the last one. */
  lineStart(line: number): number {
    return this.#lineStarts[Math.max(0, line)] ?? this.#text.length;
  }

  /** The end of a line without its line ending. */
  lineEnd(line: number): number {
    const start = this.lineStart(line);
    let end = this.lineStart(line + 1);
    while (end > start && isLineEnd(this.#text.charCodeAt(end - 1))) end--;
    return end;
  }

  /** The line of an offset, counted from 0. */
  lineOf(offset: number): number {
    const starts = this.#lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#text.length));
    const line = this.lineOf(at);
    const start = this.lineStart(line);
    return {
      line,
      character: this.#countsUnits() ? at - start : lengthOf(this.#text.slice(start, at), this.#encoding),
    };
  }

  /** How many `character`s apart two offsets of a line are. */
  distance(start: number, end: number): number {
    return this.#countsUnits() ? end - start : lengthOf(this.#text.slice(start, end), this.#encoding);
  }

  offset({ line, character }: Position): number {
    if (line < 0) return 0;
    const start = this.lineStart(line);
    const end = this.lineEnd(line);
    if (this.#countsUnits()) return Math.min(start + Math.max(0, character), end);
    return start + unitsOf(this.#text.slice(start, end), character, this.#encoding);
  }

  range({ start, end }: Span): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  span({ start, end }: Range): Span {
    return { start: this.offset(start), end: this.offset(end) };
  }

  /** In ASCII all encodings count the same. */
  #countsUnits(): boolean {
    return this.#encoding === 'utf-16' || (this.#isPlain ??= !/[^\0-\x7f]/.test(this.#text));
  }

  get #lineStarts(): readonly number[] {
    return (this.#starts ??= startsOfLines(this.#text));
  }
}

function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE || (code === RETURN && text.charCodeAt(at + 1) !== NEWLINE)) starts.push(at + 1);
  }
  return starts;
}

const NEWLINE = 10;
const RETURN = 13;

function isLineEnd(code: number): boolean {
  return code === NEWLINE || code === RETURN;
}

function lengthOf(text: string, encoding: Encoding): number {
  if (encoding === 'utf-8') return Buffer.byteLength(text);
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** How many UTF-16 units the first `count` characters or bytes take; a character that is cut counts as outside. */
function unitsOf(text: string, count: number, encoding: Encoding): number {
  let units = 0;
  let left = count;
  for (const character of text) {
    left -= encoding === 'utf-8' ? Buffer.byteLength(character) : 1;
    if (left < 0) break;
    units += character.length;
  }
  return units;
}
