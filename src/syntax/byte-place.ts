// Places between bytes: where BuildKit takes text apart byte by byte, a byte inside a character can be a space.

import { Folded, FoldedBuilder } from './folded.ts';
import { characterWidth } from './go/scanner.ts';
import { isSpace } from './go/space.ts';
import { utf8Bytes } from './go/utf8.ts';

/** The place behind the first `bytes` bytes of the character at offset `at`. */
export interface BytePlace {
  readonly at: number;
  readonly bytes: number;
}

/** What Go makes of a byte that belongs to no whole character. */
const REPLACEMENT = '\ufffd';

/** The first byte that is a space by itself (`unicode.IsSpace(rune(b))`: also 85 and A0), or the end of the text. */
export function findSpaceByte(text: string): BytePlace {
  for (let at = 0; at < text.length; at += characterWidth(text, at)) {
    const bytes = spaceByteAt(text, at);
    if (bytes !== -1) return { at, bytes };
  }
  return { at: text.length, bytes: 0 };
}

/** How many bytes of the character at `at` stand before its first space byte, or -1. */
function spaceByteAt(text: string, at: number): number {
  const code = text.codePointAt(at) ?? 0;
  if (code < 0x80) return isSpace(code) ? 0 : -1;
  return utf8Bytes(code).findIndex(isSpace);
}

/** The first place from `place` on where no space byte stands. */
export function skipSpaceBytes(text: string, place: BytePlace): BytePlace {
  let { at, bytes } = place;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    if (code < 0x80 && !isSpace(code)) break;
    const all = utf8Bytes(code);
    while (isSpace(all[bytes] ?? 0)) bytes++;
    if (bytes < all.length) break;
    at += characterWidth(text, at);
    bytes = 0;
  }
  return { at, bytes };
}

/** What stands between two places; every byte that is cut off from its character becomes U+FFFD, as Go prints it. */
export function sliceBytes(folded: Folded, start: BytePlace, end: BytePlace): Folded {
  const { text } = folded;
  if (start.at === end.at) return cutCharacter(folded, start.at, end.bytes - start.bytes);
  if (start.bytes === 0 && end.bytes === 0) return folded.slice(start.at, end.at);
  const width = start.bytes === 0 ? 0 : characterWidth(text, start.at);
  return Folded.concat([
    cutCharacter(folded, start.at, start.bytes === 0 ? 0 : byteCount(text, start.at) - start.bytes),
    folded.slice(start.at + width, end.at),
    cutCharacter(folded, end.at, end.bytes),
  ]);
}

function cutCharacter(folded: Folded, at: number, bytes: number): Folded {
  const builder = new FoldedBuilder();
  addBytes(builder, folded, at, REPLACEMENT.repeat(bytes));
  return bytes === 0 ? folded.slice(at, at) : builder.build();
}

/** Adds what stands for bytes of the character at `at`: the first up to the last of them share its place. */
export function addBytes(builder: FoldedBuilder, folded: Folded, at: number, characters: string): void {
  const source = folded.toSource(at);
  const last = characters.length - 1;
  for (let i = 0; i < last; i++) builder.add(characters.charAt(i), source);
  builder.add(characters.slice(-1), source + characterWidth(folded.text, at) - 1);
}

/** `text` from `start` up to `end` without its first byte. */
export function withoutFirstByte(text: string, start: number, end: number): string {
  if (text.charCodeAt(start) < 0x80) return text.slice(start + 1, end);
  return REPLACEMENT.repeat(byteCount(text, start) - 1) + text.slice(start + characterWidth(text, start), end);
}

function byteCount(text: string, at: number): number {
  return utf8Bytes(text.codePointAt(at) ?? 0).length;
}
