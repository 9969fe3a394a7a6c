// The files of a file system that an operation takes (solver/llbsolver/ops: contenthash; cache/contenthash).

import { createMatcher } from '../context/dockerignore.ts';
import { namePattern } from '../context/pattern/filepath.ts';
import { all, type Answer, childOf, type Entry, extentOf, identityOf, MOST_ENTRIES, opaqueRoot } from './file-tree.ts';
import { hasWildcard } from './path-names.ts';
import { sameEntry } from './same-entry.ts';

export interface Selection {
  /** Absolute. */
  readonly path: string;
  /** `*`, `?` and `[…]` in the path stand for names. */
  readonly isPattern: boolean;
  /** A link that a pattern matches stands for what it leads to, as one that a path names always does. */
  readonly followsMatches: boolean;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** What a path leads to, or what a pattern or a filter lets through, by name. */
export type Selected =
  /** The entry is undefined where nothing is: no builder takes that. */
  | { readonly kind: 'one'; readonly entry: Entry | undefined }
  | { readonly kind: 'many'; readonly entries: ReadonlyMap<string, Entry> };

/** Links that lead to each other end somewhere (cache/contenthash: maxSymlinkLimit). */
const MOST_LINKS = 255;

export function select(root: Entry, selection: Selection): Selected {
  const { path, isPattern } = selection;
  const names = path.split('/').filter((name) => name !== '');
  const first = isPattern ? names.findIndex(hasWildcard) : -1;
  const literal = first === -1 ? names : names.slice(0, first);
  const folder = trace(root, literal)?.entry;
  if (first === -1) return oneSelected(folder, root, selection);
  const entries = new Map<string, Entry>();
  const patterns = names.slice(first).map(namePattern);
  const isSeen = matchInto(entries, folder, patterns, '');
  if (!isSeen && folder?.kind === 'opaque') {
    const entry: Entry = { ...folder, path: `${folder.path}/${names.slice(first).join('/')}` };
    return { kind: 'one', entry: withBeside(entry, root) };
  }
  if (selection.followsMatches) followEach(entries, root, literal);
  const [only] = entries;
  if (only !== undefined && entries.size === 1 && only[0] === names.slice(first).join('/')) {
    return oneSelected(only[1], root, selection);
  }
  for (const [name, entry] of entries) entries.set(name, withBeside(entry, root));
  return { kind: 'many', entries: eachFiltered(entries, selection) };
}

function oneSelected(entry: Entry | undefined, root: Entry, selection: Selection): Selected {
  if (entry === undefined) return { kind: 'one', entry };
  const kept = filtered(withBeside(entry, root), selection);
  return kept === undefined ? { kind: 'many', entries: new Map() } : { kind: 'one', entry: kept };
}

/** An entry that is not known, or not all of it, with the files that are known to lie in the same file system. */
function withBeside(entry: Entry, root: Entry): Entry {
  if (entry === root || root.kind !== 'folder' || root.below === undefined) return entry;
  const unknown = entry.kind === 'folder' ? entry.below : entry;
  if (unknown?.kind !== 'opaque' || unknown.id !== root.below.id) return entry;
  const below = { ...unknown, beside: root };
  return entry.kind === 'folder' ? { ...entry, below } : below;
}

/** What lies in folders that match stays as it is. */
function followEach(entries: Map<string, Entry>, root: Entry, folder: readonly string[]): void {
  for (const [path, entry] of entries) {
    if (entry.kind !== 'link') continue;
    const target = trace(root, [...folder, ...path.split('/')])?.entry;
    if (target !== undefined) entries.set(path, target);
  }
}

/** A file that a wildcard matches is left out by its name, what is in a folder by its path in the folder. */
function eachFiltered(entries: ReadonlyMap<string, Entry>, selection: Selection): ReadonlyMap<string, Entry> {
  if (selection.include.length === 0 && selection.exclude.length === 0) return entries;
  const keeps = filterOf(selection);
  return new Map(
    [...entries].flatMap(([path, entry]) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const kept = entry.kind === 'folder' ? withoutOthers(entry, '', keeps) : keeps(name) ? entry : undefined;
      return kept === undefined ? [] : [[path, kept] as const];
    }),
  );
}

