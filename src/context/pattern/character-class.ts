// Sets of characters as Go's package regexp/syntax reads them: `[a-z]`, `[[:alpha:]]`, `\d`, `\pL`, and single escapes.

import { lazily } from '../../syntax/lazily.ts';

/** Ranges of code points, both ends included: first, last, first, last. */
type Ranges = readonly number[];

/** A Unicode property, or all that does not have it. */
interface Property {
  readonly holds: RegExp;
  readonly negated: boolean;
}

/** Members of a class. */
export interface CharacterSet {
  readonly ranges: Ranges;
  readonly properties: readonly Property[];
}

export interface CharacterClass extends CharacterSet {
  readonly negated: boolean;
}

/** A place in a regular expression; what is read moves it on. */
export interface Cursor {
  readonly text: string;
  at: number;
  /** Where the last `:]` of the text stands, or -1: no `[:` behind it starts a name. */
  readonly lastNameEnd: number;
}

/** Whether the class has the character with this code point. */
export function contains({ ranges, properties, negated }: CharacterClass, codePoint: number): boolean {
  if (inRanges(ranges, codePoint)) return !negated;
  if (properties.length === 0) return negated;
  const character = String.fromCodePoint(codePoint);
  return properties.some((property) => property.holds.test(character) !== property.negated) !== negated;
}

function inRanges(ranges: Ranges, codePoint: number): boolean {
  for (let i = 0; i < ranges.length; i += 2) {
    if ((ranges[i] ?? 0) <= codePoint && codePoint <= (ranges[i + 1] ?? 0)) return true;
  }
  return false;
}

export function single(codePoint: number): CharacterClass {
  return { ...setOf([codePoint, codePoint]), negated: false };
}

function setOf(ranges: Ranges): CharacterSet {
  return { ranges, properties: [] };
}

const lastCodePoint = 0x10_ff_ff;

/** The ranges of a text like `a-z_`. */
function rangesOf(text: string): Ranges {
  return Array.from(text.matchAll(/(.)(?:-(.))?/gsu)).flatMap(([, first = '', last = first]) => [
    first.codePointAt(0) ?? 0,
    last.codePointAt(0) ?? 0,
  ]);
}

const wordCharacters = lazily(() => rangesOf('0-9A-Z_a-z'));

/** The sets with a name, in Go's ASCII-only sense; the ranges of each are in order. */
const perlClasses = lazily(
  () =>
    new Map([
      ['d', rangesOf('0-9')],
      ['s', rangesOf('\t-\n\f-\r ')],
      ['w', wordCharacters()],
    ]),
);
const posixClasses = lazily(
  () =>
    new Map([
      ['alnum', rangesOf('0-9A-Za-z')],
      ['alpha', rangesOf('A-Za-z')],
      ['ascii', rangesOf('\0-\x7f')],
      ['blank', rangesOf('\t ')],
      ['cntrl', rangesOf('\0-\x1f\x7f')],
      ['digit', rangesOf('0-9')],
      ['graph', rangesOf('!-~')],
      ['lower', rangesOf('a-z')],
      ['print', rangesOf(' -~')],
      ['punct', rangesOf('!-/:-@[-`{-~')],
      ['space', rangesOf('\t-\r ')],
      ['upper', rangesOf('A-Z')],
      ['word', wordCharacters()],
      ['xdigit', rangesOf('0-9A-Fa-f')],
    ]),
);

/** `\w`; nothing, beyond an end of the text, is none. */
export function isWordCharacter(codePoint: number | undefined): boolean {
  return codePoint !== undefined && inRanges(wordCharacters(), codePoint);
}

/** What is between ordered ranges. */
function complement(ranges: Ranges): Ranges {
  const between: number[] = [];
  let next = 0;
  for (let i = 0; i < ranges.length; i += 2) {
    const first = ranges[i] ?? 0;
    if (next < first) between.push(next, first - 1);
    next = (ranges[i + 1] ?? 0) + 1;
  }
  return [...between, next, lastCodePoint];
}

/**
 * Reads the class whose `[` stands at the cursor (`parser.parseClass`). Undefined where Go refuses it.
 * A `]` or `-` right after the `[` or `[^` is a member.
 */
export function readClass(cursor: Cursor): CharacterClass | undefined {
  const { text } = cursor;
  cursor.at++;
  const negated = text[cursor.at] === '^';
  if (negated) cursor.at++;
  const ranges: number[] = [];
  const properties: Property[] = [];
  for (let first = true; first || text[cursor.at] !== ']'; first = false) {
    const isPosix = text.startsWith('[:', cursor.at) && cursor.at + 2 <= cursor.lastNameEnd;
    const named = isPosix ? readPosixClass(cursor) : readNamedSet(cursor);
    if (named === 'invalid') return undefined;
    const read = named === 'none' ? readRange(cursor) : named;
    if (read === undefined) return undefined;
    ranges.push(...read.ranges);
    properties.push(...read.properties);
  }
  cursor.at++;
  return { ranges, properties, negated };
}

