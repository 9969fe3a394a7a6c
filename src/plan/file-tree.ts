// A file system as far as a plan knows it: what the Dockerfile puts there, and what nobody can see before the build.

import { createHash } from 'node:crypto';

/**
 * Folders within folders of a tree: more than a path can have that a system still opens, few enough to be walked by
 * functions that call themselves.
 */
export const MOST_FOLDERS = 1000;

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

type Pair = readonly [left: Entry | undefined, right: Entry | undefined];

/** Whether both are the same to BuildKit's content hash: `maybe` where nobody can see one of them before the build. */
export function sameEntry(left: Entry | undefined, right: Entry | undefined): Answer {
  const open: Pair[] = [[left, right]];
  let result: Answer = 'yes';
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [one, other] = pair;
    const answer = one === other ? 'yes' : sameAlone(one, other);
    if (answer === 'no') return 'no';
    if (answer === 'maybe') result = 'maybe';
    if (one !== other && one?.kind === 'folder' && other?.kind === 'folder') addChildren(open, one, other);
  }
  return result;
}

/** Of two folders only themselves. */
function sameAlone(left: Entry | undefined, right: Entry | undefined): Answer {
  if (left === undefined || right === undefined) {
    return left?.kind === 'opaque' || right?.kind === 'opaque' ? 'maybe' : 'no';
  }
  if (left.kind === 'opaque' || right.kind === 'opaque') return sameOpaque(left, right);
  if (left.kind === 'file' && right.kind === 'file') {
    return sameBytes(left.bytes, right.bytes) ? sameHeader(left.header, right.header) : 'no';
  }
  if (left.kind === 'link' && right.kind === 'link') {
    return left.target === right.target ? sameHeader(left.header, right.header) : 'no';
  }
  if (left.kind !== 'folder' || right.kind !== 'folder') return 'no';
  const header = sameHeader(left.header, right.header);
  return left.below === right.below ? header : all([header, sameBelow(left.below, right.below)]);
}

/** The pairs of children that are not one and the same. */
function addChildren(open: Pair[], left: FolderEntry, right: FolderEntry): void {
  for (const [name, child] of left.children) {
    const other = childOf(right, name);
    if (child !== other) open.push([child, other]);
  }
  for (const [name, child] of right.children) {
    if (!left.children.has(name)) open.push([childOf(left, name), child]);
  }
}

function sameBytes(left: Bytes, right: Bytes): boolean {
  return left === right || left.content === right.content;
}

/** What is not known may be anything: two commands, two images, two archives may well have the same file. */
function sameOpaque(left: Entry, right: Entry): Answer {
  const isSame = left.kind === 'opaque' && right.kind === 'opaque' && left.id === right.id && left.path === right.path;
  return isSame ? 'yes' : 'maybe';
}

function sameHeader(left: Header | undefined, right: Header | undefined): Answer {
  if (left === right) return 'yes';
  if (left === undefined || right === undefined) return 'no';
  const isEqual =
    left.mode === right.mode && left.owner === right.owner && (left.attributes ?? '') === (right.attributes ?? '');
  if (left.unless === undefined && right.unless === undefined) return isEqual ? 'yes' : 'no';
  const before = left.unless && right.unless ? sameOpaque(left.unless, right.unless) : 'maybe';
  return isEqual && before === 'yes' ? 'yes' : 'maybe';
}

function sameBelow(left: OpaqueEntry | undefined, right: OpaqueEntry | undefined): Answer {
  return left === undefined || right === undefined ? 'maybe' : sameOpaque(left, right);
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

/** Equal for entries that are alike in all that is known of them. */
export function identityOf(entry: Entry | undefined): string {
  return entry === undefined ? '' : sha256(JSON.stringify(describe(entry)));
}

function describe(entry: Entry): unknown {
  switch (entry.kind) {
    case 'file':
      return ['file', entry.bytes.content, plainHeader(entry.header), entry.unlessFolder];
    case 'link':
      return ['link', entry.target, plainHeader(entry.header)];
    case 'opaque':
      return entry;
    case 'folder': {
      const children = [...entry.children].map(([name, child]) => [name, identityOf(child)] as const);
      const header = entry.header && plainHeader(entry.header);
      return ['folder', header, entry.below, children.toSorted(([left], [right]) => (left < right ? -1 : 1))];
    }
    default:
      return entry satisfies never;
  }
}

/** The bytes of a text, in UTF-8. */
export function textBytes(text: string): Bytes {
  return { content: sha256(text) };
}

/** Short, and different for different texts. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** By their children: folders that differ in nothing else are as high. */
const heights = new WeakMap<FolderEntry['children'], number>();

/** How many folders lie in each other at most, itself included; perhaps more where something of it has been replaced. */
export function heightOf(entry: Entry): number {
  if (entry.kind !== 'folder') return 0;
  const { children } = entry;
  const known = heights.get(children);
  if (known !== undefined) return known;
  let height = 0;
  for (const child of children.values()) height = Math.max(height, heightOf(child));
  heights.set(children, height + 1);
  return height + 1;
}

/** Says of new children of a folder how high they are at most, which takes long to find out. */
export function noteHeight(children: FolderEntry['children'], height: number): FolderEntry['children'] {
  heights.set(children, height);
  return children;
}
