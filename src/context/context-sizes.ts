// The sizes of what is in a build context: by folder, by file, and what each pattern of the ignore file saves.

import type { LeftOut } from './context-folder.ts';
import type { FolderFile } from './folder-file.ts';

/** Bytes and files below a path. */
export interface Weight {
  readonly path: string;
  readonly bytes: number;
  readonly files: number;
}

type Growing = { -readonly [Key in keyof Weight]: Weight[Key] };

/** Of all files; the path is that of the root. */
export function weigh(files: readonly Pick<FolderFile, 'kind' | 'size'>[]): Weight {
  let bytes = 0;
  let count = 0;
  for (const { kind, size } of files) {
    if (kind === 'folder') continue;
    bytes += size;
    count++;
  }
  return { path: '.', bytes, files: count };
}

/** A folder that is little more than one of its own is not told: that one is. */
const MOSTLY = 0.9;

/** The heaviest folders, the heaviest first. */
export function heaviestFolders(files: readonly FolderFile[], most: number): readonly Weight[] {
  const folders = new Map<string, Growing>();
  for (const { path, kind, size } of files) {
    if (kind === 'folder') continue;
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
      const folder = path.slice(0, slash);
      const known = folders.get(folder) ?? { path: folder, bytes: 0, files: 0 };
      known.bytes += size;
      known.files++;
      folders.set(folder, known);
    }
  }
  const covered = new Set<string>();
  for (const { path, bytes } of folders.values()) {
    const slash = path.lastIndexOf('/');
    const parent = slash === -1 ? undefined : folders.get(path.slice(0, slash));
    if (parent !== undefined && bytes >= parent.bytes * MOSTLY) covered.add(parent.path);
  }
  return heaviest(
    [...folders.values()].filter(({ path }) => !covered.has(path)),
    most,
  );
}

/** The largest files, the largest first. */
export function largestFiles(files: readonly FolderFile[], most: number): readonly Weight[] {
  const weights = files.flatMap(({ path, kind, size }) => (kind === 'folder' ? [] : [{ path, bytes: size, files: 1 }]));
  return heaviest(weights, most);
}

/** What each pattern leaves out; those that leave out nothing, too. `patterns` are those without `!`. */
export function savedBy(leftOut: readonly LeftOut[], patterns: readonly string[]): readonly Weight[] {
  const weights = new Map<string, Growing>(patterns.map((path) => [path, { path, bytes: 0, files: 0 }]));
  for (const { file, pattern } of leftOut) {
    if (file.kind === 'folder') continue;
    const weight = weights.get(pattern) ?? { path: pattern, bytes: 0, files: 0 };
    weight.bytes += file.size;
    weight.files++;
    weights.set(pattern, weight);
  }
  return heaviest([...weights.values()], weights.size);
}

function heaviest(weights: readonly Weight[], most: number): readonly Weight[] {
  return weights
    .toSorted((a, b) => b.bytes - a.bytes || b.files - a.files || (a.path < b.path ? -1 : 1))
    .slice(0, most);
}
