// The flags that stand before an instruction's arguments, with quotes and escapes removed.

import type { Flag, Word } from './ast.ts';
import { Folded } from './folded.ts';

const DASH = 0x2d;
const SINGLE_QUOTE = 0x27;
const DOUBLE_QUOTE = 0x22;

/**
 * Takes leading words that start with `--` off `line`, from offset `from` on. `--` alone ends the flags.
 * Gives the flags and the offset of what follows them (parser/split_command.go: extractBuilderFlags).
 */
export function readFlags(
  line: Folded,
  from: number,
  escape: string,
): { readonly flags: readonly Flag[]; readonly rest: number } {
  const { text } = line;
  const flags: Flag[] = [];
  let at = from;
  for (;;) {
    while (at < text.length && isAsciiSpace(text.charCodeAt(at))) at++;
    if (text.charCodeAt(at) !== DASH || text.charCodeAt(at + 1) !== DASH) return { flags, rest: at };
    const { word, end } = readFlagWord(line, at, escape.charCodeAt(0));
    at = end;
    if (word.text !== '--') flags.push(toFlag(word));
    else if (at < text.length) return { flags, rest: at };
  }
}

/** Reads one word without its quotes and escapes; `end` is the offset right after it. */
function readFlagWord(line: Folded, from: number, escape: number): { readonly word: Word; readonly end: number } {
  const { text } = line;
  const parts: Folded[] = [];
  let quote = 0;
  let run = from;
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote === 0 && isAsciiSpace(code)) break;
    const isQuote = quote === 0 ? code === SINGLE_QUOTE || code === DOUBLE_QUOTE : code === quote;
    if (!isQuote && code !== escape && code <= 0x7f) continue;
    parts.push(line.slice(run, at));
    run = at + 1;
    if (isQuote) {
      quote = quote === 0 ? code : 0;
    } else if (code > 0x7f) {
      const { length, bytes } = readBytes(text, at);
      const space = quote === 0 ? bytes.search(/[\x85\xa0]/) : -1;
      parts.push(Folded.verbatim(space === -1 ? bytes : bytes.slice(0, space), line.toSource(at)));
      run = at + length;
      at = run - 1;
      if (space !== -1) break;
    } else {
      at++;
    }
  }
  const end = Math.min(Math.max(at, run), text.length);
  parts.push(line.slice(run, end));
  return { word: Folded.concat(parts, line.spanOf(from, end)), end };
}

function isAsciiSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** BuildKit takes a flag apart byte by byte and makes a character of each: `é` becomes `Ã©`, and A0 is a space. */
function readBytes(text: string, at: number): { readonly length: number; readonly bytes: string } {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return { length: character.length, bytes: Buffer.from(character).toString('latin1') };
}

function toFlag(word: Word): Flag {
  const { text, span } = word;
  const equals = text.indexOf('=');
  if (equals === -1) return { name: text.slice(2), value: undefined, nameSpan: span, span };
  const nameSpan = { start: span.start, end: word.toSource(equals) };
  return { name: text.slice(2, equals), value: word.slice(equals + 1), nameSpan, span };
}
