// Files in the user's own cache folder, of which the latest are kept.

import { createHash } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A name for what belongs to these words. */
export function keptName(...words: readonly (string | undefined)[]): string {
  return createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 32);
}

/** Removes all but so many files of a folder: those that were written last stay. */
export function removeOldest(folder: string, most: number): void {
  const byAge = readdirSync(folder)
    .map((name) => join(folder, name))
    .map((path) => ({ path, time: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .toSorted((left, right) => right.time - left.time);
  for (const { path } of byAge.slice(most)) rmSync(path, { force: true });
}
