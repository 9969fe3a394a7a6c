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
  /** What the input has been, and how sure that is. */
  readonly ids: Map<string, Answer>;
  readonly contents: Set<Selected>;
}

/** An input of an operation that is looked up. */
export interface Probe {
  readonly selector: string;
  /** What the input may be, and how sure that is. */
  readonly ids: ReadonlyMap<string, Answer>;
  /** What is taken of it; undefined where that does not count. */
  readonly content: Selected | undefined;
}

export interface Match {
  readonly record: CacheRecord;
  readonly answer: Answer;
}

/** The identity of an input that may be any of more results than are worth telling apart. */
const ANY = 'any';
const MOST_MATCHES = 10;
/** Under this, in the place of an identity, stand all records of a key. */
const ALL = 'all';

/** What an operation may be that perhaps is in the cache: a result of its own, or one of those that it matches. */
export function possibleIds(own: string, matched: readonly Match[]): ReadonlyMap<string, Answer> {
  const others = matched.length < MOST_MATCHES ? matched.map(({ record }) => record.id) : [ANY];
  return new Map([[own, 'yes'], ...others.map((id) => [id, 'maybe'] as const)]);
}

/** Grows with each build; nothing is ever removed. */
export class CacheStore {
  /** By the key of their operation and what their input is that has to be the same. */
  readonly #records = new Map<string, Set<CacheRecord>>();
  #count = 0;

  /** The records of a key that match the inputs, the sure ones or else those that perhaps do. */
  find(key: string, probes: readonly Probe[]): readonly Match[] {
    const perhaps = new Map<CacheRecord, Match>();
    for (const record of this.#candidates(key, probes)) {
      const answer = matches(record, probes);
      if (answer === 'yes') return [{ record, answer }];
      if (answer === 'maybe') perhaps.set(record, { record, answer });
      if (perhaps.size >= MOST_MATCHES) break;
    }
    return [...perhaps.values()];
  }

  /** An identity that no other result has. */
  newId(): string {
    return `result ${++this.#count}`;
  }

  add(key: string, id: string, probes: readonly Probe[], root: LazyEntry): void {
    const record: CacheRecord = { id, inputs: probes.map(toRecorded), root };
    this.#index(key, record, probes);
  }

  /** A hit makes known that the inputs lead to the record, too. */
  learn(key: string, record: CacheRecord, probes: readonly Probe[]): void {
    for (const [index, { ids, content }] of probes.entries()) {
      const input = record.inputs[index];
      if (input === undefined) continue;
      for (const [id, answer] of ids) if (answer === 'yes' || !input.ids.has(id)) input.ids.set(id, answer);
      if (content !== undefined) input.contents.add(content);
    }
    this.#index(key, record, probes);
  }

  #index(key: string, record: CacheRecord, probes: readonly Probe[]): void {
    for (const id of [...fixedIds(probes), ALL]) {
      const place = `${key} ${id}`;
      const known = this.#records.get(place);
      if (known === undefined) this.#records.set(place, new Set([record]));
      else known.add(record);
    }
  }

  *#candidates(key: string, probes: readonly Probe[]): Generator<CacheRecord> {
    const ids = fixedIds(probes);
    const isAny = ids.length === 0 || ids.includes(ANY);
    for (const id of isAny ? [...ids, ALL] : [...ids, ANY]) yield* this.#records.get(`${key} ${id}`) ?? [];
  }
}

/** What the first input may be that has to be the same: most operations go on with one, few records do with the same. */
function fixedIds(probes: readonly Probe[]): readonly string[] {
  const fixed = probes.find(({ content }) => content === undefined);
  return fixed === undefined ? [] : [...fixed.ids.keys()];
}

function toRecorded({ selector, ids, content }: Probe): RecordedInput {
  return { selector, ids: new Map(ids), contents: new Set(content === undefined ? [] : [content]) };
}

/** Each input must be the same as one that led to the record, or have the same content. */
function matches({ inputs }: CacheRecord, probes: readonly Probe[]): Answer {
  if (inputs.length !== probes.length) return 'no';
  let result: Answer = 'yes';
  for (const [index, probe] of probes.entries()) {
    const input = inputs[index];
    result = all([result, input === undefined ? 'no' : sameInput(input, probe)]);
    if (result === 'no') break;
  }
  return result;
}

function sameInput(input: RecordedInput, { selector, ids, content }: Probe): Answer {
  const byId = selector === input.selector ? any(Array.from(ids, (one) => sameId(input, one))) : 'no';
  if (byId === 'yes' || content === undefined) return byId;
  let result: Answer = byId;
  for (const other of input.contents) {
    result = any([result, content === other ? 'yes' : sameSelected(content, other)]);
    if (result === 'yes') break;
  }
  return result;
}

function sameId({ ids }: RecordedInput, [id, answer]: readonly [string, Answer]): Answer {
  return id === ANY ? 'maybe' : all([answer, ids.get(id) ?? ids.get(ANY) ?? 'no']);
}
