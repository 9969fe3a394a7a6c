// Text that somebody meant as the JSON form of arguments: where it ends to be one, and how to make it one.

import { isSpace, trimBounds } from './go/space.ts';

export type JsonProblem =
  | 'blank'
  | 'control character'
  | 'empty element'
  | 'escape'
  | 'missing comma'
  | 'no bracket'
  | 'no closing quote'
  | 'no quotes'
  | 'quotes'
  | 'text behind'
  | 'trailing comma';

/** Replace what stands from `start` up to `end`, offsets in the text, by `text`. */
export interface JsonRepair {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The first thing that is no JSON, as offsets in the text. */
export interface JsonFault {
  readonly problem: JsonProblem;
  readonly start: number;
  readonly end: number;
  /** Makes an array of strings of the whole text, in the order of the text; undefined where more than one could be meant. */
  readonly repairs: readonly JsonRepair[] | undefined;
}

/** Reads `text`, which starts with `[`, as an array of strings and goes on after mistakes; undefined where there are none. */
export function findJsonFault(text: string): JsonFault | undefined {
  const reader = new ArrayReader(text);
  reader.read();
  const { first, repairs } = reader;
  return first && { ...first, repairs: repairs?.toSorted((a, b) => a.start - b.start || a.end - b.end) };
}

/** The text after `repairs`, which stand in its order. */
export function repairJson(text: string, repairs: readonly JsonRepair[]): string {
  let repaired = '';
  let at = 0;
  for (const { start, end, text: replacement } of repairs) {
    repaired += text.slice(at, start) + replacement;
    at = end;
  }
  return repaired + text.slice(at);
}

const CLOSING_QUOTE: Readonly<Record<string, string>> = { "'": "'", '‘': '‘’', '’': '‘’', '“': '“”"', '”': '“”"' };
const BARE_WORD = /[^\s,\]"'‘’“”]+/y;
const PLAIN_WORD = /^[\w./:@%+=-]+$/;
const VALID_ESCAPE = /^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/;
/** What people escape for the sake of a shell or of other quotes. */
const QUOTING = /^['"$`]$/;
const WINDOWS_PATH = /^[A-Za-z]:\\/;

function isControl(character: string | undefined): boolean {
  return character !== undefined && character < ' ';
}

class ArrayReader {
  readonly #text: string;
  readonly #end: number;
  #at = 1;
  /** Where the last element ended. */
  #elementEnd = 1;
  first: Omit<JsonFault, 'repairs'> | undefined;
  repairs: JsonRepair[] | undefined = [];

  constructor(text: string) {
    this.#text = text;
    this.#end = trimBounds(text).end;
  }

  read(): void {
    let comma: number | undefined;
    for (let isFirst = true; ; isFirst = false) {
      this.#skipSpace();
      const character = this.#text[this.#at];
      if (this.#at >= this.#end) {
        this.#fault('no bracket', this.#end, this.#end, ']');
        return comma === undefined ? undefined : this.#giveUp();
      }
      if (character === ']') {
        if (comma !== undefined) this.#fault('trailing comma', comma, comma + 1, '');
        return this.#readRest(this.#at + 1);
      }
      if (character === ',') {
        this.#fault('empty element', this.#at, this.#at + 1);
        this.#giveUp();
      } else {
        if (!isFirst && comma === undefined) this.#missComma();
        if (!this.#readElement()) return this.#giveUp();
        this.#elementEnd = this.#at;
        this.#skipSpace();
      }
      comma = this.#text[this.#at] === ',' ? this.#at++ : undefined;
    }
  }

  /** Only between two quoted words with a blank in between is it sure that nothing else is missing. */
  #missComma(): void {
    const end = this.#elementEnd;
    this.#fault('missing comma', this.#at, this.#at + 1);
    if (this.#at > end && this.#isQuote(end - 1) && this.#isQuote(this.#at)) this.#repair(end, end, ',');
    else this.#giveUp();
  }

  #isQuote(at: number): boolean {
    return /["'‘’“”]/.test(this.#text[at] ?? '');
  }

  /** False where nothing tells how far the element goes. */
  #readElement(): boolean {
    const start = this.#at;
    const character = this.#text[start] ?? '';
    if (character === '"') return this.#readString(start);
    const closing = CLOSING_QUOTE[character];
    if (closing === undefined) return this.#readBareWord(start);
    let end = start + 1;
    while (end < this.#end && !closing.includes(this.#text[end] ?? '')) end++;
    if (end === this.#end) return this.#missQuote(start);
    this.#fault('quotes', start, start + 1);
    this.#repair(start, end + 1, JSON.stringify(this.#text.slice(start + 1, end)));
    this.#at = end + 1;
    return true;
  }

  #readString(start: number): boolean {
    const escapes: number[] = [];
    let at = start + 1;
    for (; this.#text[at] !== '"'; at++) {
      const character = this.#text[at];
      if (at >= this.#end || character === undefined) return this.#missQuote(start);
      if (isControl(character)) this.#fault('control character', at, at + 1, JSON.stringify(character).slice(1, -1));
      if (character !== '\\') continue;
      escapes.push(at);
      if (!isControl(this.#text[at + 1])) at++;
    }
    this.#readEscapes(start + 1, escapes);
    this.#at = at + 1;
    return true;
  }

  /** In a Windows path every backslash is meant as one; in other strings those are that escape nothing, if all do. */
  #readEscapes(start: number, escapes: readonly number[]): void {
    const wrong = escapes.filter((at) => !VALID_ESCAPE.test(this.#text.slice(at + 1, at + 6)));
    const [first] = wrong;
    if (first === undefined) return;
    this.#fault('escape', first, first + 2);
    const isPath =
      WINDOWS_PATH.test(this.#text.slice(start, start + 3)) && !escapes.some((at) => this.#text[at + 1] === '\\');
    const isSure = isPath || wrong.length === escapes.length;
    if (!isSure || escapes.some((at) => QUOTING.test(this.#text[at + 1] ?? ''))) this.#giveUp();
    for (const at of escapes) this.#repair(at, at, '\\');
  }

  #readBareWord(start: number): true {
    BARE_WORD.lastIndex = start;
    const word = BARE_WORD.exec(this.#text)?.[0] ?? '';
    this.#at = start + word.length;
    this.#fault('no quotes', start, this.#at);
    if (PLAIN_WORD.test(word)) this.#repair(start, this.#at, `"${word}"`);
    else this.#giveUp();
    return true;
  }

  /** What stands behind the array: a full stop or a comment is not meant as part of it. */
  #readRest(end: number): void {
    this.#at = end;
    this.#skipSpace();
    if (this.#at >= this.#end) return;
    this.#fault('text behind', this.#at, this.#end);
    if (!/^(?:[;,.]+|#.*)$/.test(this.#text.slice(this.#at, this.#end))) return this.#giveUp();
    this.repairs = this.repairs?.filter(({ start }) => start < end);
    this.#repair(end, this.#end, '');
  }

  /** White space that JSON does not know counts as a blank. */
  #skipSpace(): void {
    for (; this.#at < this.#end && isSpace(this.#text.charCodeAt(this.#at)); this.#at++) {
      if (!/[ \t\n\r]/.test(this.#text[this.#at] ?? '')) this.#fault('blank', this.#at, this.#at + 1, ' ');
    }
  }

  #missQuote(start: number): false {
    this.#fault('no closing quote', start, start + 1);
    return false;
  }

  #fault(problem: JsonProblem, start: number, end: number, replacement?: string): void {
    this.first ??= { problem, start, end };
    if (replacement !== undefined) this.#repair(start, end, replacement);
  }

  #repair(start: number, end: number, text: string): void {
    this.repairs?.push({ start, end, text });
  }

  #giveUp(): void {
    this.repairs = undefined;
  }
}
