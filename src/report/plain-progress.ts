// A build's progress as `docker build --progress=plain` shows it: numbered vertexes, one at a time (progressui: textMux).

import { visible } from './visible.ts';

/** What happens to a vertex at a time, in seconds. */
export type ProgressEvent = { readonly at: number; readonly vertex: string } & (
  | { readonly kind: 'started'; readonly name: string }
  /** Something that goes on in it: a status or a line of output. */
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'cached' }
  | { readonly kind: 'done'; readonly seconds: number }
  | { readonly kind: 'failed'; readonly message: string }
);

/** For so long, in seconds, a vertex without a word keeps others from being shown. */
const PATIENCE = 5;

interface Shown {
  readonly number: number;
  readonly name: string;
  readonly pending: string[];
  hasEnded: boolean;
}

export class PlainProgress {
  readonly #vertices = new Map<string, Shown>();
  /** Those that are not shown, in the order in which they started; what has ended goes first. */
  readonly #waiting = new Set<Shown>();
  readonly #ended: Shown[] = [];
  #nextEnded = 0;
  #current: Shown | undefined;
  #heardAt = 0;
  #isEmpty = true;

  /** The lines to be written now: those of one vertex, until it ends or falls silent. */
  add(event: ProgressEvent): string {
    const { at, vertex: id } = event;
    const vertex = this.#vertices.get(id);
    if (event.kind === 'started') {
      if (vertex === undefined) this.#open(id, event.name);
      return this.#write(at);
    }
    if (vertex === undefined || vertex.hasEnded) return '';
    vertex.pending.push(`#${vertex.number} ${lineOf(event)}`);
    vertex.hasEnded = event.kind !== 'line';
    if (vertex === this.#current) return this.#write(at);
    if (vertex.hasEnded) this.#ended.push(vertex);
    return this.#current === undefined || at - this.#heardAt < PATIENCE ? '' : this.#interrupt(vertex, at);
  }

  /** What is still to be said when nothing more happens. */
  finish(): string {
    let text = '';
    for (let last = this.#current; last !== undefined; last = this.#current) {
      last.hasEnded = true;
      text += this.#write(this.#heardAt);
    }
    return text;
  }

  #open(id: string, name: string): void {
    const vertex = { number: this.#vertices.size + 1, name, pending: [], hasEnded: false };
    this.#vertices.set(id, vertex);
    this.#waiting.add(vertex);
  }

  #interrupt(vertex: Shown, at: number): string {
    if (this.#current === undefined) return '';
    const text = `#${this.#current.number} ...\n`;
    this.#waiting.add(this.#current);
    return text + this.#show(vertex) + this.#write(at);
  }

  /** Writes what the vertex has said whose turn it is; if that was its end, the next one's turn comes. */
  #write(at: number): string {
    let text = '';
    for (;;) {
      const next = this.#current === undefined ? this.#next() : undefined;
      if (next !== undefined) text += this.#show(next);
      if (this.#current === undefined) return text;
      this.#heardAt = at;
      for (const line of this.#current.pending.splice(0)) text += `${line}\n`;
      if (!this.#current.hasEnded) return text;
      this.#current = undefined;
    }
  }

  #show(vertex: Shown): string {
    this.#waiting.delete(vertex);
    this.#current = vertex;
    const gap = this.#isEmpty ? '' : '\n';
    this.#isEmpty = false;
    return `${gap}#${vertex.number} ${visible(vertex.name)}\n`;
  }

  #next(): Shown | undefined {
    while (this.#nextEnded < this.#ended.length) {
      const vertex = this.#ended[this.#nextEnded++];
      if (vertex !== undefined && this.#waiting.has(vertex)) return vertex;
    }
    const [first] = this.#waiting;
    return first;
  }
}

function lineOf(event: ProgressEvent & { readonly kind: 'line' | 'cached' | 'done' | 'failed' }): string {
  switch (event.kind) {
    case 'line':
      return visible(event.text);
    case 'cached':
      return 'CACHED';
    case 'done':
      return `DONE ${event.seconds.toFixed(1)}s`;
    case 'failed':
      return `ERROR: ${visible(event.message)}`;
    default:
      return event satisfies never;
  }
}
