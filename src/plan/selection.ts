// The files of a file system that an operation takes (solver/llbsolver/ops: contenthash; cache/contenthash).

import { createMatcher } from '../context/dockerignore.ts';
import { all, type Answer, childOf, type Entry, type FolderEntry, sameEntry } from './file-tree.ts';

export interface Selection {
  /** Absolute. */
  readonly path: string;
  /** `*`, `?` and `[…]` in the path stand for names. */
  readonly isPattern: boolean;
  /** A link at the end of the path stands for what it leads to. */
  readonly followsLinks: boolean;
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
  const folder = follow(root, literal, { last: selection.followsLinks || first !== -1 });
  if (first === -1) return { kind: 'one', entry: filtered(folder, selection) };
  const entries = new Map<string, Entry>();
  const isSeen = matchInto(entries, folder, names.slice(first), '');
  if (!isSeen && folder?.kind === 'opaque') {
    return { kind: 'one', entry: { ...folder, path: `${folder.path}/${names.slice(first).join('/')}` } };
  }
  const [only] = entries;
  if (only !== undefined && entries.size === 1 && only[0] === names.slice(first).join('/')) {
    return { kind: 'one', entry: filtered(only[1], selection) };
  }
  return { kind: 'many', entries };
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

/** Whether a name of a file matches one element of a pattern; nothing matches what is no pattern. */
export function matchesName(pattern: string, name: string): boolean {
  const matcher = createMatcher([pattern.startsWith('!') ? `\\${pattern}` : pattern]);
  const answer = matcher.ok ? matcher.value.ignores(name) : matcher;
  return answer.ok && answer.value;
}

/** Walks down; links on the way are followed, one at the end only if `last` says so. */
export function follow(root: Entry, names: readonly string[], { last }: { readonly last: boolean }): Entry | undefined {
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
  return path.at(-1)?.entry ?? root;
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
  for (const [name, entry] of folder.children) {
    if (!matchesName(pattern, name)) continue;
    if (rest.length === 0) found.set(prefix + name, entry);
    else isKnown = matchInto(found, entry, rest, `${prefix}${name}/`) && isKnown;
  }
  return isKnown;
}

/** Without the files that patterns leave out, and the folders that are empty then. */
function filtered(entry: Entry | undefined, { include, exclude }: Selection): Entry | undefined {
  if (entry === undefined || (include.length === 0 && exclude.length === 0)) return entry;
  const included = createMatcher(include);
  const excluded = createMatcher(exclude);
  const keeps = (path: string): boolean => {
    const isIn = include.length === 0 || (included.ok && isTrue(included.value.ignores(path)));
    return isIn && !(excluded.ok && exclude.length > 0 && isTrue(excluded.value.ignores(path)));
  };
  return withoutOthers(entry, '', keeps);
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
