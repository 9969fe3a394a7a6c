// One pattern of an ignore file made into a test of paths, as `Pattern.compile` of moby/patternmatcher reads it.

import { matchesPathOrParent } from './match.ts';
import { parseRegexp } from './regexp.ts';

/** A clean path below the context's root, as text and as code points. */
export class ContextPath {
  readonly text: string;
  #codePoints: readonly number[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get codePoints(): readonly number[] {
    this.#codePoints ??= Array.from(this.text, (character) => character.codePointAt(0) ?? 0);
    return this.#codePoints;
  }
}

/** Whether a path, or a folder that it lies in, is what the pattern means. */
export type PathTest = (path: ContextPath) => boolean;

/**
 * Compiles a cleaned pattern. Undefined where its regular expression is none, which BuildKit only notices when it
 * first needs the pattern.
 */
export function compilePathPattern(pattern: string): PathTest | undefined {
  const { kind, regexp } = translate(pattern);
  switch (kind) {
    case 'exact': {
      const inside = `${pattern}/`;
      return ({ text }) => text === pattern || text.startsWith(inside);
    }
    case 'prefix': {
      const prefix = pattern.slice(0, -2);
      return ({ text }) => text.startsWith(prefix);
    }
    case 'suffix':
      // BuildKit cuts two bytes; behind a byte order mark, what is left never matches.
      return pattern.startsWith('**') ? suffixTest(pattern.slice(2)) : () => false;
    case 'regexp': {
      const compiled = parseRegexp(regexp);
      const part = literalPart(pattern);
      return compiled && ((path) => path.text.includes(part) && matchesPathOrParent(compiled, path.codePoints));
    }
    default:
      kind satisfies never;
      return undefined;
  }
}

/** Whether the pattern means a path as it is written, and what lies in it. */
export function isPlainPath(pattern: string): boolean {
  return !/[*?[\]\\]/.test(pattern);
}

/** A text that is in everything that the pattern matches, as long as possible: most paths need no closer look. */
function literalPart(pattern: string): string {
  if (/[|{}^\\\uFEFF]/.test(pattern)) return '';
  const [start = ''] = pattern.split('[', 1);
  let longest = '';
  for (const part of start.split(/\*\*\/?|[*?]/)) if (part.length > longest.length) longest = part;
  return longest;
}

function isOrLiesIn(folder: string): PathTest {
  const inside = `${folder}/`;
  return ({ text }) => text === folder || text.startsWith(inside);
}

function suffixTest(suffix: string): PathTest {
  if (suffix === '') return () => true;
  const inside = `${suffix}/`;
  const name = suffix.startsWith('/') ? isOrLiesIn(suffix.slice(1)) : undefined;
  return (path) => path.text.endsWith(suffix) || path.text.includes(inside) || name?.(path) === true;
}

interface Translation {
  readonly kind: 'exact' | 'prefix' | 'suffix' | 'regexp';
  readonly regexp: string;
}

/**
 * BuildKit copies `|`, `{`, `}` and `^` as they are: its bitmap of characters to escape has no room for the first
 * three (`escapeBytes`). They only count where something else makes the pattern a regular expression.
 */
function translate(pattern: string): Translation {
  let kind: Translation['kind'] = 'exact';
  let regexp = '^';
  // Go's text/scanner skips a byte order mark.
  const start = pattern.startsWith('\uFEFF') ? 1 : 0;
  const tokens = /\*\*\/?|\\[^]|[^]/guy;
  tokens.lastIndex = start;
  for (let at = start; at < pattern.length; at = tokens.lastIndex) {
    const [token = ''] = tokens.exec(pattern) ?? [];
    if (token.startsWith('**')) {
      const atEnd = tokens.lastIndex === pattern.length;
      if (!atEnd) regexp += '(.*/)?';
      else if (kind !== 'exact') regexp += '.*';
      kind = kindOfStars(at === start, atEnd, kind);
    } else if (token === '*' || token === '?') {
      regexp += token === '*' ? '[^/]*' : '[^/]';
      kind = 'regexp';
    } else {
      regexp += '.+()$'.includes(token) ? `\\${token}` : token;
      if (token.startsWith('\\') || token === '[' || token === ']') kind = 'regexp';
    }
  }
  return { kind, regexp: `${regexp}$` };
}

function kindOfStars(atStart: boolean, atEnd: boolean, before: Translation['kind']): Translation['kind'] {
  if (atStart) return 'suffix';
  return atEnd && before === 'exact' ? 'prefix' : 'regexp';
}
