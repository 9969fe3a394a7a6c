// A text that BuildKit sees, and where in the file each of its characters came from.

import type { Span } from './source.ts';

/**
 * Text with continuations, comments or quotes already taken out, and the way back to the file.
 * Every word of the tree is one: `text` is what BuildKit works with, `span` the place in the file.
 *
 * The map is two parallel lists of equal length: from folded offset `starts[i]` on (up to the next start),
 * character `starts[i] + k` stands at source offset `sources[i] + k`.
 */
export class Folded {
  readonly text: string;
  readonly #starts: readonly number[];
  readonly #sources: readonly number[];
  /** Offset of this text within the text that the map describes. */
  readonly #base: number;
  readonly #bounds: Span | undefined;

  private constructor(
    text: string,
    starts: readonly number[],
    sources: readonly number[],
    base: number,
    bounds: Span | undefined,
  ) {
    this.text = text;
    this.#starts = starts;
    this.#sources = sources;
    this.#base = base;
    this.#bounds = bounds;
  }

  /** A text that stands in the file as it is, from offset `start` on. */
  static verbatim(text: string, start: number): Folded {
    return new Folded(text, [0], [start], 0, undefined);
  }

  /** A text made of pieces of the file; `bounds` is the span to report when it is wider than the pieces (quotes). */
  static pieces(text: string, starts: readonly number[], sources: readonly number[], bounds?: Span): Folded {
    return new Folded(text, starts, sources, 0, bounds);
  }

  /** One text after the other; `bounds` as for `pieces`. */
  static concat(parts: readonly Folded[], bounds?: Span): Folded {
    const starts: number[] = [];
    const sources: number[] = [];
    let length = 0;
    for (const part of parts) {
      for (const { start, end } of part.runs()) {
        starts.push(length);
        sources.push(start);
        length += end - start;
      }
    }
    return new Folded(parts.map((part) => part.text).join(''), starts, sources, 0, bounds);
  }

  /** The source offset of the character at `offset`; `text.length` gives the place right after the last character. */
  toSource(offset: number): number {
    if (offset >= this.text.length && this.text.length > 0) return this.#lookUp(this.text.length - 1) + 1;
    return this.#lookUp(Math.max(0, offset));
  }

  /** Where the whole text stands in the file. */
  get span(): Span {
    return this.#bounds ?? this.spanOf(0, this.text.length);
  }

  /** The stretches of the file that the text is made of, in order; neighbours that touch may be one or two. */
  *runs(): Generator<Span> {
    const end = this.#base + this.text.length;
    for (let i = this.#indexOf(this.#base); i < this.#starts.length; i++) {
      const start = Math.max(this.#starts[i] ?? 0, this.#base);
      if (start >= end) return;
      const source = (this.#sources[i] ?? 0) + start - (this.#starts[i] ?? 0);
      yield { start: source, end: source + Math.min(this.#starts[i + 1] ?? end, end) - start };
    }
  }

  /** Where the characters from `start` up to `end` stand in the file. */
  spanOf(start: number, end: number): Span {
    const from = this.toSource(start);
    return { start: from, end: end <= start ? from : this.#lookUp(Math.min(end, this.text.length) - 1) + 1 };
  }

  /** The part from `start` up to `end`. */
  slice(start: number, end: number = this.text.length): Folded {
    return new Folded(this.text.slice(start, end), this.#starts, this.#sources, this.#base + start, undefined);
  }

  #lookUp(offset: number): number {
    const at = this.#base + offset;
    const index = this.#indexOf(at);
    return (this.#sources[index] ?? 0) + at - (this.#starts[index] ?? 0);
  }

  /** The index of the piece that the character at `at` (in the map's own offsets) belongs to. */
  #indexOf(at: number): number {
    const starts = this.#starts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
