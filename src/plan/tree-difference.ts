// Where two trees differ, file by file: what of the files that a step takes has changed.

import { childOf, type Entry, type FolderEntry } from './file-tree.ts';
import { sameEntry } from './same-entry.ts';
import { namesOf, startOfPattern } from './path-names.ts';
import type { Selected, Selection } from './selection.ts';

/** Something in a tree that is not as it was. */
export interface TreeChange {
  /** Without `/` at its start. */
  readonly path: string;
  readonly kind: 'new' | 'deleted' | 'changed' | 'mode' | 'kind';
}

interface Place {
  readonly path: string;
  readonly before: Entry | undefined;
  readonly after: Entry | undefined;
}

/** The changes between what `selections` took of an input before and now, by path, at most `most`. */
export function selectedChanges(
  before: Selected | undefined,
  after: Selected | undefined,
  selections: readonly Pick<Selection, 'path' | 'isPattern'>[],
  most: number,
): readonly TreeChange[] {
  const places = placesOf(before, after, selections);
  const changes: TreeChange[] = [];
  for (const change of changesIn(places)) if (changes.push(change) >= most) break;
  return changes.toSorted((left, right) => (left.path < right.path ? -1 : 1));
}

/** What both have under one name. */
function placesOf(
  before: Selected | undefined,
  after: Selected | undefined,
  selections: readonly Pick<Selection, 'path' | 'isPattern'>[],
): Place[] {
  const old = entriesOf(before, selections);
  const now = entriesOf(after, selections);
  return [...new Set([...old.keys(), ...now.keys()])].map((path) => ({
    path,
    before: old.get(path),
    after: now.get(path),
  }));
}

function entriesOf(
  selected: Selected | undefined,
  selections: readonly Pick<Selection, 'path' | 'isPattern'>[],
): ReadonlyMap<string, Entry | undefined> {
  const [first] = selections;
  if (selected === undefined || first === undefined) return new Map();
  if (selected.kind === 'one') return new Map([[clean(first.path), selected.entry]]);
  if (selections.length === 1) {
    return new Map([...selected.entries].map(([name, entry]) => [clean(`${folderOf(first)}/${name}`), entry]));
  }
  // With several selections each name starts with the number of its own.
  return new Map(
    [...selected.entries].map(([name, entry]) => {
      const [number = '', ...rest] = name.split('/');
      const selection = selections[Number(number)] ?? first;
      const path = rest.length === 0 ? selection.path : `${folderOf(selection)}/${rest.join('/')}`;
      return [clean(path), entry];
    }),
  );
}

/** The path up to the first name that is a pattern. */
function folderOf({ path, isPattern }: Pick<Selection, 'path' | 'isPattern'>): string {
  return isPattern ? path.slice(0, startOfPattern(path)) : path;
}

function clean(path: string): string {
  return namesOf(path).join('/');
}

function* changesIn(open: Place[]): Generator<TreeChange> {
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { path, before, after } = place;
    if (before === after) continue;
    if (isOpen(before, after)) {
      addChildren(open, place);
      if (before === undefined || after === undefined) continue;
      if (sameEntry(alone(before), alone(after)) === 'no') yield { path: `${path}/`, kind: 'mode' };
      continue;
    }
    if (before === undefined) yield { path, kind: 'new' };
    else if (after === undefined) yield { path, kind: 'deleted' };
    else if (before.kind !== after.kind) yield { path, kind: 'kind' };
    else if (sameEntry(before, after) !== 'yes') yield { path, kind: isModeOnly(before, after) ? 'mode' : 'changed' };
  }
}

/** Two folders, or one with something in it. */
function isOpen(before: Entry | undefined, after: Entry | undefined): boolean {
  if (before?.kind === 'folder' && after?.kind === 'folder') return true;
  const only = before === undefined ? after : after === undefined ? before : undefined;
  return only?.kind === 'folder' && only.children.size > 0;
}

function addChildren(open: Place[], { path, before, after }: Place): void {
  const inside = (name: string): string => (path === '' ? name : `${path}/${name}`);
  const [old, now] = [childrenOf(before), childrenOf(after)];
  for (const [name, child] of now) {
    const earlier = before && childOf(before, name);
    if (earlier !== child) open.push({ path: inside(name), before: earlier, after: child });
  }
  for (const [name, child] of old) {
    if (!now.has(name)) open.push({ path: inside(name), before: child, after: after && childOf(after, name) });
  }
}

function childrenOf(entry: Entry | undefined): FolderEntry['children'] {
  return entry?.kind === 'folder' ? entry.children : new Map();
}

function alone(entry: Entry): Entry {
  return entry.kind === 'folder' ? { ...entry, children: new Map() } : entry;
}

function isModeOnly(before: Entry, after: Entry): boolean {
  return before.kind === 'file' && after.kind === 'file' && before.bytes.content === after.bytes.content;
}
