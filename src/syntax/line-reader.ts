// Physical lines, one after the other, as BuildKit's scanner hands them out.

/** BuildKit stops at a line whose content is longer than this many bytes of UTF-8 (`bufio.MaxScanTokenSize` - 1). */
export const LONGEST_LINE = 65_535;

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
    if (this.after >= text.length) return false;
    this.start = this.after;
    const newline = text.indexOf('\n', this.start);
    this.after = newline === -1 ? text.length : newline + 1;
    let end = newline === -1 ? text.length : newline;
    while (end > this.start && text.charCodeAt(end - 1) === 0x0d) end--;
    this.end = end;
    this.number++;
    return true;
  }

  /** The current line is longer than the builder takes. */
  get isTooLong(): boolean {
    const end = this.text.charCodeAt(this.after - 1) === 0x0a ? this.after - 1 : this.after;
    const units = end - this.start;
    if (units <= LONGEST_LINE / 3) return false;
    return units > LONGEST_LINE || Buffer.byteLength(this.text.slice(this.start, end)) > LONGEST_LINE;
  }

  /** A place to come back to with `reset`. */
  get mark(): { readonly number: number; readonly after: number } {
    return { number: this.number, after: this.after };
  }

  reset(mark: { readonly number: number; readonly after: number }): void {
    this.number = mark.number;
    this.after = mark.after;
  }
}
