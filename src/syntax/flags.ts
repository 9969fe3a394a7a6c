// The flags that stand before an instruction's arguments, with quotes and escapes removed.

import type { Flag, Word } from './ast.ts';
import { addBytes, type BytePlace, skipSpaceBytes, sliceBytes } from './byte-place.ts';
import { type Folded, FoldedBuilder } from './folded.ts';
import { characterWidth } from './go/scanner.ts';
import { isSpace } from './go/space.ts';
import { utf8Bytes } from './go/utf8.ts';

const SINGLE_QUOTE = 0x27;
const DOUBLE_QUOTE = 0x22;

/**
 * Takes leading words that start with `--` off `line`, from offset `from` on. `--` alone ends the flags.
 * Gives the flags and what follows them (parser/split_command.go: extractBuilderFlags).
 */
export function readFlags(
  line: Folded,
  from: number,
  escape: string,
): { readonly flags: readonly Flag[]; readonly rest: Folded } {
  const { text } = line;
  const lineEnd = { at: text.length, bytes: 0 };
  const flags: Flag[] = [];
  let place: BytePlace = { at: from, bytes: 0 };
  for (;;) {
    place = skipSpaceBytes(text, place);
    const isFlag = place.bytes === 0 && text.startsWith('--', place.at);
    if (!isFlag) return { flags, rest: sliceBytes(line, place, lineEnd) };
    const { word, end } = readFlagWord(line, place.at, escape.charCodeAt(0));
    if (word.text === '--') return { flags, rest: sliceBytes(line, end, lineEnd) };
    flags.push(toFlag(word));
    place = end;
  }
}

interface FlagWord {
  readonly word: Word;
  /** The place right behind it. */
  readonly end: BytePlace;
}

function readFlagWord(line: Folded, from: number, escape: number): FlagWord {
  const { text } = line;
  const at = plainEnd(text, from, escape);
  if (at < text.length && !isAsciiSpace(text.charCodeAt(at))) return readMarkedWord(line, from, escape);
  return { word: line.slice(from, at), end: { at, bytes: 0 } };
}

/**
 * Reads a word with quotes, escapes or characters outside of ASCII. BuildKit takes it apart byte by byte and makes
 * a character of each: `é` becomes `Ã©`, and a byte A0 ends the word.
 */
function readMarkedWord(line: Folded, from: number, escape: number): FlagWord {
  const { text } = line;
  const word = new FoldedBuilder();
  let quote = 0;
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (quote === 0 && isAsciiSpace(code)) break;
    if (quote === 0 ? isQuote(code) : code === quote) {
      quote = quote === 0 ? code : 0;
      at++;
      continue;
    }
    if (code === escape) at++;
    if (text.charCodeAt(at) >= 0x80) {
      const next = at + characterWidth(text, at);
      const bytes = utf8Bytes(text.codePointAt(at) ?? 0);
      const space = quote === 0 ? bytes.findIndex(isSpace) : -1;
      addBytes(word, line, at, String.fromCharCode(...(space === -1 ? bytes : bytes.slice(0, space))));
      if (space !== -1) return { word: word.build(line.spanOf(from, next)), end: { at, bytes: space } };
      at = next;
    } else {
      const next = Math.min(plainEnd(text, at + 1, escape), text.length);
      word.addSlice(line, at, next);
      at = next;
    }
  }
  return { word: word.build(line.spanOf(from, at)), end: { at, bytes: 0 } };
}

/** The first offset from `from` on where something else stands than a plain character of a word. */
function plainEnd(text: string, from: number, escape: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x80 || code === escape || isQuote(code) || isSpace(code)) break;
  }
  return at;
}

function isQuote(code: number): boolean {
  return code === SINGLE_QUOTE || code === DOUBLE_QUOTE;
}

function isAsciiSpace(code: number): boolean {
  return code < 0x80 && isSpace(code);
}

function toFlag(word: Word): Flag {
  const { text, span } = word;
  const equals = text.indexOf('=');
  if (equals === -1) return { name: text.slice(2), value: undefined, nameSpan: span, span };
  const nameSpan = { start: span.start, end: word.toSource(equals) };
  return { name: text.slice(2, equals), value: word.slice(equals + 1), nameSpan, span };
}