/** Whether both selections have the same digest. What is not there is the same as long as it is not: both builds fail. */
export function sameSelected(left: Selected, right: Selected): Answer {
  if (left.kind === 'one' && right.kind === 'one') return sameEntry(left.entry, right.entry);
  if (left.kind === 'one' || right.kind === 'one') {
    const [one] = [left, right].flatMap((selected) => (selected.kind === 'one' ? [selected.entry] : []));
    return one?.kind === 'opaque' ? 'maybe' : 'no';
  }
  if (left.entries.size !== right.entries.size) return 'no';
  return all(
    [...left.entries].map(([name, entry]): Answer => {
      const other = right.entries.get(name);
      return other === undefined ? 'no' : sameEntry(entry, other);
    }),
  );
}

export interface Trace {
  /** The way that is left when all links are followed. */
  readonly names: readonly string[];
  /** What it leads to; undefined where nothing is. */
  readonly entry: Entry | undefined;
}

/** Walks down and follows all links; undefined where they lead nowhere. */
export function trace(root: Entry, names: readonly string[]): Trace | undefined {
  const open = names.toReversed();
  const path: { readonly name: string; readonly entry: Entry | undefined }[] = [];
  let links = 0;
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === '' || name === '.') continue;
    if (name === '..') {
      path.pop();
      continue;
    }
    const folder = path.length === 0 ? root : path.at(-1)?.entry;
    const entry = folder && childOf(folder, name);
    if (entry?.kind !== 'link') {
      path.push({ name, entry });
      continue;
    }
    if (++links > MOST_LINKS) return undefined;
    if (entry.target.startsWith('/')) path.length = 0;
    for (const part of entry.target.split('/').toReversed()) open.push(part);
  }
  return { names: path.map((step) => step.name), entry: path.length === 0 ? root : path.at(-1)?.entry };
}

/** Whether the folders that were looked into are known. */
function matchInto(
  found: Map<string, Entry>,
  folder: Entry | undefined,
  [matches, ...rest]: readonly ((name: string) => boolean)[],
  prefix: string,
): boolean {
  if (matches === undefined || folder === undefined) return true;
  if (folder.kind !== 'folder') return folder.kind !== 'opaque';
  let isKnown = folder.below === undefined;
  for (const [name, entry] of folder.children) {
    if (!matches(name)) continue;
    if (rest.length === 0) found.set(prefix + name, entry);
    else isKnown = matchInto(found, entry, rest, `${prefix}${name}/`) && isKnown;
  }
  return isKnown;
}

/** Without the files that patterns leave out, and the folders that are empty then. */
function filtered(entry: Entry, selection: Selection): Entry | undefined {
  const { include, exclude } = selection;
  if (include.length === 0 && exclude.length === 0) return entry;
  if (extentOf(entry).entries <= MOST_ENTRIES) return withoutOthers(entry, '', filterOf(selection));
  return opaqueRoot(JSON.stringify([identityOf(entry), include, exclude]));
}

function filterOf({ include, exclude }: Selection): (path: string) => boolean {
  const included = createMatcher(include);
  const excluded = createMatcher(exclude);
  return (path) => {
    const isIn = include.length === 0 || (included.ok && isTrue(included.value.ignores(path)));
    return isIn && !(excluded.ok && exclude.length > 0 && isTrue(excluded.value.ignores(path)));
  };
}

function isTrue(answer: { readonly ok: boolean; readonly value?: boolean }): boolean {
  return answer.ok && answer.value === true;
}

function withoutOthers(entry: Entry, path: string, keeps: (path: string) => boolean): Entry | undefined {
  if (entry.kind !== 'folder') return keeps(path) ? entry : undefined;
  const children = new Map<string, Entry>();
  for (const [name, child] of entry.children) {
    const kept = withoutOthers(child, path === '' ? name : `${path}/${name}`, keeps);
    if (kept !== undefined) children.set(name, kept);
  }
  const isKept = children.size > 0 || path === '' || (entry.children.size === 0 && keeps(path));
  return isKept ? { ...entry, children } : undefined;
}
