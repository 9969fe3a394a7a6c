// Physical lines, one after the other, as BuildKit's scanner hands them out.

import { utf8Length } from './go/utf8.ts';
import type { Span } from './source.ts';

/** BuildKit stops at a line whose content is longer than this many bytes of UTF-8 (`bufio.MaxScanTokenSize` - 1). */
export const LONGEST_LINE = 65_535;

/** A line's number, counted from 1, and the place of its content. */
export interface Line {
  readonly number: number;
  readonly span: Span;
}

export interface LineMark {
  readonly number: number;
  readonly after: number;
}

/**
 * A cursor over the lines of a text. A line ends at `\n` only; its content is the line without the
 * `\r` and `\n` at its end (parser.go: scanLines, trimNewline). After the last `\n` no line follows.
 */
export class LineReader {
  readonly text: string;
  /** The current line, counted from 1; 0 before the first `next()`. */
  number = 0;
  /** Where the current line starts, where its content ends, and where the next one starts. */
  start = 0;
  end = 0;
  after: number;

  constructor(text: string, from: number) {
    this.text = text;
    this.after = from;
  }

  /** Goes to the next line; false at the end of the text. */
  next(): boolean {
    const { text } = this;
    const isOnlyByteOrderMark = this.number === 0 && text !== '';
    if (this.after >= text.length && !isOnlyByteOrderMark) return false;
    this.start = this.after;
    const newline = text.indexOf('\n', this.start);
    this.after = newline === -1 ? text.length : newline + 1;
    let end = newline === -1 ? text.length : newline;
    while (end > this.start && text.charCodeAt(end - 1) === 0x0d) end--;
    this.end = end;
    this.number++;
    return true;
  }

  /** The current line is longer than the builder takes: BuildKit's scanner stops in front of it. */
  get isTooLong(): boolean {
    const end = this.text.charCodeAt(this.after - 1) === 0x0a ? this.after - 1 : this.after;
    // The byte order mark counts.
    const start = this.number === 1 ? 0 : this.start;
    if (end - start <= LONGEST_LINE / 3) return false;
    return end - start > LONGEST_LINE || utf8Length(this.text, start, end) > LONGEST_LINE;
  }

  get line(): Line {
    return { number: this.number, span: { start: this.start, end: this.end } };
  }

  /** A place to come back to with `reset`. */
  get mark(): LineMark {
    return { number: this.number, after: this.after };
  }

  reset(mark: LineMark): void {
    this.number = mark.number;
    this.after = mark.after;
  }
}
