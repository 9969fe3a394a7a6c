// The patterns of `${name#pattern}`, `${name%pattern}` and `${name/pattern/replacement}`, without regular expressions.

import { type Result, failure, success } from './go/result.ts';
import { characterAt, characterWidth, skipByteOrderMark, skipName } from './go/scanner.ts';

/** What `replaceAll` fails with when its result would exceed the limit. */
export const TOO_LONG = 'the expansion is too long';

/** Stands for `?` among the UTF-16 units of a segment: any one character but a line feed. */
const ANY = -1;

/** A stretch of a pattern without `*`. */
interface Segment {
  readonly units: readonly number[];
  /** For each prefix of `units`, the length of the longest proper prefix that it also ends in; undefined with a `?`. */
  readonly borders: readonly number[] | undefined;
}

/** Segments with one `*` between each two; a `*` takes any characters of one line. */
interface Pattern {
  readonly first: Segment;
  readonly rest: readonly Segment[];
}

interface Match {
  readonly start: number;
  readonly end: number;
}

/** `value` without the shortest (or longest) prefix that `pattern` describes, unchanged if there is none. */
export function trimPrefix(pattern: string, value: string, longest: boolean): Result<string> {
  const parsed = parsePattern(pattern);
  if (!parsed.ok) return parsed;
  return success(value.slice(matchAt(parsed.value, value, 0, longest) ?? 0));
}

/**
 * `value` without the shortest (or longest) suffix that `pattern` describes, unchanged if there is none. BuildKit
 * reverses both texts and trims a prefix, so an error quotes the reversed pattern.
 */
export function trimSuffix(pattern: string, value: string, longest: boolean): Result<string> {
  const parsed = parsePattern(reversePattern(pattern));
  if (!parsed.ok) return parsed;
  const length = matchAt(parsed.value, reverse(Array.from(value)), 0, longest) ?? 0;
  return success(value.slice(0, value.length - length));
}

/** `value` with the leftmost match of `pattern`, as long as it gets, replaced. */
export function replaceFirst(pattern: string, value: string, replacement: string): Result<string> {
  const parsed = parsePattern(pattern);
  if (!parsed.ok) return parsed;
  const match = search(parsed.value, value, 0);
  return success(match === undefined ? value : value.slice(0, match.start) + replacement + value.slice(match.end));
}

/**
 * `value` with every match of `pattern` replaced, by the rules of Go's `Regexp.ReplaceAllString`: in the replacement
 * `$0` stands for the match, `$$` for `$`, other groups and names for nothing.
 */
export function replaceAll(pattern: string, value: string, replacement: string, limit: number): Result<string> {
  const parsed = parsePattern(pattern);
  if (!parsed.ok) return parsed;
  const template = parseTemplate(replacement);
  let text = '';
  let copied = 0;
  for (let at = 0; at <= value.length;) {
    const match = search(parsed.value, value, at);
    if (match === undefined) break;
    text += value.slice(copied, match.start);
    const copies = (template.length - 1) * (match.end - match.start);
    if (text.length + replacement.length + copies > limit) return failure(TOO_LONG);
    // An empty match right behind another match is not replaced.
    if (match.end > copied || match.start === 0) text += template.join(value.slice(match.start, match.end));
    copied = match.end;
    at = match.end > at ? match.end : at + characterWidth(value, at);
  }
  return success(text + value.slice(copied));
}

/** `*`, `?`, `}`, `/` and the backslash are all that may be escaped (lex.go: convertShellPatternToRegex). */
function parsePattern(pattern: string): Result<Pattern> {
  const segments: number[][] = [];
  let units: number[] = [];
  for (let at = skipByteOrderMark(pattern); at < pattern.length; at++) {
    let unit = pattern.charCodeAt(at);
    if (pattern[at] === '*') {
      if (units.length > 0 || segments.length === 0) segments.push(units);
      units = [];
      continue;
    }
    if (pattern[at] === '?') unit = ANY;
    else if (pattern[at] === '\\') {
      at++;
      if (!isEscapable(pattern[at])) {
        const escaped = characterAt(pattern, at) || '\ufffd';
        return failure(`invalid pattern (${pattern}) in substitution: invalid escape '\\${escaped}'`);
      }
      unit = pattern.charCodeAt(at);
    }
    units.push(unit);
  }
  const [first = units, ...rest] = segments;
  if (segments.length > 0) rest.push(units);
  return success({ first: toSegment(first), rest: rest.map(toSegment) });
}

function isEscapable(character: string | undefined): boolean {
  switch (character) {
    case '*':
    case '?':
    case '\\':
    case '}':
    case '/':
      return true;
    default:
      return false;
  }
}

function toSegment(units: readonly number[]): Segment {
  if (units.includes(ANY)) return { units, borders: undefined };
  const borders = [0];
  let length = 0;
  for (let at = 1; at < units.length; at++) {
    while (length > 0 && units[at] !== units[length]) length = borders[length - 1] ?? 0;
    if (units[at] === units[length]) length++;
    borders.push(length);
  }
  return { units, borders };
}

