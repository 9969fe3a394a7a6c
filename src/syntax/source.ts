// The text of one Dockerfile and its positions: offsets inside, line and column at the edges.

/** A half-open range of UTF-16 offsets into a source text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place as people and editors name it: both counted from 1, `column` in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A file's path (as given by the user, `-` for standard input) and its text. */
export class Source {
  readonly path: string;
  readonly text: string;
  #lineStarts: readonly number[] | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  /** The offset at which each line starts, behind a byte order mark; lines end at `\n` only, as in BuildKit's scanner. */
  get lineStarts(): readonly number[] {
    if (this.#lineStarts === undefined) {
      const starts = [this.text.startsWith('\u{feff}') ? 1 : 0];
      for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1);
      this.#lineStarts = starts;
    }
    return this.#lineStarts;
  }

  /** The line (from 1) and column (from 1) of an offset; offsets outside the text are clamped. */
  position(offset: number): Position {
    const starts = this.lineStarts;
    const at = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: Math.max(0, at - (starts[low] ?? 0)) + 1 };
  }

  /** The offset of a position; a column past the end of its line is the line's end. */
  offset({ line, column }: Position): number {
    const starts = this.lineStarts;
    const start = starts[Math.max(0, line - 1)];
    if (start === undefined) return this.text.length;
    const next = starts[Math.max(1, line)];
    return Math.min(start + Math.max(0, column - 1), next === undefined ? this.text.length : next - 1);
  }

  /** The text of line `line` (from 1) without its line ending. */
  line(line: number): string {
    const start = this.lineStarts[line - 1];
    if (start === undefined) return '';
    const next = this.lineStarts[line];
    const text = this.text.slice(start, next === undefined ? this.text.length : next - 1);
    return text.endsWith('\r') ? text.slice(0, -1) : text;
  }
}
