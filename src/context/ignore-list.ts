// The ignore file of a build context as a list that can be asked.

import type { IgnoreList } from '../model/ignore-list.ts';
import type { Result } from '../syntax/go/result.ts';
import { success } from '../syntax/go/result.ts';
import { createMatcher, readIgnoreFile } from './dockerignore.ts';

/** Reads the text of an ignore file; fails as BuildKit does where a line is too long or a pattern is none. */
export function readIgnoreList(text: string): Result<IgnoreList> {
  const patterns = readIgnoreFile(text);
  if (!patterns.ok) return patterns;
  const matcher = createMatcher(patterns.value);
  return matcher.ok ? success({ patterns: patterns.value, ...matcher.value }) : matcher;
}
