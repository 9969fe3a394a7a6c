// The file system behind an operation, as far as the Dockerfile tells.

import type { FileAction, FileOperation, Owner } from './operation.ts';
import {
  childOf,
  emptyRoot,
  type Entry,
  type Extent,
  extentOf,
  type FolderEntry,
  type Header,
  identityOf,
  MOST_ENTRIES,
  MOST_FOLDERS,
  noteExtent,
  type OpaqueEntry,
  opaqueRoot,
  plainHeader,
  sha256,
  textBytes,
} from './file-tree.ts';
import { hasWildcard, namesOf } from './path-names.ts';
import { select, trace } from './selection.ts';
import { withEntry } from './versioned-map.ts';

/** Archives that ADD unpacks, by their names. */
const archive = /\.(?:tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz|zst))$/i;

/** What the actions make of the inputs' file systems; `digest` stands for the actions where what they do is not known. */
export function applyActions({ actions }: FileOperation, inputs: readonly Entry[], digest: string): Entry {
  const results: Entry[] = [];
  const at = (index: number | undefined): Entry =>
    index === undefined ? emptyRoot : (inputs[index] ?? results[index - inputs.length] ?? emptyRoot);
  for (const action of actions) {
    const { input } = action;
    const result = isDeep(action) ? undefined : applyAction(action, at, digest);
    // Nothing of what is too large can be built, but nothing may overflow either.
    const isKept = result !== undefined && isBounded(result);
    const source = action.kind === 'copy' ? at(action.source) : undefined;
    results.push(isKept ? result : unknown(digest, [at(input), source]));
  }
  return results.at(-1) ?? emptyRoot;
}

function isBounded(entry: Entry): boolean {
  const { height, entries } = extentOf(entry);
  return height <= MOST_FOLDERS && entries <= MOST_ENTRIES;
}

function isDeep(action: FileAction): boolean {
  return namesOf(action.kind === 'copy' ? action.to : action.path).length > MOST_FOLDERS;
}

/** The entries of `upper` on top of those of `lower`. */
export function overlay(lower: Entry, upper: Entry): Entry {
  if (upper.kind !== 'folder') return upper;
  const folder = asFolder(lower);
  let { children } = folder;
  const isLarge = upper.children.size > folder.children.size;
  const copied = isLarge ? new Map(children) : undefined;
  for (const [name, entry] of upper.children) {
    const before = childOf(folder, name);
    const child = before !== undefined && entry.kind === 'folder' ? overlay(before, entry) : entry;
    if (copied === undefined) children = withEntry(children, name, child);
    else copied.set(name, child);
  }
  if (copied !== undefined) children = copied;
  if (children !== folder.children) noteExtent(children, overlaidExtent(extentOf(folder), extentOf(upper)));
  return { ...folder, header: upper.header ?? folder.header, children };
}

/** At most: entries of the same name are counted twice. */
function overlaidExtent(lower: Extent, upper: Extent): Extent {
  return { height: Math.max(lower.height, upper.height), entries: lower.entries + upper.entries };
}

function applyAction(action: FileAction, at: (index: number | undefined) => Entry, digest: string): Entry {
  const base = at(action.input);
  const path = realNames(base, action.kind === 'copy' ? action.to : action.path);
  switch (action.kind) {
    case 'mkdir': {
      const header = { mode: action.mode, owner: ownerText(action.owner, base) };
      return update(base, path, header, (before) => madeFolder(before, header));
    }
    case 'mkfile': {
      const header = { mode: action.mode, owner: '0:0' };
      return update(base, path, { mode: 0o755, owner: '0:0' }, () => ({
        kind: 'file',
        bytes: textBytes(action.text),
        header,
      }));
    }
    case 'copy':
      return copy(action, base, at(action.source), digest);
    default:
      return action satisfies never;
  }
}

/** Links on the way to a destination are followed, also the last one. */
function realNames(root: Entry, path: string): readonly string[] {
  const names = namesOf(path);
  return trace(root, names)?.names ?? names;
}

type CopyAction = FileAction & { readonly kind: 'copy' };

function copy(action: CopyAction, base: Entry, source: Entry, digest: string): Entry {
  const { from, to, include, exclude, isTree, owner, mode } = action;
  const selected = select(source, { path: from, isPattern: isTree, followsMatches: true, include, exclude });
  const found: readonly (readonly [name: string, entry: Entry | undefined])[] =
    selected.kind === 'many' ? [...selected.entries] : [[from, selected.entry]];
  const isFolder = to.endsWith('/') || to.endsWith('/.') || found.length > 1 || hasWildcard(from);
  const forced = { owner: owner && ownerText(owner, base), mode };
  let result = base;
  for (const [name, entry] of found) {
    if (entry === undefined) continue;
    result = place(action, result, { entry, name: namesOf(name).at(-1) ?? '', isFolder, digest, forced });
  }
  return result;
}

/** What the instruction asks for; otherwise files keep what they have. */
interface ForcedHeader {
  readonly owner: string | undefined;
  readonly mode: number | string | undefined;
}

interface Placement {
  readonly entry: Entry;
  readonly name: string;
  readonly isFolder: boolean;
  readonly digest: string;
  readonly forced: ForcedHeader;
}

