// Which part of an instruction a cursor is in: its keyword, a flag, an argument.

import { skipSpace } from '../../syntax/go/space.ts';
import { type Cursor, keywordEnd, type Stretch, wordEnd, wordStart } from './cursor.ts';

export type Place =
  | { readonly kind: 'keyword'; readonly word: Stretch }
  /** `word` is the name with its dashes, up to a `=`. */
  | { readonly kind: 'flag'; readonly word: Stretch; readonly hasValue: boolean }
  | { readonly kind: 'value'; readonly flag: string; readonly word: Stretch }
  /** `index` counts the words in front; of the JSON form, its strings. A flag can be put there, too, where `mayBeFlag`. */
  | {
      readonly kind: 'argument';
      readonly word: Stretch;
      readonly index: number;
      readonly isJson: boolean;
      readonly mayBeFlag: boolean;
      /** Where the first argument starts, or may start. */
      readonly start: number;
    };

/** Any cursor has a place; undefined between the strings of the JSON form. */
export function placeOf({ line: { text }, at }: Cursor): Place | undefined {
  const end = keywordEnd(text);
  if (at <= end) return { kind: 'keyword', word: { start: 0, end } };
  let start = skipSpace(text, end);
  while (start < at && text.startsWith('--', start)) {
    const flagEnd = quotedEnd(text, start);
    if (at <= flagEnd) return flagPlace(text, at, { start, end: flagEnd });
    if (flagEnd === start + 2) return argumentPlace(text, at, skipSpace(text, flagEnd), false);
    start = skipSpace(text, flagEnd);
  }
  return argumentPlace(text, at, start, true);
}

/** Where the first argument of a logical line starts: behind its flags, and behind the `--` that ends them. */
export function argumentsStart(text: string): number {
  let start = skipSpace(text, keywordEnd(text));
  while (text.startsWith('--', start)) {
    const end = quotedEnd(text, start);
    const isLast = end === start + 2;
    start = skipSpace(text, end);
    if (isLast) break;
  }
  return start;
}

function flagPlace(text: string, at: number, { start, end }: Stretch): Place {
  const equals = text.indexOf('=', start);
  if (equals === -1 || equals >= end) return { kind: 'flag', word: { start, end }, hasValue: false };
  if (at <= equals) return { kind: 'flag', word: { start, end: equals }, hasValue: true };
  return { kind: 'value', flag: text.slice(start + 2, equals), word: { start: equals + 1, end } };
}

function argumentPlace(text: string, at: number, start: number, flagsGoOn: boolean): Place | undefined {
  const first = Math.min(start, at);
  if (text[start] === '[' && at > start) return jsonPlace(text, at, start);
  const word = { start: Math.max(wordStart(text, at), first), end: wordEnd(text, at) };
  const index = countWords(text, first, word.start);
  const mayBeFlag = flagsGoOn && index === 0 && /^-?$/.test(text.slice(word.start, at));
  return { kind: 'argument', word, index, isJson: false, mayBeFlag, start: first };
}

function jsonPlace(text: string, at: number, start: number): Place | undefined {
  let opened = -1;
  let index = 0;
  for (let place = start + 1; place < at; place++) {
    const character = text[place];
    if (character === '\\' && opened !== -1) {
      place++;
    } else if (character === '"') {
      if (opened !== -1) index++;
      opened = opened === -1 ? place + 1 : -1;
    }
  }
  if (opened === -1 || opened > at) return undefined;
  let end = at;
  while (end < text.length && !/[",\]]/.test(text.charAt(end))) end++;
  return { kind: 'argument', word: { start: opened, end }, index, isJson: true, mayBeFlag: false, start };
}

/** The end of a flag: quotes protect blanks in it. */
function quotedEnd(text: string, start: number): number {
  let quote = '';
  let at = start;
  for (; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote === '' && skipSpace(text, at, at + 1) > at) break;
    if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
  }
  return at;
}

function countWords(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = skipSpace(text, start, end); at < end; at = skipSpace(text, wordEnd(text, at), end)) count++;
  return count;
}
