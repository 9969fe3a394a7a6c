// Looks for the files that a pattern stands for.

import type { Dirent } from 'node:fs';
import fastGlob from 'fast-glob';
import { FolderReader, type Found } from '../project/walk.ts';

/** All files that match a pattern of fast-glob, whatever their names; links are not followed. */
export function findMatches(pattern: string, workingFolder: string): Found {
  const reader = new FolderReader();
  function list(folder: string): string[];
  function list(folder: string, options: { withFileTypes: true }): Dirent[];
  function list(folder: string, options?: { withFileTypes: true }): string[] | Dirent[] {
    const entries = reader.read(folder);
    return options ? entries : entries.map(({ name }) => name);
  }
  const options = { cwd: workingFolder, dot: true, followSymbolicLinks: false, fs: { readdirSync: list } };
  return { paths: fastGlob.sync(pattern, options), failures: reader.failures };
}
