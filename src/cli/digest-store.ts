// Where the digests of a build context are kept between runs: a file a context in the user's own cache folder.

import { createHash } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DigestStore } from '../context/digest-cache.ts';
import type { Io } from './io.ts';

/** Those of other contexts than the last ones are forgotten. */
const MOST_CONTEXTS = 16;

/** Undefined where nothing can be kept. `context` is an absolute path. */
export function digestStore({ kept }: Pick<Io, 'kept'>, context: string): DigestStore | undefined {
  if (kept === undefined) return undefined;
  const file = `digests/${createHash('sha256').update(context).digest('hex').slice(0, 32)}`;
  return {
    read: () => kept.read(file),
    write: (bytes) => void kept.write(file, bytes, () => removeOldest(join(kept.path, 'digests'))),
  };
}

function removeOldest(folder: string): void {
  const byAge = readdirSync(folder)
    .map((name) => join(folder, name))
    .map((path) => ({ path, time: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .toSorted((left, right) => right.time - left.time);
  for (const { path } of byAge.slice(MOST_CONTEXTS)) rmSync(path, { force: true });
}
