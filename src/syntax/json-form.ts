// The JSON form of arguments: `["a", "b"]`.

import type { Word } from './ast.ts';
import { type Folded, FoldedBuilder } from './folded.ts';
import { skipSpace, trimStart } from './go/space.ts';

/** BuildKit refuses an array that holds something else than strings; all other text that is no array is the plain form. */
export type JsonForm = 'not JSON' | 'not all strings' | readonly Word[];

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Go's encoding/json refuses deeper nesting. */
const DEEPEST = 10_000;

/** Reads `rest` as an array of strings; the words' spans include the quotes (line_parsers.go: parseJSON). */
export function readJsonForm(rest: Folded): JsonForm {
  const { text } = rest;
  let at = skipSpace(text);
  if (text[at] !== '[') return 'not JSON';
  const words: Word[] = [];
  at = skipJsonSpace(text, at + 1);
  if (text[at] === ']') return skipJsonSpace(text, at + 1) === text.length ? words : 'not JSON';
  for (;;) {
    if (text[at] !== '"') return isArray(trimStart(text)) ? 'not all strings' : 'not JSON';
    const word = readString(rest, at);
    if (word === undefined) return 'not JSON';
    words.push(word.value);
    at = skipJsonSpace(text, word.end);
    if (text[at] === ']') return skipJsonSpace(text, at + 1) === text.length ? words : 'not JSON';
    if (text[at] !== ',') return 'not JSON';
    at = skipJsonSpace(text, at + 1);
  }
}

function skipJsonSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t' || text[at] === '\n' || text[at] === '\r') at++;
  return at;
}

/** The string whose opening quote stands at `from`; undefined where Go would not read it. */
function readString(rest: Folded, from: number): { readonly value: Word; readonly end: number } | undefined {
  const { text } = rest;
  let word: FoldedBuilder | undefined;
  let run = from + 1;
  let at = run;
  for (; text[at] !== '"'; at++) {
    const code = text.charCodeAt(at);
    if (Number.isNaN(code) || code < 0x20) return undefined;
    if (code !== 0x5c) continue;
    const escaped = readEscape(text, at);
    if (escaped === undefined) return undefined;
    word ??= new FoldedBuilder();
    word.addSlice(rest, run, at);
    const { start, end } = rest.spanOf(at, escaped.end);
    word.addEscape(escaped.value, start, end - start);
    run = escaped.end;
    at = run - 1;
  }
  const bounds = rest.spanOf(from, at + 1);
  word?.addSlice(rest, run, at);
  return { value: word?.build(bounds) ?? rest.slice(run, at, bounds), end: at + 1 };
}

function readEscape(text: string, at: number): { readonly value: string; readonly end: number } | undefined {
  const letter = text[at + 1];
  if (letter !== 'u') {
    const value = ESCAPES.get(letter ?? '');
    return value === undefined ? undefined : { value, end: at + 2 };
  }
  const first = readHex(text, at + 2);
  if (first === undefined) return undefined;
  const isHigh = first >= 0xd800 && first < 0xdc00;
  const second = isHigh && text.startsWith('\\u', at + 6) ? readHex(text, at + 8) : undefined;
  if (second !== undefined && second >= 0xdc00 && second < 0xe000) {
    return { value: String.fromCharCode(first, second), end: at + 12 };
  }
  const isSurrogate = first >= 0xd800 && first < 0xe000;
  return { value: isSurrogate ? '\ufffd' : String.fromCharCode(first), end: at + 6 };
}

function readHex(text: string, at: number): number | undefined {
  const digits = text.slice(at, at + 4);
  return /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

/** Whether Go decodes the whole text into an array of anything. */
function isArray(text: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return false;
  }
  return Array.isArray(value) && isWithinGo(value);
}

/** Go refuses numbers that no float64 holds, and values that are nested too deep. */
function isWithinGo(root: unknown): boolean {
  const open = [{ value: root, depth: 1 }];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    const { value, depth } = item;
    if (typeof value === 'number' && !Number.isFinite(value)) return false;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > DEEPEST) return false;
    for (const child of Object.values(value)) open.push({ value: child, depth: depth + 1 });
  }
  return true;
}
