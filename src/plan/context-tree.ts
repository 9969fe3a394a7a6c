// The build context as a tree, and what of it a builder takes for new (fsutil: compareStat).

import { type Entry, emptyRoot, type FolderEntry, type Header } from './file-tree.ts';

/** A file, a link or a folder of the context; the builder sees all of them as owned by root. */
export interface ContextFile {
  /** Relative, with `/`. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link';
  /** A digest of the bytes of a file, the target of a link. */
  readonly content: string;
  /** In bytes. */
  readonly size: number;
  /** Permission bits. */
  readonly mode: number;
  /** Anything that changes when the file is written. */
  readonly time: number | bigint;
  /** Extended attributes, as one text. */
  readonly attributes?: string;
}

/** What a builder has of a context from the last time. */
export type ContextSnapshot = ReadonlyMap<string, ContextFile>;

/**
 * The files as the builder sees them: one whose size, time, mode and kind are as they were is taken for unchanged, and
 * a folder that is there already keeps the mode that it had.
 */
export function synchronize(files: Iterable<ContextFile>, last: ContextSnapshot | undefined): ContextSnapshot {
  const next = new Map<string, ContextFile>();
  for (const file of files) {
    const before = last?.get(file.path);
    next.set(file.path, before !== undefined && looksUnchanged(before, file) ? before : file);
  }
  return next;
}

function looksUnchanged(before: ContextFile, file: ContextFile): boolean {
  if (before.kind !== file.kind) return false;
  if (file.kind === 'folder') return true;
  if (file.kind === 'link' && before.content !== file.content) return false;
  return before.size === file.size && before.time === file.time && before.mode === file.mode;
}

/** Folders that no file is listed for have the mode 0755. The classic builder knows nothing of extended attributes. */
export function treeOf(snapshot: Iterable<ContextFile>, { withAttributes = true } = {}): Entry {
  const root = newFolder(undefined);
  for (const file of snapshot) {
    const names = file.path.split('/').filter((name) => name !== '' && name !== '.');
    const name = names.pop();
    if (name === undefined) continue;
    let folder = root;
    for (const parent of names) folder = folderIn(folder, parent);
    const { mode, attributes = '' } = file;
    const header = withAttributes ? { mode, owner: '0:0', attributes } : { mode, owner: '0:0' };
    if (file.kind === 'folder') folderIn(folder, name).header = header;
    else if (file.kind === 'link') {
      folder.children.set(name, { kind: 'link', target: file.content, header: { ...header, mode: 0o777 } });
    } else folder.children.set(name, { kind: 'file', content: file.content, header });
  }
  return root;
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
