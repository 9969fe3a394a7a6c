// Whether paths of commands, with wildcards in them, name a path.

import { trimPrefix } from '../../syntax/pattern.ts';
import type { NamedPath } from './named-path.ts';

/** Whether `named` is certain to name `path`, which is absolute and clean. A wildcard that nobody can read names nothing. */
export function names(named: NamedPath, path: string): boolean {
  return named.path !== undefined && matches(named, partsOf(named.path), partsOf(path));
}

/** Whether `named` names `path` or a folder around it. */
export function namesAround(named: NamedPath, path: string): boolean {
  if (named.path === undefined) return false;
  const pattern = partsOf(named.path);
  return matches(named, pattern, partsOf(path).slice(0, pattern.length));
}

/** Whether `path` lies in the folder `folder`, at any depth. Both are absolute and clean. */
export function isBelow(path: string, folder: string): boolean {
  return path !== folder && path.startsWith(folder === '/' ? folder : `${folder}/`);
}

function matches({ hasWildcard }: NamedPath, pattern: readonly string[], path: readonly string[]): boolean {
  if (pattern.length !== path.length) return false;
  return pattern.every((part, at) => fits(part, path[at] ?? '', hasWildcard));
}

function partsOf(path: string): readonly string[] {
  return path === '/' ? [] : path.slice(1).split('/');
}

function fits(part: string, name: string, hasWildcard: boolean): boolean {
  if (part === name) return true;
  // The pattern language of `${name#pattern}` has no brackets, and reads `\` as the shell does.
  if (!hasWildcard || !/[*?]/.test(part) || /[[\\]/.test(part)) return false;
  if (name.startsWith('.') && !part.startsWith('.')) return false;
  const rest = trimPrefix(part, name, true);
  return rest.ok && rest.value === '';
}
