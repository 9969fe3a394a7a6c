// How many bytes of a build context are sent.

import { type ContextFile, looksUnchanged } from './context-tree.ts';

/** By BuildKit: the contents of files that it does not have from the build before. */
export function changedBytes(files: readonly ContextFile[], before: readonly ContextFile[]): number {
  const last = new Map(before.map((file) => [file.path, file]));
  let bytes = 0;
  for (const file of files) {
    if (file.kind === 'file' && !looksUnchanged(last.get(file.path), file)) bytes += file.size;
  }
  return bytes;
}

/** The sizes of files, and of folders with all that is in them; that of the context is under `.`. */
export function bytesByPath(files: readonly ContextFile[]): ReadonlyMap<string, number> {
  const bytes = new Map<string, number>();
  const add = (path: string, size: number): void => void bytes.set(path, (bytes.get(path) ?? 0) + size);
  for (const { path, kind, size } of files) {
    if (kind !== 'file') continue;
    add('.', size);
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
      add(path.slice(0, slash), size);
    }
    add(path, size);
  }
  return bytes;
}

const BLOCK = 512;
/** At the end of an archive. */
const END = 2 * BLOCK;

/** By the classic builder: a tar archive of all files, each build anew. */
export function archiveBytes(files: readonly ContextFile[]): number {
  let bytes = END;
  for (const { kind, size } of files) bytes += BLOCK + (kind === 'file' ? Math.ceil(size / BLOCK) * BLOCK : 0);
  return bytes;
}
