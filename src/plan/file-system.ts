// The file system behind an operation, as far as the Dockerfile tells.

import type { CopySettings, FileAction, FileOperation, Owner } from './operation.ts';
import {
  childOf,
  emptyRoot,
  type Entry,
  type FolderEntry,
  type Header,
  heightOf,
  identityOf,
  MOST_FOLDERS,
  noteHeight,
  type OpaqueEntry,
  opaqueRoot,
  plainHeader,
  sha256,
  textBytes,
} from './file-tree.ts';
import { hasWildcard, select } from './selection.ts';
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
    // Nothing of it can be built, but nothing may overflow either.
    const isKept = result !== undefined && heightOf(result) <= MOST_FOLDERS;
    const source = action.kind === 'copy' ? at(action.source) : undefined;
    results.push(isKept ? result : unknown(digest, [at(input), source]));
  }
  return results.at(-1) ?? emptyRoot;
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
  if (children !== folder.children) noteHeight(children, Math.max(heightOf(folder), heightOf(upper)));
  return { ...folder, header: upper.header ?? folder.header, children };
}

function applyAction(action: FileAction, at: (index: number | undefined) => Entry, digest: string): Entry {
  const base = at(action.input);
  const path = namesOf(action.kind === 'copy' ? action.to : action.path);
  switch (action.kind) {
    case 'mkdir': {
      const header = { mode: action.mode, owner: ownerText(action.owner) };
      return update(base, path, header, (before) => madeFolder(before, header));
    }
    case 'mkfile': {
      const header = { mode: action.mode, owner: '0:0' };
      return update(base, path, headerOfParents('0:0'), () => ({
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

function copy(action: FileAction & { readonly kind: 'copy' }, base: Entry, source: Entry, digest: string): Entry {
  const { from, to, include, exclude, isTree } = action;
  const selected = select(source, { path: from, isPattern: isTree, followsMatches: true, include, exclude });
  const found: readonly (readonly [name: string, entry: Entry | undefined])[] =
    selected.kind === 'many' ? [...selected.entries] : [[from, selected.entry]];
  const isFolder = to.endsWith('/') || to.endsWith('/.') || found.length > 1 || hasWildcard(from);
  let result = base;
  for (const [name, entry] of found) {
    if (entry !== undefined)
      result = place(action, result, { entry, name: namesOf(name).at(-1) ?? '', isFolder, digest });
  }
  return result;
}

interface Placement {
  readonly entry: Entry;
  readonly name: string;
  readonly isFolder: boolean;
  readonly digest: string;
}

function place(action: FileAction & { readonly kind: 'copy' }, base: Entry, placement: Placement): Entry {
  const { entry, name, isFolder, digest } = placement;
  const target = namesOf(action.to);
  const parents = headerOfParents(ownerText(action.owner));
  const isArchive = action.unpacks && archive.test(name);
  if (entry.kind === 'opaque' || isArchive) {
    // A file or a folder, or the files of an archive: all that is known is what they depend on.
    return update(base, target, parents, (before) => unknown(digest, [before, entry]));
  }
  const owned = changed(entry, action);
  if (owned.kind === 'folder') return update(base, target, parents, (before) => merged(before, owned, action));
  if (isFolder) return update(base, [...target, name], parents, () => owned);
  return update(base, target, parents, (before) => {
    if (before === undefined || before.kind === 'file' || before.kind === 'link') return owned;
    if (before.kind === 'folder') return withChild(before, name, owned);
    return owned.kind === 'file'
      ? { ...owned, unlessFolder: { name, folder: before } }
      : unknown(digest, [before, owned]);
  });
}

/** The folder's files in what was there; an existing folder keeps its own mode unless another is asked for. */
function merged(before: Entry | undefined, folder: FolderEntry, action: FileAction & { readonly kind: 'copy' }): Entry {
  if (before === undefined) return folder;
  const base = asFolder(before);
  const header =
    before.kind === 'opaque'
      ? { ...plainHeader(folder.header ?? headerOfParents('0:0')), unless: before }
      : base.header;
  const isForced = action.owner !== undefined || action.mode !== undefined;
  const top = overlay({ ...base, header }, { ...folder, header: undefined });
  return top.kind === 'folder' ? { ...top, header: isForced ? folder.header : header } : top;
}

/** With the owner and the mode that the instruction asks for. */
function changed(entry: Entry, { owner, mode }: Pick<CopySettings, 'owner' | 'mode'>): Entry {
  if (owner === undefined && mode === undefined) return entry;
  return withHeaders(entry, (header) => ({
    ...plainHeader(header),
    owner: owner === undefined ? header.owner : ownerText(owner),
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
      const children = new Map([...entry.children].map(([name, child]) => [name, withHeaders(child, change)]));
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
  entry: Entry | undefined,
  path: readonly string[],
  parents: Header,
  change: (before: Entry | undefined) => Entry,
): Entry {
  const [name, ...rest] = path;
  if (name === undefined) return change(entry);
  const isKnown = entry !== undefined && (entry.kind !== 'opaque' || entry.path === '');
  const folder = isKnown ? entry : madeFolder(entry, parents);
  return withChild(asFolder(folder), name, update(childOf(folder, name), rest, parents, change));
}

function withChild(folder: FolderEntry, name: string, child: Entry): FolderEntry {
  const height = Math.max(heightOf(folder), heightOf(child) + 1);
  return { ...folder, children: noteHeight(withEntry(folder.children, name, child), height) };
}

/** A root that nobody has looked into is a folder; a file in the way of a path is replaced. */
function asFolder(entry: Entry): FolderEntry {
  if (entry.kind === 'folder') return entry;
  if (entry.kind === 'opaque') return { kind: 'folder', header: undefined, children: new Map(), below: entry };
  return emptyRoot;
}

function headerOfParents(owner: string): Header {
  return { mode: 0o755, owner };
}

function ownerText(owner: Owner | undefined): string {
  return owner === undefined ? '0:0' : `${owner.user}:${owner.group ?? owner.user}`;
}

function namesOf(path: string): readonly string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}
