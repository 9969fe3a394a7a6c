// Where the digests of a build context are kept between runs: a file a context in the user's own cache folder.

import { join } from 'node:path';
import type { DigestStore } from '../context/digest-cache.ts';
import type { Io } from './io.ts';
import { keptName, removeOldest } from './kept-files.ts';

/** Those of other contexts than the last ones are forgotten. */
const MOST_CONTEXTS = 16;

/** Undefined where nothing can be kept. `context` is an absolute path. */
export function digestStore({ kept }: Pick<Io, 'kept'>, context: string): DigestStore | undefined {
  if (kept === undefined) return undefined;
  const file = `digests/${keptName(context)}`;
  return {
    read: () => kept.read(file),
    write: (bytes) => void kept.write(file, bytes, () => removeOldest(join(kept.path, 'digests'), MOST_CONTEXTS)),
  };
}
