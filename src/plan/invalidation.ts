// Which operations of a build are in the cache: the builder's own walk, with `maybe` where a command decides.

import { type CacheKey, cacheKey } from './cache-key.ts';
import { type CacheStore, possibleIds, type Probe } from './cache-store.ts';
import { applyActions, overlay } from './file-system.ts';
import { type Answer, emptyRoot, type Entry, opaqueRoot } from './file-tree.ts';
import { LazyEntry } from './lazy-entry.ts';
import type { Operation, SourceOperation } from './operation.ts';
import { select, type Selected } from './selection.ts';

/** What is known of sources when a build starts. */
export interface Sources {
  /** The files of the build context and of named contexts, by the operation's identifier; undefined where nobody has looked. */
  context(identifier: string): Entry | undefined;
  /** The identities of an image: its manifest and its layers. */
  image(reference: string): readonly string[];
}

/** What the cache says of one operation. */
export interface Outcome {
  /** `yes`: it is in the cache; `maybe`: it is, if a command that runs again writes what it wrote before. */
  readonly hit: Answer;
  readonly key: CacheKey;
  /** What is taken of each input; undefined where only the same input will do. */
  readonly contents: readonly (Selected | undefined)[];
  /** What its result may be. */
  readonly ids: ReadonlyMap<string, Answer>;
  /** The file system that it leaves. */
  readonly root: LazyEntry;
}

/** Looks up all operations, each behind its inputs, and leaves the results in the store. */
export function lookUp(
  operations: readonly Operation[],
  store: CacheStore,
  sources: Sources,
): ReadonlyMap<Operation, Outcome> {
  const outcomes = new Map<Operation, Outcome>();
  for (const operation of operations) outcomes.set(operation, lookUpOne(operation, outcomes, { store, sources }));
  return outcomes;
}

const nothing = LazyEntry.of(emptyRoot);

interface Site {
  readonly store: CacheStore;
  readonly sources: Sources;
}

function lookUpOne(operation: Operation, outcomes: ReadonlyMap<Operation, Outcome>, site: Site): Outcome {
  const key = cacheKey(operation);
  if (operation.kind === 'source') return sourceOutcome(operation, key, site);
  const { store } = site;
  const inputs = operation.inputs.map((input) => outcomes.get(input));
  const probes = key.dependencies.map(({ selector, selections }, index): Probe => {
    const root = inputs[index]?.root ?? nothing;
    const content = selections && combined(selections.map((selection) => select(root.entry, selection)));
    return { selector, ids: inputs[index]?.ids ?? new Map<string, Answer>(), content };
  });
  const contents = probes.map(({ content }) => content);
  const records = operation.ignoresCache ? [] : store.find(key.digest, probes);
  const [first] = records;
  if (first?.answer === 'yes') {
    store.learn(key.digest, first.record, probes);
    return { hit: 'yes', key, contents, ids: new Map([[first.record.id, 'yes']]), root: first.record.root };
  }
  const id = store.newId();
  const roots = inputs.map((input) => input?.root ?? nothing);
  const root = rootOf(operation, roots, { key, id });
  store.add(key.digest, id, probes, root);
  if (first === undefined) return { hit: 'no', key, contents, ids: new Map([[id, 'yes']]), root };
  return { hit: 'maybe', key, contents, ids: possibleIds(id, records), root };
}

/** What several paths select of one input counts together. */
function combined(found: readonly Selected[]): Selected {
  const [only] = found;
  const missing = found.find((selected) => selected.kind === 'one' && selected.entry === undefined);
  if (missing !== undefined) return missing;
  if (only !== undefined && found.length === 1) return only;
  return { kind: 'many', entries: new Map(found.flatMap(entriesOf)) };
}

function entriesOf(selected: Selected, index: number): readonly (readonly [string, Entry])[] {
  if (selected.kind === 'one') return selected.entry === undefined ? [] : [[String(index), selected.entry]];
  return Array.from(selected.entries, ([name, entry]) => [`${index}/${name}`, entry] as const);
}

/** The file system of an operation that runs. */
function rootOf(
  operation: Exclude<Operation, SourceOperation>,
  inputs: readonly LazyEntry[],
  { key, id }: { readonly key: CacheKey; readonly id: string },
): LazyEntry {
  switch (operation.kind) {
    case 'exec':
      return LazyEntry.of(opaqueRoot(id));
    case 'file':
      return new LazyEntry(inputs, (entries) => applyActions(operation, entries, key.digest));
    case 'merge':
      return new LazyEntry(inputs, merged);
    default:
      return operation satisfies never;
  }
}

function merged(inputs: readonly Entry[]): Entry {
  let result: Entry = emptyRoot;
  for (const input of inputs) result = overlay(result, input);
  return result;
}

/** An image counts for one platform only; what is in a folder that nobody has looked into may be anything in each build. */
function sourceOutcome({ identifier, platform }: SourceOperation, key: CacheKey, { sources, store }: Site): Outcome {
  const known = { hit: 'yes', key, contents: [] } as const;
  if (identifier.startsWith('local://')) {
    const entry = sources.context(identifier) ?? opaqueRoot(store.newId());
    return { ...known, ids: new Map(), root: LazyEntry.of(entry) };
  }
  const image = 'docker-image://';
  const isImage = identifier.startsWith(image);
  const ids = isImage ? sources.image(identifier.slice(image.length)).map((id) => `${id} ${platform}`) : [key.digest];
  const root = LazyEntry.of(opaqueRoot(ids.at(-1) ?? key.digest));
  return { ...known, ids: new Map(ids.map((id) => [id, 'yes'])), root };
}
