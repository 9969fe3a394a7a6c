// How BuildKit's parser cuts the rest of an instruction into words, one function a grammar.

import type { Pair, Word } from './ast.ts';
import type { Folded } from './folded.ts';
import { quote } from './go/quote.ts';
import { firstBlanks, isBlank, isSpace } from './go/space.ts';

/** Words between blanks; quotes mean nothing (parseStringsWhitespaceDelimited). `rest` is trimmed. */
export function splitAtBlanks(rest: Folded): readonly Word[] {
  const { text } = rest;
  const words: Word[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && !isBlank(text.charCodeAt(at))) continue;
    if (at > start) words.push(rest.slice(start, at));
    start = at + 1;
  }
  return words;
}

/**
 * Words between white space, where quotes protect it and stay in the word, and an escape protects the
 * character after it (parseWords). An escape at the very end is dropped.
 */
export function splitQuoted(rest: Folded, escape: string): readonly Word[] {
  const { text } = rest;
  const escapeCode = escape.charCodeAt(0);
  const words: Word[] = [];
  let start = -1;
  let quoted = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted === 0 && isSpace(code)) {
      if (start !== -1) words.push(rest.slice(start, at));
      start = -1;
      continue;
    }
    if (start === -1) start = at;
    if (quoted === 0 && (code === 0x27 || code === 0x22)) {
      quoted = code;
    } else if (code === quoted) {
      quoted = 0;
    }
    if (code === escapeCode && quoted !== 0x27) {
      if (at + 1 === text.length) {
        if (at > start) words.push(rest.slice(start, at));
        return words;
      }
      at++;
    }
  }
  if (start !== -1) words.push(rest.slice(start));
  return words;
}

export type Pairs = { readonly pairs: readonly Pair[] } | { readonly error: string; readonly at: Folded };

/** `name=value …`, or the legacy form `name value` of ENV and LABEL (parseNameVal). */
export function splitPairs(rest: Folded, escape: string, keyword: string): Pairs {
  const words = splitQuoted(rest, escape);
  const [first] = words;
  if (first === undefined) return { pairs: [] };
  if (!first.text.includes('=')) return legacyPair(rest, keyword);
  const pairs: Pair[] = [];
  for (const word of words) {
    const equals = word.text.indexOf('=');
    if (equals === -1) {
      const error = `Syntax error - can't find = in ${quote(word.text)}. Must be of the form: name=value`;
      return { error, at: word };
    }
    pairs.push({ name: word.slice(0, equals), value: word.slice(equals + 1), separator: '=' });
  }
  return { pairs };
}

function legacyPair(rest: Folded, keyword: string): Pairs {
  const { start, end } = firstBlanks(rest.text);
  if (start === end) return { error: `${keyword} must have two arguments`, at: rest };
  return { pairs: [{ name: rest.slice(0, start), value: rest.slice(end), separator: ' ' }] };
}