/** `a`, `\n`, `a-z`; before the closing `]` a `-` stands for itself. */
function readRange(cursor: Cursor): CharacterSet | undefined {
  const first = readMember(cursor);
  if (first === undefined) return undefined;
  const { text, at } = cursor;
  if (text[at] !== '-' || at + 1 >= text.length || text[at + 1] === ']') return setOf([first, first]);
  cursor.at++;
  const last = readMember(cursor);
  return last === undefined || last < first ? undefined : setOf([first, last]);
}

function readMember(cursor: Cursor): number | undefined {
  if (cursor.text[cursor.at] === '\\') return readEscape(cursor);
  return readCodePoint(cursor);
}

function readCodePoint(cursor: Cursor): number | undefined {
  const codePoint = cursor.text.codePointAt(cursor.at);
  if (codePoint !== undefined) cursor.at += codePoint > 0xff_ff ? 2 : 1;
  return codePoint;
}

function readPosixClass(cursor: Cursor): CharacterSet | 'invalid' {
  const end = cursor.text.indexOf(':]', cursor.at + 2);
  const name = cursor.text.slice(cursor.at + 2, end);
  const negated = name.startsWith('^');
  const ranges = posixClasses().get(negated ? name.slice(1) : name);
  if (ranges === undefined) return 'invalid';
  cursor.at = end + 2;
  return setOf(negated ? complement(ranges) : ranges);
}

/** Reads `\d`, `\S`, `\pL`, `\p{Greek}` and the like at the cursor; 'none' where another thing stands there. */
export function readNamedSet(cursor: Cursor): CharacterSet | 'none' | 'invalid' {
  const { text, at } = cursor;
  if (text[at] !== '\\') return 'none';
  const letter = text[at + 1] ?? '';
  if (letter === 'p' || letter === 'P') return readProperty(cursor, letter === 'P');
  const ranges = perlClasses().get(letter.toLowerCase());
  if (ranges === undefined) return 'none';
  cursor.at += 2;
  return setOf(letter === letter.toLowerCase() ? ranges : complement(ranges));
}

function readProperty(cursor: Cursor, upperCase: boolean): CharacterSet | 'invalid' {
  const [whole = '', braced, letter] = matchAt(/\\[pP](?:\{([^}]*)\}|([^{]))/uy, cursor);
  const name = braced ?? letter;
  if (name === undefined) return 'invalid';
  const inverted = name.startsWith('^');
  const holds = unicodeProperty(inverted ? name.slice(1) : name);
  if (holds === undefined) return 'invalid';
  cursor.at += whole.length;
  return { ranges: [], properties: [{ holds, negated: upperCase !== inverted }] };
}

/** A category or a script with a name of one word, which is all that Go finds; its case does not matter. */
function unicodeProperty(name: string): RegExp | undefined {
  const letters = name.replaceAll(/[ _-]/g, '');
  if (!/^[A-Za-z]+$/.test(letters)) return undefined;
  const canonical = letters.charAt(0).toUpperCase() + letters.slice(1).toLowerCase();
  if (canonical === 'Any') return /^[^]$/u;
  if (canonical === 'Assigned') return /^\P{Cn}$/u;
  if (canonical === 'Ascii') return /^\p{ASCII}$/u;
  if (canonical === 'Lc') return /^\p{LC}$/u;
  return compileProperty(`gc=${canonical}`) ?? compileProperty(`sc=${canonical}`);
}

function compileProperty(property: string): RegExp | undefined {
  try {
    return new RegExp(`^\\p{${property}}$`, 'u');
  } catch {
    return undefined;
  }
}

const controlEscapes = new Map([
  ['a', 0x07],
  ['f', 0x0c],
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['v', 0x0b],
]);

/** Reads an escape that stands for one character (`parser.parseEscape`). Undefined where Go refuses it. */
export function readEscape(cursor: Cursor): number | undefined {
  const [whole, octal, short, long, character] = matchAt(
    /\\(?:([1-7][0-7]{1,2}|0[0-7]{0,2})|x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]+)\}|([^]))/uy,
    cursor,
  );
  if (whole === undefined) return undefined;
  cursor.at += whole.length;
  if (octal !== undefined) return Number.parseInt(octal, 8);
  const hexadecimal = short ?? long;
  if (hexadecimal !== undefined) {
    const codePoint = Number.parseInt(hexadecimal, 16);
    return codePoint <= lastCodePoint ? codePoint : undefined;
  }
  if (character === undefined || /[^\0-\x7f]/.test(character)) return undefined;
  return controlEscapes.get(character) ?? (/[0-9A-Za-z]/.test(character) ? undefined : character.codePointAt(0));
}

/** What the pattern, which must be sticky, finds at the cursor: the whole and its groups, or nothing. */
function matchAt(pattern: RegExp, { text, at }: Cursor): readonly (string | undefined)[] {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? [];
}
