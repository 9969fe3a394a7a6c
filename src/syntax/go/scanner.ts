// Reading a text character by character (Unicode code point by code point), as Go's text/scanner does.

import { isDigit, isLetter } from './unicode.ts';

/** The offset of the first character: the scanner skips a byte order mark at the start. */
export function skipByteOrderMark(text: string): number {
  return text.startsWith('\ufeff') ? 1 : 0;
}

/** The character at `at`, or nothing at the end. */
export function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/** How many UTF-16 units the character at `at` takes; 1 at the end. */
export function characterWidth(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** The offset behind the decimal digits, of any script, that start at `at`. */
export function skipDigits(text: string, at: number): number {
  let end = at;
  while (isDigitCode(text.codePointAt(end) ?? 0)) end += characterWidth(text, end);
  return end;
}

/** The offset behind the letters, digits and underscores that start at `at`. */
export function skipName(text: string, at: number): number {
  let end = at;
  while (isNameCode(text.codePointAt(end) ?? 0)) end += characterWidth(text, end);
  return end;
}

function isDigitCode(code: number): boolean {
  return code < 0x80 ? code >= 0x30 && code <= 0x39 : isDigit(String.fromCodePoint(code));
}

function isNameCode(code: number): boolean {
  if (code >= 0x80) return isLetter(String.fromCodePoint(code)) || isDigit(String.fromCodePoint(code));
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || code === 0x5f || isDigitCode(code);
}
