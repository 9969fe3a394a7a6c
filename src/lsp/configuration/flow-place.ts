// The place of a cursor in JSON, and in what YAML has in brackets.

import type { Way } from '../../config/schema-part.ts';
import { type ConfigurationPlace, GivenKeys, unquoted } from './place.ts';

interface Container {
  readonly isMap: boolean;
  readonly way: Way;
  /** The key whose value comes next. */
  key: string | undefined;
  index: number;
}

/** Deeper than any configuration. */
const DEEPEST = 100;

/**
 * Reads from the bracket at `start` on, which has the way `way`, to its end or that of the text. Undefined where the cursor
 * is outside, or where nothing can be typed.
 */
export function flowPlace(
  text: string,
  offset: number,
  { start, way, style }: { readonly start: number; readonly way: Way; readonly style: 'json' | 'flow' },
): ConfigurationPlace | undefined {
  const keys = new GivenKeys();
  const open: Container[] = [];
  let found: ConfigurationPlace | undefined;
  let hasPassed = false;
  const place = (from: number, to: number, inside: Container): void => {
    const { isMap, key, index } = inside;
    const isKey = isMap && key === undefined;
    const own = isKey ? inside.way : [...inside.way, isMap ? (key ?? '') : String(index)];
    const given = keys.of(inside.way);
    const hasColon = /^\s*:/.test(text.slice(to, to + 20));
    const word = unquoted(text.slice(from, to));
    found = {
      kind: isKey ? 'key' : 'value',
      way: own,
      span: { start: from, end: to },
      text: word,
      hasColon,
      given,
      style,
      indent: 0,
    };
  };
  for (let at = start; at < text.length;) {
    const inside = open.at(-1);
    if (!hasPassed && at >= offset) {
      hasPassed = true;
      const touches = at === offset && /[\w"'$./]/.test(text.charAt(at));
      if (inside !== undefined && !touches) place(offset, offset, inside);
    }
    const character = text.charAt(at);
    if (character === '{' || character === '[') {
      if (open.length >= DEEPEST) return undefined;
      open.push({ isMap: character === '{', way: wayTo(inside, way), key: undefined, index: 0 });
      at++;
    } else if (character === '}' || character === ']') {
      open.pop();
      if (open.length === 0) return found;
      at++;
    } else if (character === ',') {
      if (inside !== undefined) Object.assign(inside, { key: undefined, index: inside.index + 1 });
      at++;
    } else if (character === '#' || text.startsWith('//', at)) {
      const end = endOfLine(text, at);
      if (at < offset && offset <= end) return undefined;
      at = end;
    } else if (character === ':' || /\s/.test(character)) {
      at++;
    } else {
      const end = wordEnd(text, at);
      if (inside !== undefined && at <= offset && offset <= end) {
        hasPassed = true;
        place(at, end, inside);
      }
      readWord(inside, unquoted(text.slice(at, end)), keys);
      at = end;
    }
  }
  const inside = open.at(-1);
  if (!hasPassed && inside !== undefined) place(offset, offset, inside);
  return found;
}

/** Behind the bracket that closes the one at `start`; the end of the text where there is none. */
export function flowEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length;) {
    const character = text.charAt(at);
    if (character === '[' || character === '{') depth++;
    if (character === ']' || character === '}') depth--;
    if (depth === 0) return at + 1;
    at = character === '"' || character === "'" ? wordEnd(text, at) : at + 1;
  }
  return text.length;
}

/** A word is the key of a map whose value comes next, or a value. */
function readWord(inside: Container | undefined, word: string, keys: GivenKeys): void {
  if (inside === undefined || !inside.isMap || inside.key !== undefined) return;
  inside.key = word;
  keys.of(inside.way).add(word);
}

function wayTo(inside: Container | undefined, way: Way): Way {
  if (inside === undefined) return way;
  return [...inside.way, inside.isMap ? (inside.key ?? '') : String(inside.index)];
}

/** A string ends in its line at the latest. */
function wordEnd(text: string, start: number): number {
  const quote = text.charAt(start);
  let at = start + 1;
  if (quote === '"' || quote === "'") {
    while (at < text.length && text[at] !== quote && text[at] !== '\n' && text[at] !== '\r')
      at += text[at] === '\\' ? 2 : 1;
    return Math.min(text.length, text[at] === quote ? at + 1 : at);
  }
  while (at < text.length && !/[\s,:[\]{}"]/.test(text.charAt(at))) at++;
  return at;
}

export function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}
