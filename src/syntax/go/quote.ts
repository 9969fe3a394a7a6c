// Quoted strings as Go prints them.

import { isPrint } from './unicode.ts';
import { escapeBytes } from './utf8.ts';

const plain = /^[ !#-[\]-~]*$/;

const named = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
]);

/** `strconv.Quote`, the verb `%q`: `a"b` gives `"a\"b"`. Lone surrogates are printed as the invalid bytes they are. */
export function quote(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  let quoted = '"';
  for (const character of text) quoted += named.get(character) ?? (isPrint(character) ? character : escape(character));
  return `${quoted}"`;
}

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80 || (code >= 0xd800 && code <= 0xdfff)) return escapeBytes(code);
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}
