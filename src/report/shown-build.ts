// The progress of a build that runs, from what BuildKit reports of it.

import type { ProgressUpdate, Vertex, VertexStatus } from '../plan/progress-stream.ts';
import { byteSize } from './byte-size.ts';
import { PlainProgress, type ProgressEvent } from './plain-progress.ts';

export class ShownBuild {
  readonly #progress = new PlainProgress();
  /** When vertexes have started, in seconds since 1970. */
  readonly #started = new Map<string, number>();
  readonly #told = new Set<string>();
  /** Output that has no line break yet. */
  readonly #open = new Map<string, string>();
  #now = 0;

  /** What is to be written for one update. */
  add({ vertexes, statuses, logs }: ProgressUpdate): string {
    // A vertex may end and start again in one update: the last word counts.
    const last = new Map(vertexes.map((vertex) => [vertex.digest, vertex]));
    const events: ProgressEvent[] = [];
    for (const vertex of last.values()) events.push(...this.#begin(vertex));
    for (const status of statuses) events.push(...this.#status(status));
    for (const { vertex, text, timestamp } of logs) events.push(...this.#output(vertex, text, timestamp));
    for (const vertex of last.values()) events.push(...this.#end(vertex));
    return events.map((event) => this.#progress.add(event)).join('');
  }

  finish(): string {
    return this.#progress.finish();
  }

  #begin({ digest, name, started }: Vertex): readonly ProgressEvent[] {
    if (started === undefined || this.#started.has(digest)) return [];
    this.#started.set(digest, started);
    return [{ kind: 'started', at: this.#at(started), vertex: digest, name }];
  }

  #status({ vertex, id, current, completed }: VertexStatus): readonly ProgressEvent[] {
    const key = `${vertex} ${id}`;
    if (completed === undefined || this.#told.has(key)) return [];
    this.#told.add(key);
    const bytes = current === 0 ? '' : ` ${byteSize(current)}`;
    return [{ kind: 'line', at: this.#at(completed), vertex, text: `${id}${bytes} done` }];
  }

  #output(vertex: string, text: string, timestamp: number | undefined): readonly ProgressEvent[] {
    const at = this.#at(timestamp);
    const lines = ((this.#open.get(vertex) ?? '') + text).split('\n');
    this.#open.set(vertex, lines.pop() ?? '');
    const since = (at - (this.#started.get(vertex) ?? at)).toFixed(3);
    return lines.map((line) => ({ kind: 'line', at, vertex, text: `${since} ${line.replace(/\r$/, '')}` }));
  }

  #end({ digest: vertex, started, completed, isCached, error }: Vertex): readonly ProgressEvent[] {
    if (completed === undefined || started === undefined) return [];
    const at = this.#at(completed);
    const rest = (this.#open.get(vertex) ?? '') === '' ? [] : this.#output(vertex, '\n', completed);
    if (error !== '') return [...rest, { kind: 'failed', at, vertex, message: error }];
    if (isCached) return [...rest, { kind: 'cached', at, vertex }];
    return [...rest, { kind: 'done', at, vertex, seconds: completed - (this.#started.get(vertex) ?? started) }];
  }

  /** The time of the build never runs backwards, whatever clocks say. */
  #at(seconds: number | undefined): number {
    this.#now = Math.max(this.#now, seconds ?? 0);
    return this.#now;
  }
}
