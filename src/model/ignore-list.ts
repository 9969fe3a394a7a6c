// What a file's evaluation wants to know of the build context: which paths its ignore file leaves out.

import type { Result } from '../syntax/go/result.ts';

/** Filled by `readIgnoreFile` and `createMatcher` of the build context. */
export interface IgnoreList {
  readonly patterns: readonly string[];
  /** Some pattern starts with `!`. */
  readonly hasExclusions: boolean;
  /** Whether a clean path below the context's root is left out; an error where a pattern has a wrong syntax. */
  ignores(path: string): Result<boolean>;
  /** The pattern for which a path is left out; undefined where it is not. */
  leftOutBy(path: string): Result<string | undefined>;
}
