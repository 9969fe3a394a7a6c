// The build context as a tree, and what of it a builder takes for new (fsutil: compareStat).

import { type Entry, emptyRoot, type FolderEntry, type Header, MOST_FOLDERS, type OpaqueEntry } from './file-tree.ts';

/**
 * A file, a link or a folder of the context; the builder sees all of them as owned by root. What is said of it besides
 * its path and its kind may be found out when somebody asks.
 */
export interface ContextFile {
  /** Clean and relative, with `/`. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link';
  /** The SHA-256 of the bytes of a file, the target of a link. */
  readonly content: string;
  /** In bytes. */
  readonly size: number;
  /** Permission bits. */
  readonly mode: number;
  /** Anything that changes when the file is written. */
  readonly time: number | bigint | string;
  /** Extended attributes, as one text. */
  readonly attributes?: string;
}

/** Trees that differ in more files are made anew. */
const FEW = 1000;

/**
 * What a builder has of a context, from build to build: a file whose size, time, mode and kind are as they were is taken for
 * unchanged, and a folder that is there already keeps the mode that it had.
 */
export class SentContext {
  #files: readonly ContextFile[] = [];
  #root: FolderEntry | undefined;

  /** The tree once these files have been sent; folders in which nothing has changed are those of the tree before. */
  send(files: readonly ContextFile[]): Entry {
    const { kept, isSameSet } = keepUnchanged(files, this.#files);
    const changed = isSameSet ? kept.filter((file, index) => file !== this.#files[index]) : kept;
    const last = isSameSet && changed.length <= FEW ? this.#root : undefined;
    this.#root = last === undefined ? treeOf(kept, { before: this.#root }) : replaced(last, changed);
    this.#files = kept;
    return this.#root;
  }
}

/** The files with those of before in the places of what looks unchanged. */
function keepUnchanged(
  files: readonly ContextFile[],
  before: readonly ContextFile[],
): { readonly kept: readonly ContextFile[]; readonly isSameSet: boolean } {
  const isSameSet =
    files.length === before.length &&
    files.every((file, index) => {
      const other = before[index];
      return file === other || (file.path === other?.path && file.kind === other.kind && file.kind !== 'folder');
    });
  const byPath = isSameSet ? undefined : new Map(before.map((file) => [file.path, file]));
  const kept = files.map((file, index) => {
    const other = byPath === undefined ? before[index] : byPath.get(file.path);
    return other !== undefined && looksUnchanged(other, file) ? other : file;
  });
  return { kept, isSameSet };
}

/** The tree with other files in the places of some. */
function replaced(root: FolderEntry, files: readonly ContextFile[]): FolderEntry {
  let result = root;
  for (const file of files) {
    const names = namesOf(file.path);
    const name = names.pop() ?? '';
    const way: FolderEntry[] = [result];
    for (const folder of names) {
      const next = way.at(-1)?.children.get(folder);
      if (next?.kind === 'folder') way.push(next);
    }
    let child: Entry = entryOf(file, new ContextHeader(file, true));
    for (const [index, folder] of way.toReversed().entries()) {
      const key: string = index === 0 ? name : (names[way.length - 1 - index] ?? '');
      const children: ReadonlyMap<string, Entry> = new Map(folder.children).set(key, child);
      child = { ...folder, children };
    }
    if (child.kind === 'folder') result = child;
  }
  return result;
}

/** The names of a path, those that lie deeper than a system can open as one. */
function namesOf(path: string): string[] {
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  if (names.length < MOST_FOLDERS) return names;
  const last = names.pop() ?? '';
  const deep = names.splice(MOST_FOLDERS - 2);
  return [...names, deep.join('/'), last];
}

/** Whether BuildKit does not ask for a file that it has (fsutil: compareStat). */
export function looksUnchanged(before: ContextFile | undefined, file: ContextFile): boolean {
  if (before === file) return true;
  if (before?.kind !== file.kind) return false;
  if (file.kind === 'folder') return true;
  if (file.kind === 'link' && before.content !== file.content) return false;
  return before.time === file.time && before.mode === file.mode && before.size === file.size;
}

/**
 * Folders that no file is listed for have the mode 0755. The classic builder knows nothing of extended attributes. What a file
 * is in the tree `before` it is in this one, so that comparing the two takes no look at it.
 */
export function treeOf(
  files: Iterable<ContextFile>,
  {
    withAttributes = true,
    before,
  }: { readonly withAttributes?: boolean; readonly before?: FolderEntry | undefined } = {},
): FolderEntry {
  const root = newFolder(undefined);
  let last = { path: '', folder: root, before };
  for (const file of files) {
    const { path, kind } = file;
    if (path === '.') continue;
    const slash = path.lastIndexOf('/');
    if (Math.max(0, slash) !== last.path.length || !path.startsWith(last.path)) {
      last = { path: path.slice(0, Math.max(0, slash)), folder: root, before };
      for (const name of namesOf(path).slice(0, -1)) {
        last.folder = folderIn(last.folder, name);
        last.before = asFolder(last.before?.children.get(name));
      }
    }
    const name = path.slice(slash + 1);
    const known = madeOf(file, last.before?.children.get(name));
    const header = known?.header ?? new ContextHeader(file, withAttributes);
    if (kind === 'folder') folderIn(last.folder, name).header = header;
    else last.folder.children.set(name, known ?? entryOf(file, header));
  }
  return root;
}

function asFolder(entry: Entry | undefined): FolderEntry | undefined {
  return entry?.kind === 'folder' ? entry : undefined;
}

/** The entry if it has been made of this file. */
function madeOf(file: ContextFile, entry: Entry | undefined): Exclude<Entry, OpaqueEntry> | undefined {
  if (entry === undefined || entry.kind === 'opaque') return undefined;
  return entry.header instanceof ContextHeader && entry.header.file === file ? entry : undefined;
}

function entryOf(file: ContextFile, header: Header): Entry {
  return file.kind === 'link' ? { kind: 'link', target: file.content, header } : { kind: 'file', bytes: file, header };
}

/** Asks the file only when it is asked itself. */
class ContextHeader implements Header {
  readonly owner = '0:0';
  readonly unless = undefined;
  readonly file: ContextFile;
  readonly #withAttributes: boolean;

  constructor(file: ContextFile, withAttributes: boolean) {
    this.file = file;
    this.#withAttributes = withAttributes;
  }

  get mode(): number {
    return this.file.kind === 'link' ? 0o777 : this.file.mode;
  }

  get attributes(): string {
    return this.#withAttributes ? (this.file.attributes ?? '') : '';
  }
}

interface OpenFolder extends FolderEntry {
  header: Header | undefined;
  readonly children: Map<string, Entry>;
}

const openFolders = new WeakMap<Entry, OpenFolder>();

function newFolder(header: Header | undefined): OpenFolder {
  const folder: OpenFolder = { ...emptyRoot, kind: 'folder', header, children: new Map() };
  openFolders.set(folder, folder);
  return folder;
}

function folderIn(folder: OpenFolder, name: string): OpenFolder {
  const known = folder.children.get(name);
  const open = known && openFolders.get(known);
  if (open !== undefined) return open;
  const made = newFolder({ mode: 0o755, owner: '0:0' });
  folder.children.set(name, made);
  return made;
}
