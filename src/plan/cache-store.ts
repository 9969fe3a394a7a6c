// What earlier builds left in the builder's cache, and whether an operation is in it (solver: edge, cachemanager).

import { all, type Answer, any } from './file-tree.ts';
import type { LazyEntry } from './lazy-entry.ts';
import { type Selected, sameSelected } from './selection.ts';

/** A result of an operation. Its identity is what operations behind it are compared by. */
export interface CacheRecord {
  readonly id: string;
  /** One an input. */
  readonly inputs: readonly RecordedInput[];
  readonly root: LazyEntry;
}

interface RecordedInput {
  readonly selector: string;
  readonly ids: Set<string>;
  readonly contents: Selected[];
}

/** An input of an operation that is looked up. */
export interface Probe {
  readonly selector: string;
  /** What the input may be, and how sure that is. */
  readonly ids: ReadonlyMap<string, Answer>;
  /** What is taken of it; undefined where that does not count. */
  readonly content: Selected | undefined;
}

/** Grows with each build; nothing is ever removed. */
export class CacheStore {
  readonly #records = new Map<string, CacheRecord[]>();
  #count = 0;

  /** The records of a key that match the inputs, surely or perhaps; the sure ones first. */
  find(key: string, probes: readonly Probe[]): readonly { readonly record: CacheRecord; readonly answer: Answer }[] {
    const found = (this.#records.get(key) ?? []).map((record) => ({ record, answer: matches(record, probes) }));
    const sure = found.filter(({ answer }) => answer === 'yes');
    return sure.length > 0 ? sure : found.filter(({ answer }) => answer === 'maybe');
  }

  /** An identity that no other result has. */
  newId(): string {
    return `result ${++this.#count}`;
  }

  add(key: string, id: string, probes: readonly Probe[], root: LazyEntry): void {
    const record: CacheRecord = { id, inputs: probes.map(toRecorded), root };
    const known = this.#records.get(key);
    if (known === undefined) this.#records.set(key, [record]);
    else known.push(record);
  }

  /** A hit makes known that the inputs lead to the record, too. */
  learn({ inputs }: CacheRecord, probes: readonly Probe[]): void {
    for (const [index, { ids, content }] of probes.entries()) {
      const input = inputs[index];
      if (input === undefined) continue;
      for (const [id, answer] of ids) if (answer === 'yes') input.ids.add(id);
      if (content !== undefined) input.contents.push(content);
    }
  }
}

function toRecorded({ selector, ids, content }: Probe): RecordedInput {
  return { selector, ids: new Set(ids.keys()), contents: content === undefined ? [] : [content] };
}

/** Each input must be the same as one that led to the record, or have the same content. */
function matches({ inputs }: CacheRecord, probes: readonly Probe[]): Answer {
  if (inputs.length !== probes.length) return 'no';
  return all(
    probes.map(({ selector, ids, content }, index): Answer => {
      const input = inputs[index];
      if (input === undefined) return 'no';
      const byId =
        selector === input.selector ? any([...ids].map(([id, answer]) => (input.ids.has(id) ? answer : 'no'))) : 'no';
      if (byId === 'yes' || content === undefined) return byId;
      return any([byId, ...input.contents.map((other) => sameSelected(content, other))]);
    }),
  );
}
