// The suite `dockerignore`: what is read from an ignore file, and which paths it leaves out.

import { createMatcher, readIgnoreFile } from '../../src/context/dockerignore.ts';
import { difference } from './difference.ts';

export interface DockerignoreRecord {
  readonly ignore: string;
  readonly patterns?: readonly string[] | null;
  readonly paths?: readonly string[] | null;
  readonly ignored?: readonly boolean[] | null;
  readonly error?: string;
}

export function compareDockerignore(record: DockerignoreRecord): string | undefined {
  const read = readIgnoreFile(record.ignore);
  if (!read.ok) return difference(record.error, read.error, 'error');
  const patterns = difference(record.patterns, read.value, 'patterns');
  if (patterns !== undefined) return patterns;
  const paths = record.paths ?? [];
  const answer = answers(read.value, paths);
  const error = difference(record.error, typeof answer === 'string' ? answer : undefined, 'error');
  if (error !== undefined || typeof answer === 'string') return error;
  const wrong = paths.findIndex((_, index) => answer[index] !== (record.ignored?.[index] ?? false));
  if (wrong === -1) return undefined;
  return difference(!answer[wrong], answer[wrong], JSON.stringify(paths[wrong]));
}

/** One answer a path, or the error. */
function answers(patterns: readonly string[], paths: readonly string[]): readonly boolean[] | string {
  const matcher = createMatcher(patterns);
  if (!matcher.ok) return matcher.error;
  const ignored: boolean[] = [];
  for (const path of paths) {
    const result = matcher.value.ignores(path);
    if (!result.ok) return result.error;
    ignored.push(result.value);
  }
  return ignored;
}
