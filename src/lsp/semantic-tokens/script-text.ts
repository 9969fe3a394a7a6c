// The text that a shell gets, and where in it something of the file stands.

import { lastAt } from '../../model/last-at.ts';
import type { Folded } from '../../syntax/folded.ts';
import type { Span } from '../../syntax/source.ts';

interface Run extends Span {
  /** Of its first character in the text, and how many there are. */
  readonly at: number;
  readonly length: number;
}

export class ScriptText {
  readonly text: string;
  readonly #folded: Folded;
  readonly #runs: readonly Run[];

  constructor(folded: Folded) {
    this.text = folded.text;
    this.#folded = folded;
    let at = 0;
    this.#runs = Array.from(folded.runs(), ({ start, end, length }) => {
      at += length;
      return { start, end, length, at: at - length };
    });
  }

  /** Where a part of the text stands in the file. */
  spanOf({ start, end }: Span): Span {
    return this.#folded.spanOf(start, end);
  }

  /** The part of the text that stands at a place of the file. */
  partAt({ start, end }: Span): Span {
    const first = this.#runAt(start);
    const from = first.at + Math.min(start - first.start, first.length);
    if (end <= start) return { start: from, end: from };
    const last = this.#runAt(end - 1);
    return { start: from, end: Math.max(from, last.at + Math.min(end - last.start, last.length)) };
  }

  /** The last run that starts at or before a place of the file. */
  #runAt(source: number): Run {
    const run = lastAt(this.#runs, source, ({ start }) => start) ?? this.#runs[0];
    return run ?? { start: source, end: source, at: 0, length: 0 };
  }
}
