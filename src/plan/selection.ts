// The files of a file system that an operation takes (solver/llbsolver/ops: contenthash; cache/contenthash).

import { createMatcher } from '../context/dockerignore.ts';
import { all, type Answer, childOf, type Entry, type FolderEntry, sameEntry } from './file-tree.ts';

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

/** What a path leads to, or what a pattern matches, by name. */
export type Selected =
  | { readonly kind: 'one'; readonly entry: Entry | undefined }
  | { readonly kind: 'many'; readonly entries: ReadonlyMap<string, Entry> };

/** Links that lead to each other end somewhere. */
const mostLinks = 40;

export function select(root: Entry, selection: Selection): Selected {
  const { path, isPattern } = selection;
  const names = path.split('/').filter((name) => name !== '');
  const first = isPattern ? names.findIndex(hasWildcard) : -1;
  const literal = first === -1 ? names : names.slice(0, first);
  const folder = follow(root, literal, { last: true });
  if (first === -1) return { kind: 'one', entry: filtered(folder, selection) };
  const entries = new Map<string, Entry>();
  const isSeen = matchInto(entries, folder, names.slice(first), '');
  if (!isSeen && folder?.kind === 'opaque') {
    return { kind: 'one', entry: { ...folder, path: `${folder.path}/${names.slice(first).join('/')}` } };
  }
  if (selection.followsMatches) followEach(entries, root, literal);
  const [only] = entries;
  if (only !== undefined && entries.size === 1 && only[0] === names.slice(first).join('/')) {
    return { kind: 'one', entry: filtered(only[1], selection) };
  }
  return { kind: 'many', entries: eachFiltered(entries, selection) };
}

/** What lies in folders that match stays as it is. */
function followEach(entries: Map<string, Entry>, root: Entry, folder: readonly string[]): void {
  for (const [path, entry] of entries) {
    if (entry.kind !== 'link') continue;
    const target = follow(root, [...folder, ...path.split('/')], { last: true });
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

/** Whether both selections have the same digest. */
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

export function hasWildcard(name: string): boolean {
  return /^(?:[^\\]|\\.)*?[*?[]/s.test(name);
}

/** Tells whether names of files match one element of a pattern; nothing matches what is no pattern. */
function nameTest(pattern: string): (name: string) => boolean {
  if (pattern === '*') return () => true;
  const matcher = createMatcher([pattern.startsWith('!') ? `\\${pattern}` : pattern]);
  return (name) => matcher.ok && isTrue(matcher.value.ignores(name));
}

/** Walks down; links on the way are followed, one at the end only if `last` says so. */
function follow(root: Entry, names: readonly string[], { last }: { readonly last: boolean }): Entry | undefined {
  return trace(root, names, { last })?.entry;
}

/** As `follow`, with the names on the way that is left when all links are followed. */
export function trace(
  root: Entry,
  names: readonly string[],
  { last }: { readonly last: boolean },
): { readonly names: readonly string[]; readonly entry: Entry } | undefined {
  const open = names.toReversed();
  const path: { readonly name: string; readonly entry: Entry }[] = [];
  let links = 0;
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === '.') continue;
    if (name === '..') {
      path.pop();
      continue;
    }
    const entry = childOf(path.at(-1)?.entry ?? root, name);
    if (entry === undefined) return undefined;
    if (entry.kind !== 'link' || (open.length === 0 && !last)) {
      path.push({ name, entry });
      continue;
    }
    if (++links > mostLinks) return undefined;
    if (entry.target.startsWith('/')) path.length = 0;
    open.push(
      ...entry.target
        .split('/')
        .filter((part) => part !== '')
        .toReversed(),
    );
  }
  return { names: path.map(({ name }) => name), entry: path.at(-1)?.entry ?? root };
}

/** Whether the folders that were looked into are known. */
function matchInto(
  found: Map<string, Entry>,
  folder: Entry | undefined,
  names: readonly string[],
  prefix: string,
): boolean {
  const [pattern, ...rest] = names;
  if (pattern === undefined || folder === undefined) return true;
  if (folder.kind !== 'folder') return folder.kind !== 'opaque';
  let isKnown = folder.below === undefined;
  const matches = nameTest(pattern);
  for (const [name, entry] of folder.children) {
    if (!matches(name)) continue;
    if (rest.length === 0) found.set(prefix + name, entry);
    else isKnown = matchInto(found, entry, rest, `${prefix}${name}/`) && isKnown;
  }
  return isKnown;
}

/** Without the files that patterns leave out, and the folders that are empty then. */
function filtered(entry: Entry | undefined, selection: Selection): Entry | undefined {
  if (entry === undefined || (selection.include.length === 0 && selection.exclude.length === 0)) return entry;
  return withoutOthers(entry, '', filterOf(selection));
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
  const folder: FolderEntry = { ...entry, children };
  return children.size > 0 || path === '' || (entry.children.size === 0 && keeps(path)) ? folder : undefined;
}