/** Characters in reverse order, but a backslash stays before the character that it escapes (lex.go: reversePattern). */
function reversePattern(pattern: string): string {
  const pieces: string[] = [];
  for (let at = 0; at < pattern.length;) {
    const start = at;
    if (pattern[at] === '\\') at++;
    at += characterWidth(pattern, at);
    pieces.push(pattern.slice(start, at));
  }
  return reverse(pieces);
}

function reverse(pieces: readonly string[]): string {
  let text = '';
  for (let at = pieces.length - 1; at >= 0; at--) text += pieces[at];
  return text;
}

/**
 * Where `pattern` ends if it starts at `start`. The earliest place for each segment leaves the most room for the next,
 * and a line feed is matched by a line feed only, so no choice has to be taken back.
 */
function matchAt({ first, rest }: Pattern, value: string, start: number, longest: boolean): number | undefined {
  let at = segmentEnd(first, value, start);
  let line = -1;
  for (const [index, next] of rest.entries()) {
    if (at === undefined) return undefined;
    if (at > line) line = lineEnd(value, at);
    const isLast = index === rest.length - 1;
    const place = find(next, value, at, line, isLast && longest);
    at = place === undefined ? undefined : segmentEnd(next, value, place);
  }
  return at;
}

/** The leftmost match that starts at `from` or later, as long as it gets. */
function search(pattern: Pattern, value: string, from: number): Match | undefined {
  const { first, rest } = pattern;
  /** No match has its first segment end before this offset, or in the same line behind it. */
  let hopeless = -1;
  for (let start = find(first, value, from, value.length, false); start !== undefined;) {
    const firstEnd = segmentEnd(first, value, start) ?? start;
    if (firstEnd > hopeless) {
      const end = rest.length === 0 ? firstEnd : matchAt(pattern, value, start, true);
      if (end !== undefined) return { start, end };
      hopeless = lineEnd(value, firstEnd);
    }
    const widest = first.units.length * (first.borders === undefined ? 2 : 1);
    start = find(first, value, Math.max(start + 1, hopeless + 1 - widest), value.length, false);
  }
  return undefined;
}

/** The first (or last) place for a segment that starts between `from` and `to`, both included. */
function find(segment: Segment, value: string, from: number, to: number, last: boolean): number | undefined {
  const { units, borders } = segment;
  if (from > to) return undefined;
  if (units.length === 0) return last ? to : from;
  return borders === undefined
    ? findWild(segment, value, from, to, last)
    : findLiteral(units, borders, value, from, to, last);
}

/** Knuth, Morris and Pratt: each unit of `value` is looked at once. */
function findLiteral(
  units: readonly number[],
  borders: readonly number[],
  value: string,
  from: number,
  to: number,
  last: boolean,
): number | undefined {
  const end = Math.min(value.length, to + units.length);
  let found: number | undefined;
  let matched = 0;
  for (let at = from; at < end; at++) {
    const unit = value.charCodeAt(at);
    while (matched > 0 && units[matched] !== unit) matched = borders[matched - 1] ?? 0;
    if (units[matched] === unit) matched++;
    if (matched < units.length) continue;
    found = at + 1 - matched;
    if (!last) return found;
    matched = borders[matched - 1] ?? 0;
  }
  return found;
}

/** With a `?` every place is tried: time is the product of both lengths, as in Go, and the caller bounds it. */
function findWild(segment: Segment, value: string, from: number, to: number, last: boolean): number | undefined {
  let found: number | undefined;
  for (let at = from; at <= to; at++) {
    if (isInsideCharacter(value, at) || segmentEnd(segment, value, at) === undefined) continue;
    found = at;
    if (!last) break;
  }
  return found;
}

function segmentEnd({ units }: Segment, value: string, start: number): number | undefined {
  let at = start;
  for (const unit of units) {
    if (unit !== ANY) {
      if (value.charCodeAt(at) !== unit) return undefined;
      at++;
    } else {
      if (at >= value.length || value[at] === '\n') return undefined;
      at += characterWidth(value, at);
    }
  }
  return at;
}

/**
 * The parts of a replacement between its references to the match; references to groups that no pattern has are dropped
 * (regexp.go: Regexp.expand).
 */
function parseTemplate(replacement: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let copied = 0;
  for (let dollar = replacement.indexOf('$'); dollar !== -1; dollar = replacement.indexOf('$', copied)) {
    part += replacement.slice(copied, dollar);
    const group = groupAt(replacement, dollar + 1);
    if (group === undefined) part += '$';
    else if (group.name === '0') {
      parts.push(part);
      part = '';
    }
    copied = group?.end ?? dollar + (replacement[dollar + 1] === '$' ? 2 : 1);
  }
  return [...parts, part + replacement.slice(copied)];
}

/** The group reference whose name, bare or in braces, starts at `start`. */
function groupAt(text: string, start: number): { readonly name: string; readonly end: number } | undefined {
  const braces = text[start] === '{';
  const from = braces ? start + 1 : start;
  const end = skipName(text, from);
  if (end === from || (braces && text[end] !== '}')) return undefined;
  return { name: text.slice(from, end), end: braces ? end + 1 : end };
}

/** The offset of the line feed at or behind `at`, or the end of the text. */
function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found === -1 ? text.length : found;
}

function isInsideCharacter(text: string, at: number): boolean {
  return at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}
