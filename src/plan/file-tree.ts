// A file system as far as a plan knows it: what the Dockerfile puts there, and what nobody can see before the build.

import { createHash } from 'node:crypto';

/**
 * Folders within folders of a tree: more than a path can have that a system still opens, few enough to be walked by
 * functions that call themselves.
 */
export const MOST_FOLDERS = 1000;

/** Entries of a tree. A few instructions that copy a tree into itself ask for more than any disk holds. */
export const MOST_ENTRIES = 1_000_000;

/** `maybe`: that depends on what a command writes, or on what is in an image or an archive. */
export type Answer = 'yes' | 'no' | 'maybe';

export type Entry = FileEntry | LinkEntry | FolderEntry | OpaqueEntry;

export interface FileEntry {
  readonly kind: 'file';
  readonly bytes: Bytes;
  readonly header: Header;
  /** It lies in this folder under its name, if that is one: COPY to a path without `/` at its end asks the base. */
  readonly unlessFolder?: { readonly name: string; readonly folder: OpaqueEntry } | undefined;
}

/** What a file contains. It may be found out when somebody asks: nobody does before the file is compared with another one. */
export interface Bytes {
  /** Equal for equal bytes only: their SHA-256. */
  readonly content: string;
}

export interface LinkEntry {
  readonly kind: 'link';
  readonly target: string;
  readonly header: Header;
}

export interface FolderEntry {
  readonly kind: 'folder';
  /** Undefined for the root of a tree: BuildKit does not look at it. */
  readonly header: Header | undefined;
  readonly children: ReadonlyMap<string, Entry>;
  /** What else is in it. */
  readonly below: OpaqueEntry | undefined;
}

/** Whatever stands at `path` of a file system that only its maker knows. */
export interface OpaqueEntry {
  readonly kind: 'opaque';
  /** Equal for equal file systems. */
  readonly id: string;
  readonly path: string;
  /**
   * The known files around it. A folder of theirs may be a link into this one, as `/bin` leads to `/usr/bin` in many
   * images: what lies here is surely the same only if they are, too.
   */
  readonly beside?: FolderEntry | undefined;
}

/** Mode, owner, extended attributes; not the time. */
export interface Header {
  readonly mode: number | string;
  readonly owner: string;
  readonly attributes?: string;
  /** It is that of a folder that may have been there before. */
  readonly unless?: OpaqueEntry | undefined;
}

/** The header as plain data, which can be copied with changes. */
export function plainHeader({ mode, owner, attributes = '', unless }: Header): Header {
  return { mode, owner, attributes, unless };
}

/** The file system that an image or a command leaves. */
export function opaqueRoot(id: string): OpaqueEntry {
  return { kind: 'opaque', id, path: '' };
}

export const emptyRoot: FolderEntry = { kind: 'folder', header: undefined, children: new Map(), below: undefined };

/** The entry of that name; undefined where there surely is none. */
export function childOf(entry: Entry, name: string): Entry | undefined {
  if (entry.kind === 'opaque') return { ...entry, path: `${entry.path}/${name}` };
  if (entry.kind === 'file' && entry.unlessFolder !== undefined) {
    const { name: own, folder } = entry.unlessFolder;
    return name === own ? { ...entry, unlessFolder: undefined } : childOf(folder, name);
  }
  if (entry.kind !== 'folder') return undefined;
  return entry.children.get(name) ?? (entry.below && childOf(entry.below, name));
}

/** `no` if one is, else `maybe` if one is. */
export function all(answers: Iterable<Answer>): Answer {
  let result: Answer = 'yes';
  for (const answer of answers) {
    if (answer === 'no') return 'no';
    if (answer === 'maybe') result = 'maybe';
  }
  return result;
}

/** `yes` if one is, else `maybe` if one is. */
export function any(answers: Iterable<Answer>): Answer {
  let result: Answer = 'no';
  for (const answer of answers) {
    if (answer === 'yes') return 'yes';
    if (answer === 'maybe') result = 'maybe';
  }
  return result;
}

const identities = new WeakMap<Entry, string>();

/** Equal for entries that are alike in all that is known of them. No stack grows with the tree. */
export function identityOf(entry: Entry | undefined): string {
  if (entry === undefined) return '';
  const open = [entry];
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    const missing = identities.has(last) ? [] : partsOf(last).filter((part) => !identities.has(part));
    for (const part of missing) open.push(part);
    if (missing.length > 0) continue;
    if (!identities.has(last)) identities.set(last, sha256(JSON.stringify(describe(last))));
    open.pop();
  }
  return identities.get(entry) ?? '';
}

/** What the description of an entry names by its identity. */
function partsOf(entry: Entry): readonly Entry[] {
  switch (entry.kind) {
    case 'file':
      return entry.unlessFolder === undefined ? [] : [entry.unlessFolder.folder];
    case 'link':
      return [];
    case 'opaque':
      return entry.beside === undefined ? [] : [entry.beside];
    case 'folder':
      return [...entry.children.values(), ...(entry.below === undefined ? [] : [entry.below])];
    default:
      return entry satisfies never;
  }
}

function describe(entry: Entry): unknown {
  switch (entry.kind) {
    case 'file':
      return ['file', entry.bytes.content, describeHeader(entry.header), knownIdentity(entry.unlessFolder?.folder)];
    case 'link':
      return ['link', entry.target, describeHeader(entry.header)];
    case 'opaque':
      return ['opaque', entry.id, entry.path, knownIdentity(entry.beside)];
    case 'folder': {
      const children = [...entry.children].map(([name, child]) => [name, knownIdentity(child)] as const);
      const sorted = children.toSorted(([left], [right]) => (left < right ? -1 : 1));
      return ['folder', describeHeader(entry.header), knownIdentity(entry.below), sorted];
    }
    default:
      return entry satisfies never;
  }
}

function describeHeader(header: Header | undefined): unknown {
  if (header === undefined) return undefined;
  const { mode, owner, attributes, unless } = plainHeader(header);
  return [mode, owner, attributes, unless?.id, unless?.path];
}

function knownIdentity(entry: Entry | undefined): string {
  return (entry && identities.get(entry)) ?? '';
}

/** The bytes of a text, in UTF-8. */
export function textBytes(text: string): Bytes {
  return { content: sha256(text) };
}

/** Short, and different for different texts. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** How large a folder is. */
export interface Extent {
  /** How many folders lie in each other at most, itself included. */
  readonly height: number;
  /** How many entries are in it at any depth. */
  readonly entries: number;
}

const alone: Extent = { height: 0, entries: 0 };

/** By their children: folders that differ in nothing else are as large. */
const extents = new WeakMap<FolderEntry['children'], Extent>();

/** Perhaps more than it is where something of it has been replaced. */
export function extentOf(entry: Entry | undefined): Extent {
  if (entry?.kind !== 'folder') return alone;
  const { children } = entry;
  const known = extents.get(children);
  if (known !== undefined) return known;
  let height = 0;
  let entries = children.size;
  for (const child of children.values()) {
    const extent = extentOf(child);
    height = Math.max(height, extent.height);
    entries += extent.entries;
  }
  const extent = { height: height + 1, entries };
  extents.set(children, extent);
  return extent;
}

/** Says of new children of a folder how large they are at most, which takes long to find out. */
export function noteExtent(children: FolderEntry['children'], extent: Extent): FolderEntry['children'] {
  extents.set(children, extent);
  return children;
}
