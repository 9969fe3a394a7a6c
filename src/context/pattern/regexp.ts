// The part of Go's regular expressions that the patterns of an ignore file turn into: how they are read.

import { readClass, readEscape, readNamedSet, single } from './character-class.ts';
import type { CharacterClass, Cursor } from './character-class.ts';

// The only group is `(.*/)?`, which stands for any number of folders and takes no count. So every count belongs
// to one set of characters, and a sequence can be matched by moving a set of positions from item to item.
export type Item =
  | { readonly kind: 'characters'; readonly set: CharacterClass; readonly min: number; readonly max: number }
  | { readonly kind: 'folders' }
  | { readonly kind: 'assertion'; readonly holds: Assertion };

export type Assertion = 'at start' | 'at end' | 'at word boundary' | 'not at word boundary';

/** The alternatives, in order. */
export type Regexp = readonly (readonly Item[])[];

const folders = '(.*/)?';
const notNewline: CharacterClass = { ...single(0x0a), negated: true };
const assertions = new Map<string, Assertion>([
  ['A', 'at start'],
  ['z', 'at end'],
  ['b', 'at word boundary'],
  ['B', 'not at word boundary'],
]);

/**
 * Reads a regular expression as `regexp.Compile` does. Undefined where Go refuses it.
 * Go takes a count on top of a count when an empty `\Q\E` stands between; here it is refused.
 */
export function parseRegexp(text: string): Regexp | undefined {
  const cursor: Cursor = { text, at: 0, lastNameEnd: text.lastIndexOf(':]') };
  const alternatives: Item[][] = [];
  do {
    const items = readSequence(cursor);
    if (items === undefined) return undefined;
    alternatives.push(items);
  } while (text[cursor.at++] === '|');
  return alternatives;
}

function readSequence(cursor: Cursor): Item[] | undefined {
  const { text } = cursor;
  const items: Item[] = [];
  let counted = false;
  while (cursor.at < text.length && text[cursor.at] !== '|') {
    const count = readCount(cursor);
    if (count !== undefined && (counted || !addCount(items, count))) return undefined;
    if (count === undefined && !readItem(cursor, items)) return undefined;
    counted = count !== undefined || items.at(-1)?.kind === 'folders';
  }
  return items;
}

function readItem(cursor: Cursor, items: Item[]): boolean {
  const { text } = cursor;
  if (text.startsWith(folders, cursor.at)) {
    cursor.at += folders.length;
    items.push({ kind: 'folders' });
    return true;
  }
  switch (text[cursor.at]) {
    case '^':
    case '$':
      items.push({ kind: 'assertion', holds: text[cursor.at++] === '^' ? 'at start' : 'at end' });
      return true;
    case '.':
      cursor.at++;
      return addCharacters(items, notNewline);
    case '[':
      return addCharacters(items, readClass(cursor));
    case '\\':
      return readBackslash(cursor, items);
    default:
      return addLiteral(cursor, items);
  }
}

function readBackslash(cursor: Cursor, items: Item[]): boolean {
  const letter = cursor.text[cursor.at + 1] ?? '';
  if (letter === 'Q') return readQuoted(cursor, items);
  const holds = assertions.get(letter);
  if (holds !== undefined) {
    cursor.at += 2;
    items.push({ kind: 'assertion', holds });
    return true;
  }
  const named = readNamedSet(cursor);
  if (named === 'invalid') return false;
  if (named !== 'none') return addCharacters(items, { ...named, negated: false });
  const codePoint = readEscape(cursor);
  return codePoint !== undefined && addCharacters(items, single(codePoint));
}

/** Everything up to `\E` or the end stands for itself. */
function readQuoted(cursor: Cursor, items: Item[]): boolean {
  const { text } = cursor;
  cursor.at += 2;
  const close = text.indexOf('\\E', cursor.at);
  const end = close === -1 ? text.length : close;
  while (cursor.at < end) addLiteral(cursor, items);
  if (close !== -1) cursor.at += 2;
  return true;
}

function addLiteral(cursor: Cursor, items: Item[]): boolean {
  const codePoint = cursor.text.codePointAt(cursor.at) ?? 0;
  cursor.at += codePoint > 0xff_ff ? 2 : 1;
  return addCharacters(items, single(codePoint));
}

function addCharacters(items: Item[], set: CharacterClass | undefined): boolean {
  if (set === undefined) return false;
  items.push({ kind: 'characters', set, min: 1, max: 1 });
  return true;
}

interface Count {
  readonly min: number;
  readonly max: number;
}

const largestCount = 1000;

/** Reads `*`, `{2}`, `{2,}` or `{2,3}`. A brace that starts nothing of the kind stands for itself. */
function readCount(cursor: Cursor): Count | undefined {
  if (cursor.text[cursor.at] === '*') {
    cursor.at++;
    return { min: 0, max: Infinity };
  }
  if (cursor.text[cursor.at] !== '{') return undefined;
  const braces = /\{(0|[1-9][0-9]*)(?:(,)(0|[1-9][0-9]*)?)?\}/y;
  braces.lastIndex = cursor.at;
  const match = braces.exec(cursor.text);
  if (match === null) return undefined;
  cursor.at = braces.lastIndex;
  const [, least = '', comma, most] = match;
  const min = Number(least);
  if (most !== undefined) return { min, max: Number(most) };
  return { min, max: comma === undefined ? min : Infinity };
}

/** Repeats the last item. False where nothing can be repeated or the numbers are not allowed. */
function addCount(items: Item[], { min, max }: Count): boolean {
  const item = items.pop();
  if (min > largestCount || (max > largestCount && max !== Infinity) || min > max) return false;
  switch (item?.kind) {
    case 'characters':
      if (item.min !== 1 || item.max !== 1) return false;
      items.push({ ...item, min, max });
      return true;
    case 'assertion':
      if (min > 0) items.push(item);
      return true;
    case 'folders':
    case undefined:
      return false;
    default:
      item satisfies never;
      return false;
  }
}
