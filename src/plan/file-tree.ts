// A file system as far as a plan knows it: what the Dockerfile puts there, and what nobody can see before the build.

/** `maybe`: that depends on what a command writes. */
export type Answer = 'yes' | 'no' | 'maybe';

export type Entry = FileEntry | LinkEntry | FolderEntry | OpaqueEntry;

export interface FileEntry {
  readonly kind: 'file';
  /** A digest of the bytes, or whatever is equal for equal bytes only. */
  readonly content: string;
  readonly header: Header;
  /** It lies in this folder under its name, if that is one: COPY to a path without `/` at its end asks the base. */
  readonly unlessFolder?: { readonly name: string; readonly folder: OpaqueEntry } | undefined;
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
  /** A command has written it: another one may have written the same. */
  readonly isWritten: boolean;
}

/** Mode, owner, extended attributes; not the time. */
export interface Header {
  readonly mode: number | string;
  readonly owner: string;
  readonly attributes?: string;
  /** It is that of a folder that may have been there before. */
  readonly unless?: OpaqueEntry | undefined;
}

/** The file system that an image or a command leaves. */
export function opaqueRoot(id: string, { isWritten }: { readonly isWritten: boolean }): OpaqueEntry {
  return { kind: 'opaque', id, path: '', isWritten };
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

/** Whether both are the same to BuildKit's content hash: `maybe` where a command has written one of them. */
export function sameEntry(left: Entry | undefined, right: Entry | undefined): Answer {
  if (left === right) return 'yes';
  if (left === undefined || right === undefined)
    return left?.kind === 'opaque' || right?.kind === 'opaque' ? 'maybe' : 'no';
  if (left.kind === 'opaque' || right.kind === 'opaque') return sameOpaque(left, right);
  if (left.kind === 'file' && right.kind === 'file') {
    return left.content === right.content ? sameHeader(left.header, right.header) : 'no';
  }
  if (left.kind === 'link' && right.kind === 'link') {
    return left.target === right.target ? sameHeader(left.header, right.header) : 'no';
  }
  return left.kind === 'folder' && right.kind === 'folder' ? sameFolder(left, right) : 'no';
}

function sameOpaque(left: Entry, right: Entry): Answer {
  if (left.kind === 'opaque' && right.kind === 'opaque' && left.id === right.id && left.path === right.path)
    return 'yes';
  return hasWritten(left) || hasWritten(right) ? 'maybe' : 'no';
}

function hasWritten(entry: Entry): boolean {
  return entry.kind === 'opaque' ? entry.isWritten : entry.kind === 'folder' && entry.below?.isWritten === true;
}

function sameHeader(left: Header | undefined, right: Header | undefined): Answer {
  if (left === undefined || right === undefined) return left === right ? 'yes' : 'no';
  const isEqual =
    left.mode === right.mode && left.owner === right.owner && (left.attributes ?? '') === (right.attributes ?? '');
  if (left.unless === undefined && right.unless === undefined) return isEqual ? 'yes' : 'no';
  const before = left.unless && right.unless ? sameOpaque(left.unless, right.unless) : 'maybe';
  return isEqual && before === 'yes' ? 'yes' : 'maybe';
}

function sameFolder(left: FolderEntry, right: FolderEntry): Answer {
  const answers: Answer[] = [sameHeader(left.header, right.header)];
  if (left.below !== undefined || right.below !== undefined) answers.push(sameBelow(left.below, right.below));
  for (const name of new Set([...left.children.keys(), ...right.children.keys()])) {
    answers.push(sameEntry(childOf(left, name), childOf(right, name)));
    if (answers.at(-1) === 'no') return 'no';
  }
  return all(answers);
}

function sameBelow(left: OpaqueEntry | undefined, right: OpaqueEntry | undefined): Answer {
  if (left === undefined || right === undefined) return (left ?? right)?.isWritten === true ? 'maybe' : 'no';
  return sameOpaque(left, right);
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
  if (entry === undefined) return '';
  if (entry.kind !== 'folder') return JSON.stringify(entry);
  const { header, children, below } = entry;
  const names = [...children.keys()].toSorted();
  return JSON.stringify([header, below, names.map((name) => [name, identityOf(children.get(name))])]);
}
