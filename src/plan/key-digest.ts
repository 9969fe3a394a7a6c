// A cache key in few characters, to be kept in files.

import { createHash } from 'node:crypto';
import type { CacheKey } from './cache-key.ts';

/** 64 bits in hexadecimal digits. */
export function keyDigest({ digest }: CacheKey): string {
  return createHash('sha256').update(digest).digest('hex').slice(0, 16);
}
