// The ignore file of a build context as a list that can be asked.

import { relative } from 'node:path';
import type { ContextSource } from '../model/context-source.ts';
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

/**
 * What is wrong with the ignore file of a context, in one line that begins with its place; undefined for nothing.
 * BuildKit carries out no build with such a file.
 */
export function ignoreFileProblem(context: ContextSource, workingFolder: string): string | undefined {
  const file = context.ignoreFile();
  const list = file === undefined ? undefined : readIgnoreList(file.text);
  if (file === undefined || list === undefined || list.ok) return undefined;
  const line = file.text.split('\n').findIndex((text) => !readIgnoreList(text).ok) + 1;
  return `${relative(workingFolder, file.path)}:${line}: ${list.error}; docker build refuses it: mend the line or delete it`;
}
