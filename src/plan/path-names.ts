// Paths as the names that they are made of, some of which may be patterns.

/** Without what says nothing. */
export function namesOf(path: string): readonly string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}

/** Whether `*`, `?` or `[` stands in it without a backslash (solver/llbsolver/ops: containsWildcards). */
export function hasWildcard(path: string): boolean {
  return wildcardIn(path) !== -1;
}

/** Where the first name that is a pattern starts; the length of a path without patterns. */
export function startOfPattern(path: string): number {
  const at = wildcardIn(path);
  return at === -1 ? path.length : path.lastIndexOf('/', at) + 1;
}

function wildcardIn(path: string): number {
  for (let at = 0; at < path.length; at++) {
    const character = path[at];
    if (character === '\\') at++;
    else if (character === '*' || character === '?' || character === '[') return at;
  }
  return -1;
}
