// What Go's package path/filepath does with a pattern, on a system that separates with `/`.

import { matchesTokens, type NameToken } from './name-match.ts';

type CharacterTest = Exclude<NameToken<number>, '*'>;

interface Element {
  readonly end: number;
  readonly matches: CharacterTest;
}

/**
 * Whether `filepath.Match(pattern, ".")` gives no error. Go reads a pattern in chunks, each up to the next `*`, and
 * ends at the first that does not match the name: what is wrong behind it goes unnoticed.
 */
export function isValidPattern(pattern: string): boolean {
  const first = readChunk(pattern, 0);
  if (first === undefined || !first.isDot) return first !== undefined;
  return readChunk(pattern, first.end) !== undefined;
}

/**
 * What `path.Match` says of names, for a pattern without `/`. Nothing matches what is no pattern.
 * Takes time in proportion to the product of both lengths at most.
 */
export function namePattern(pattern: string): (name: string) => boolean {
  const tokens: NameToken<number>[] = [];
  for (let at = 0; at < pattern.length;) {
    if (pattern[at] === '*') {
      if (tokens.at(-1) !== '*') tokens.push('*');
      at++;
      continue;
    }
    const element = readElement(pattern, at);
    if (element === undefined) return () => false;
    tokens.push(element.matches);
    at = element.end;
  }
  if (tokens.length === 1 && tokens[0] === '*') return () => true;
  return (name) =>
    matchesTokens(
      tokens,
      Array.from(name, (character) => character.codePointAt(0) ?? 0),
    );
}

interface Chunk {
  readonly end: number;
  /** It is one character or class, and one that matches the name `.`. */
  readonly isDot: boolean;
}

const dot = 0x2e;

/** Stars and what follows up to the next one. Undefined where the syntax is wrong. */
function readChunk(pattern: string, start: number): Chunk | undefined {
  let at = start;
  while (pattern[at] === '*') at++;
  let isDot = false;
  for (let elements = 1; at < pattern.length && pattern[at] !== '*'; elements++) {
    const element = readElement(pattern, at);
    if (element === undefined) return undefined;
    isDot = elements === 1 && element.matches(dot);
    at = element.end;
  }
  return { end: at, isDot };
}

function readElement(pattern: string, at: number): Element | undefined {
  if (pattern[at] === '[') return readClass(pattern, at);
  const isEscaped = pattern[at] === '\\';
  const codePoint = pattern.codePointAt(isEscaped ? at + 1 : at);
  if (codePoint === undefined) return undefined;
  const end = at + (isEscaped ? 1 : 0) + widthOf(codePoint);
  return { end, matches: pattern[at] === '?' ? () => true : (other) => other === codePoint };
}

function readClass(pattern: string, open: number): Element | undefined {
  const negated = pattern[open + 1] === '^';
  let at = negated ? open + 2 : open + 1;
  const ranges: (readonly [first: number, last: number])[] = [];
  while (ranges.length === 0 || pattern[at] !== ']') {
    const first = readBound(pattern, at);
    const last = first !== undefined && pattern[first.end] === '-' ? readBound(pattern, first.end + 1) : first;
    if (first === undefined || last === undefined) return undefined;
    ranges.push([first.codePoint, last.codePoint]);
    at = last.end;
  }
  const holds = (other: number): boolean => ranges.some(([first, last]) => first <= other && other <= last);
  return { end: at + 1, matches: (other) => holds(other) !== negated };
}

/** One end of a range; there must be something behind it. */
function readBound(pattern: string, start: number): { readonly codePoint: number; readonly end: number } | undefined {
  if (pattern[start] === '-' || pattern[start] === ']') return undefined;
  const at = pattern[start] === '\\' ? start + 1 : start;
  const codePoint = pattern.codePointAt(at);
  if (codePoint === undefined) return undefined;
  const end = at + widthOf(codePoint);
  return end < pattern.length ? { codePoint, end } : undefined;
}

/** In UTF-16. */
function widthOf(codePoint: number): number {
  return codePoint > 0xff_ff ? 2 : 1;
}
