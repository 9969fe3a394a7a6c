// The place of a cursor in YAML that is nested by indentation, read line by line.

import type { Way } from '../../config/schema-part.ts';
import { endOfLine, flowEnd, flowPlace } from './flow-place.ts';
import { type ConfigurationPlace, GivenKeys, unquoted } from './place.ts';

/** Deeper than any configuration. */
const DEEPEST = 50;

/** A key or an item of a list that later lines may go on in. */
interface Level {
  readonly indent: number;
  readonly step: string;
  readonly isItem: boolean;
}

/** `key:` with or without quotes; the rest of the line is its value. */
const KEY = /^("[^"]*"|'[^']*'|[^\s"'#[\]{},:-][^\s:]*|-[^\s:]+)\s*:(?=\s|$)/;

/** Undefined in comments, and in texts over several lines. */
export function blockPlace(text: string, offset: number): ConfigurationPlace | undefined {
  const keys = new GivenKeys();
  let levels: readonly Level[] = [];
  let found: ConfigurationPlace | undefined;
  for (let start = 0; start <= text.length;) {
    const end = endOfLine(text, start);
    const line = text.slice(start, end).replace(/\r$/, '');
    const read = readLine(line, levels, keys);
    const bracket = read.flow === undefined ? undefined : start + read.flow;
    const close = bracket === undefined ? end : flowEnd(text, bracket);
    if (bracket !== undefined && bracket < offset && (offset < close || close === text.length)) {
      return flowPlace(text, offset, { start: bracket, way: wayOf(read.levels), style: 'flow' });
    }
    if (start <= offset && offset <= end) found = placeIn(line, offset - start, { start, levels, read, keys });
    levels = read.levels.slice(0, DEEPEST);
    start = endOfLine(text, Math.max(end, close)) + 1;
  }
  return found;
}

interface Line {
  /** What holds behind it. */
  readonly levels: readonly Level[];
  /** Where its last key or its scalar starts. */
  readonly word: number;
  /** Where the key ends, in front of its colon; undefined where there is none. */
  readonly keyEnd: number | undefined;
  /** Where the value starts. */
  readonly value: number;
  /** Where the value opens a bracket. */
  readonly flow: number | undefined;
  /** The levels that the word stands in. */
  readonly around: readonly Level[];
}

function readLine(line: string, before: readonly Level[], keys: GivenKeys): Line {
  let column = line.length - line.trimStart().length;
  let levels = [...before];
  if (isSilent(line))
    return { levels, word: column, keyEnd: undefined, value: column, flow: undefined, around: levels };
  while (/^-(?:\s|$)/.test(line.slice(column, column + 2))) {
    const indent = column;
    const former = levels.find((level) => level.indent === indent && level.isItem);
    levels = levels.filter((level) => level.indent < indent || (level.indent === indent && !level.isItem));
    levels.push({ indent, step: String(former === undefined ? 0 : Number(former.step) + 1), isItem: true });
    column++;
    while (/\s/.test(line.charAt(column))) column++;
  }
  const word = column;
  const key = KEY.exec(line.slice(word));
  if (key === null) {
    const flow = /^[[{]/.test(line.slice(word)) ? word : undefined;
    return { levels, word, keyEnd: undefined, value: word, flow, around: levels };
  }
  const around = levels.filter(({ indent }) => indent < word);
  const [whole, written = ''] = key;
  const step = unquoted(written);
  keys.of(wayOf(around)).add(step);
  let value = word + whole.length;
  while (/\s/.test(line.charAt(value))) value++;
  const flow = /^[[{]/.test(line.slice(value)) ? value : undefined;
  return {
    levels: [...around, { indent: word, step, isItem: false }],
    word,
    keyEnd: word + written.length,
    value,
    flow,
    around,
  };
}

function isSilent(line: string): boolean {
  return /^\s*(?:#|$|---)/.test(line);
}

function wayOf(levels: readonly Level[]): Way {
  return levels.map(({ step }) => step);
}

interface Surroundings {
  /** Of the line, in the text. */
  readonly start: number;
  readonly levels: readonly Level[];
  readonly read: Line;
  readonly keys: GivenKeys;
}

function placeIn(
  line: string,
  at: number,
  { start, levels, read, keys }: Surroundings,
): ConfigurationPlace | undefined {
  const comment = line.search(/(?:^|\s)#/);
  if (comment !== -1 && at > comment) return undefined;
  const { word, keyEnd, value, around } = read;
  if (line.trim() === '') return emptyPlace(at, start, levels, keys);
  if (isSilent(line) || at < word) return undefined;
  const given = (way: Way): ReadonlySet<string> => keys.of(way);
  if (keyEnd !== undefined && at <= keyEnd) {
    const way = wayOf(around);
    const span = { start: start + word, end: start + keyEnd };
    return {
      kind: 'key',
      way,
      span,
      text: unquoted(line.slice(word, keyEnd)),
      hasColon: true,
      given: given(way),
      style: 'block',
      indent: word,
    };
  }
  const from = keyEnd === undefined ? word : value;
  const end = Math.max(at, (comment === -1 ? line : line.slice(0, comment)).trimEnd().length);
  const inner = read.levels.filter(({ indent, isItem }) => keyEnd !== undefined || indent < word || isItem);
  const way = wayOf(inner);
  const span = { start: start + Math.min(from, at), end: start + end };
  const text = unquoted(line.slice(Math.min(from, at), end));
  return {
    kind: keyEnd === undefined ? 'slot' : 'value',
    way,
    span,
    text,
    hasColon: false,
    given: given(way),
    style: 'block',
    indent: word,
  };
}

/** On a line with nothing on it: in the last level that is less far indented. */
function emptyPlace(at: number, start: number, levels: readonly Level[], keys: GivenKeys): ConfigurationPlace {
  const way = wayOf(levels.filter(({ indent }) => indent < at));
  const span = { start: start + at, end: start + at };
  return { kind: 'slot', way, span, text: '', hasColon: false, given: keys.of(way), style: 'block', indent: at };
}