function place(action: CopyAction, base: Entry, { entry, name, isFolder, digest, forced }: Placement): Entry {
  const target = realNames(base, action.to);
  const parents = headerOfNewFolders(forced);
  const isArchive = action.unpacks && archive.test(name);
  if (entry.kind === 'opaque' || isArchive) {
    // A file or a folder, or the files of an archive: all that is known is what they depend on.
    return update(base, target, parents, (before) => unknown(digest, [before, entry]));
  }
  const owned = withForced(entry, forced);
  if (owned.kind === 'folder') return update(base, target, parents, (before) => merged(before, owned, parents));
  if (isFolder) return update(base, [...target, name], parents, () => owned);
  return update(base, target, parents, (before) => {
    if (before === undefined || before.kind === 'file' || before.kind === 'link') return owned;
    if (before.kind === 'folder') return withChild(before, name, owned);
    return owned.kind === 'file'
      ? { ...owned, unlessFolder: { name, folder: before } }
      : unknown(digest, [before, owned]);
  });
}

/** The contents of a folder in what was there: a folder keeps its header, a new one has nothing of the copied one (fsutil: copy). */
function merged(before: Entry | undefined, folder: FolderEntry, header: Header): Entry {
  if (before === undefined) return { ...folder, header };
  const base = asFolder(before);
  const own = before.kind === 'opaque' ? { ...header, unless: before } : base.header;
  return overlay({ ...base, header: own }, { ...folder, header: undefined });
}

/** With the owner and the mode that the instruction asks for. */
function withForced(entry: Entry, { owner, mode }: ForcedHeader): Entry {
  if (owner === undefined && mode === undefined) return entry;
  return withHeaders(entry, (header) => ({
    ...plainHeader(header),
    owner: owner ?? header.owner,
    mode: mode === undefined ? header.mode : typeof mode === 'number' ? mode : `${header.mode} ${mode}`,
  }));
}

function withHeaders(entry: Entry, change: (header: Header) => Header): Entry {
  switch (entry.kind) {
    case 'opaque':
      return entry;
    case 'file':
      return { ...entry, header: change(entry.header) };
    case 'link':
      return { ...entry, header: { ...change(entry.header), mode: entry.header.mode } };
    case 'folder': {
      const children = new Map<string, Entry>();
      for (const [name, child] of entry.children) children.set(name, withHeaders(child, change));
      return { ...entry, header: entry.header && change(entry.header), children };
    }
    default:
      return entry satisfies never;
  }
}

/** Something that depends on nothing but these. */
function unknown(digest: string, parts: readonly (Entry | undefined)[]): OpaqueEntry {
  const id = sha256(JSON.stringify([digest, parts.map(identityOf)]));
  return opaqueRoot(id);
}

function madeFolder(before: Entry | undefined, header: Header): Entry {
  if (before === undefined) return { kind: 'folder', header, children: new Map(), below: undefined };
  if (before.kind !== 'opaque') return before;
  return { kind: 'folder', header: { ...header, unless: before }, children: new Map(), below: before };
}

/** A new tree in which the entry at `path` is another; folders on the way are made. */
function update(
  root: Entry,
  path: readonly string[],
  parents: Header,
  change: (before: Entry | undefined) => Entry,
): Entry {
  const way: { readonly folder: FolderEntry; readonly name: string }[] = [];
  let before: Entry | undefined = root;
  for (const name of path) {
    const isKnown: boolean = before !== undefined && (before.kind !== 'opaque' || before.path === '');
    const folder = asFolder(isKnown && before !== undefined ? before : madeFolder(before, parents));
    way.push({ folder, name });
    before = childOf(folder, name);
  }
  let result = change(before);
  for (const { folder, name } of way.toReversed()) result = withChild(folder, name, result);
  return result;
}

function withChild(folder: FolderEntry, name: string, child: Entry): FolderEntry {
  const [before, added] = [extentOf(folder), extentOf(child)];
  const replaced = folder.children.get(name);
  const entries = before.entries + added.entries + (replaced === undefined ? 1 : -extentOf(replaced).entries);
  const extent = { height: Math.max(before.height, added.height + 1), entries };
  return { ...folder, children: noteExtent(withEntry(folder.children, name, child), extent) };
}

/** A root that nobody has looked into is a folder; a file in the way of a path is replaced. */
function asFolder(entry: Entry): FolderEntry {
  if (entry.kind === 'folder') return entry;
  if (entry.kind === 'opaque') return { kind: 'folder', header: undefined, children: new Map(), below: entry };
  return emptyRoot;
}

/** Of folders that a copy makes for its files. */
function headerOfNewFolders({ owner = '0:0', mode }: ForcedHeader): Header {
  return { mode: typeof mode === 'number' ? mode : 0o755, owner };
}

/** A name means what the file system says that the files are put into. */
function ownerText(owner: Owner | undefined, base: Entry): string {
  if (owner === undefined) return '0:0';
  const { user, group } = owner;
  if (typeof user === 'number' && typeof group !== 'string') return `${user}:${group ?? user}`;
  const accounts = ['passwd', 'group'].map((name) => identityOf(trace(base, ['etc', name])?.entry));
  return [user, group ?? '', ...accounts].join(':');
}
