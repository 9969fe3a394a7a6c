// A text that BuildKit sees, and where in the file each of its characters came from.

import type { Span } from './source.ts';

/** Two lists of equal length: from `starts[i]` on (up to the next start), character `starts[i] + k` stands at `sources[i] + k`. */
interface Pieces {
  readonly starts: readonly number[];
  readonly sources: readonly number[];
  /** The characters that stand for several of the file, by their place in the text: how many. Each ends its piece. */
  readonly widths: ReadonlyMap<number, number> | undefined;
}

interface Run extends Span {
  readonly length: number;
}

/**
 * Text with continuations, comments or quotes already taken out, and the way back to the file.
 * Every word of the tree is one: `text` is what BuildKit works with, `span` the place in the file.
 */
export class Folded {
  readonly text: string;
  /** Undefined where the text stands in the file in one piece, from `#base` on. */
  readonly #pieces: Pieces | undefined;
  /** Otherwise the offset of this text within the text that the pieces describe. */
  readonly #base: number;
  readonly #bounds: Span | undefined;

  private constructor(text: string, pieces: Pieces | undefined, base: number, bounds: Span | undefined) {
    this.text = text;
    this.#pieces = pieces;
    this.#base = base;
    this.#bounds = bounds;
  }

  /** A text that stands in the file as it is, from offset `start` on; `bounds` as for `pieces`. */
  static verbatim(text: string, start: number, bounds?: Span): Folded {
    return new Folded(text, undefined, start, bounds);
  }

  /** A text made of pieces of the file; `bounds` is the span to report when it is wider than the pieces (quotes). */
  static pieces(
    text: string,
    starts: readonly number[],
    sources: readonly number[],
    bounds?: Span,
    widths?: Pieces['widths'],
  ): Folded {
    return new Folded(text, { starts, sources, widths }, 0, bounds);
  }

  /** One text after the other; `bounds` as for `pieces`. */
  static concat(parts: readonly Folded[], bounds?: Span): Folded {
    const builder = new FoldedBuilder();
    for (const part of parts) builder.addSlice(part, 0, part.text.length);
    return builder.build(bounds);
  }

  /** The source offset of the character at `offset`; `text.length` gives the place right after the last character. */
  toSource(offset: number): number {
    const last = this.text.length - 1;
    return last >= 0 && offset > last ? this.#endOf(last) : this.#lookUp(Math.max(0, offset));
  }

  /** Where the whole text stands in the file. */
  get span(): Span {
    return this.#bounds ?? this.spanOf(0, this.text.length);
  }

  /**
   * The stretches of the file that the text is made of, in order, and how many of its characters each gives; neighbours
   * that touch may be one or two.
   */
  *runs(): Generator<Run> {
    for (let at = 0; at < this.text.length;) {
      const end = Math.min(this.#pieceEnd(at), this.text.length);
      yield { start: this.#lookUp(at), end: this.#endOf(end - 1), length: end - at };
      at = end;
    }
  }

  /** Where the characters from `start` up to `end` stand in the file. */
  spanOf(start: number, end: number): Span {
    const from = this.toSource(start);
    return { start: from, end: end <= start ? from : this.#endOf(Math.min(end, this.text.length) - 1) };
  }

  /** The part from `start` up to `end`; `bounds` as for `pieces`. Where it is empty, it stands right behind what is before it. */
  slice(start: number, end: number = this.text.length, bounds?: Span): Folded {
    const text = this.text.slice(start, end);
    if (this.#pieces === undefined) return new Folded(text, undefined, this.#base + start, bounds);
    if (text === '') return new Folded(text, undefined, start > 0 ? this.#endOf(start - 1) : this.#lookUp(0), bounds);
    if (this.#pieceEnd(start) >= end && this.#widthAt(start + text.length - 1) === 1)
      return new Folded(text, undefined, this.#lookUp(start), bounds);
    return new Folded(text, this.#pieces, this.#base + start, bounds);
  }

  #lookUp(offset: number): number {
    const at = this.#base + offset;
    if (this.#pieces === undefined) return at;
    const { starts, sources } = this.#pieces;
    const index = indexOf(starts, at);
    return (sources[index] ?? 0) + at - (starts[index] ?? 0);
  }

  /** The source offset behind the character at `offset`. */
  #endOf(offset: number): number {
    return this.#lookUp(offset) + this.#widthAt(offset);
  }

  #widthAt(offset: number): number {
    return this.#pieces?.widths?.get(this.#base + offset) ?? 1;
  }

  /** Where the piece that the character at `offset` belongs to ends, as an offset of this text. */
  #pieceEnd(offset: number): number {
    if (this.#pieces === undefined) return this.text.length;
    const { starts } = this.#pieces;
    return (starts[indexOf(starts, this.#base + offset) + 1] ?? Infinity) - this.#base;
  }
}

/** The index of the last start that is not behind `at`. */
function indexOf(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Makes a text of pieces of the file, added one after the other. */
export class FoldedBuilder {
  readonly #starts: number[] = [];
  readonly #sources: number[] = [];
  readonly #widths = new Map<number, number>();
  #text = '';
  /** What stands in the file right behind the last piece would go on in it. */
  #nextSource = -1;
  /** Where the text stands if it is empty. */
  #place: number | undefined;

  /** Adds characters that stand for what is in the file from `source` on. */
  add(text: string, source: number): void {
    this.#place ??= source;
    if (text === '') return;
    if (source !== this.#nextSource) {
      this.#starts.push(this.#text.length);
      this.#sources.push(source);
    }
    this.#text += text;
    this.#nextSource = source + text.length;
  }

  /** Adds what stands for the `width` characters of the file from `source` on, as an escape does. */
  addEscape(text: string, source: number, width: number): void {
    this.add(text, source);
    if (width === text.length) return;
    this.#widths.set(this.#text.length - 1, width - text.length + 1);
    this.#nextSource = -1;
  }

  /** Adds the characters of another text from `start` up to `end`. */
  addSlice(folded: Folded, start: number, end: number): void {
    const part = folded.slice(start, end);
    if (part.text === '') this.#place ??= part.toSource(0);
    let at = 0;
    for (const { start: source, end: behind, length } of part.runs()) {
      this.addEscape(part.text.slice(at, at + length), source, behind - source);
      at += length;
    }
  }

  build(bounds?: Span): Folded {
    if (this.#starts.length > 1 || this.#widths.size > 0) {
      return Folded.pieces(this.#text, this.#starts, this.#sources, bounds, this.#widths);
    }
    return Folded.verbatim(this.#text, this.#sources[0] ?? this.#place ?? bounds?.start ?? 0, bounds);
  }
}
