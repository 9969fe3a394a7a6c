// What a .gitignore file leaves out, as git reads it: gitignore(5) and git's wildmatch.c.

import { compileGlob, type Segment } from './gitignore-glob.ts';

/** What one .gitignore says of a path: left out, not left out, or `undefined` where none of its patterns matches. */
export type Ignores = (path: readonly string[], isFolder: boolean) => boolean | undefined;

interface Rule {
  readonly segments: readonly Segment[];
  /** `!pattern`: not left out after all. */
  readonly negated: boolean;
  readonly foldersOnly: boolean;
}

/**
 * Reads the text of a .gitignore file, or such patterns from elsewhere, a line each. The function that it gives takes the names on the way from that file's folder to
 * the path in question. Folders that are left out must not be looked into: git does not, whatever the patterns say then.
 */
export function parseGitignore(text: string): Ignores {
  const rules = text
    .replace(/^\u{feff}/u, '')
    .split('\n')
    .map(parseRule)
    .filter((rule) => rule !== undefined);
  return (path, isFolder) => {
    const rule = rules.findLast(
      ({ segments, foldersOnly }) => (isFolder || !foldersOnly) && matchesPath(segments, path),
    );
    return rule && !rule.negated;
  };
}

/** Whether a line of a .gitignore is one that can match something. */
export function isPattern(line: string): boolean {
  return parseRule(line) !== undefined;
}

/** Whether a path, or one of the folders that it lies in, is left out: in those git would not look. */
export function leavesOut(ignores: Ignores, path: readonly string[]): boolean {
  return path.some((_, index) => ignores(path.slice(0, index + 1), index < path.length - 1) === true);
}

function parseRule(line: string): Rule | undefined {
  let pattern = withoutTrailingSpaces(line.endsWith('\r') ? line.slice(0, -1) : line);
  if (pattern.startsWith('#')) return undefined;
  const negated = pattern.startsWith('!');
  if (negated) pattern = pattern.slice(1);
  const foldersOnly = pattern.endsWith('/');
  if (foldersOnly) pattern = pattern.slice(0, -1);
  const anywhere = !pattern.includes('/');
  const segments = compileGlob(pattern.startsWith('/') ? pattern.slice(1) : pattern);
  return segments && { segments: anywhere ? ['**', ...segments] : segments, negated, foldersOnly };
}

/** Spaces at the end do not count, unless a backslash stands before them. */
function withoutTrailingSpaces(line: string): string {
  let end = 0;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === ' ') continue;
    if (line[at] === '\\') at++;
    end = at + 1;
  }
  return line.slice(0, end);
}

/** `**` takes any number of names, at the end of a pattern at least one. */
function matchesPath(segments: readonly Segment[], path: readonly string[]): boolean {
  let at = 0;
  let name = 0;
  let retry: { readonly at: number; name: number } | undefined;
  while (name < path.length) {
    const segment = segments[at];
    if (segment === '**') {
      retry = { at: ++at, name };
    } else if (segment?.(path[name] ?? '') === true) {
      at++;
      name++;
    } else {
      if (retry === undefined) return false;
      at = retry.at;
      name = ++retry.name;
    }
  }
  return at === segments.length;
}
