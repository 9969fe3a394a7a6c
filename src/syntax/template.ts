// Files that are to become Dockerfiles.

import type { Dockerfile } from './ast.ts';
import { isOfTemplate } from './recovery.ts';

/** A line that the builder refuses is one of a template language, or a word that stands for something else. */
export function isTemplate({ instructions }: Dockerfile): boolean {
  return instructions.some(isOfTemplate);
}

/**
 * A line that the builder refuses may be one of a template language: of what stands between such lines, nobody knows
 * what stays, and their marks stand in other lines, too.
 */
export function mayBeTemplate({ instructions }: Dockerfile): boolean {
  return instructions.some(({ kind }) => kind === 'Unknown');
}
