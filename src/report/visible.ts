// Text from the input as it may stand on a terminal: nothing hidden, nothing that moves the cursor, its width known.

import { characterClass } from '../syntax/character-class.ts';
import { characterWidth } from './width.ts';

/** What is drawn for one character as a reader sees it, the columns that it takes, and its UTF-16 units in the input. */
export interface Cell {
  readonly text: string;
  readonly width: number;
  readonly length: number;
}

const TAB = '    ';
/** Carries a mark that has nothing to stand on, which would otherwise sit on a part of the report. */
const NOTHING = '◌';
const LONGEST = 4096;

const printableAscii = /^[ -~]*$/;
const isInvisible = characterClass(() => /(?![\u{fe00}-\u{fe0f}])[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
const isEmojiByRequest = characterClass(() => /^\p{Emoji}(?:\u{fe0f}\u{20e3}?|\p{Emoji_Modifier})$/u);
const isJoinedEmoji = characterClass(
  () =>
    /^\p{Extended_Pictographic}[\u{fe0f}\p{Emoji_Modifier}]?(?:\u{200d}\p{Extended_Pictographic}[\u{fe0f}\p{Emoji_Modifier}]?)+$/u,
);
/** Without any of these a character is one code point. */
const hasJoining = characterClass(
  () => /\p{M}|\p{Emoji_Modifier}|[\u{200d}\u{1100}-\u{11ff}\u{a960}-\u{a97f}\u{d7b0}-\u{d7ff}]/u,
);

/** Made when needed: that alone takes half as long as Node.js needs to start. */
let segmenter: Intl.Segmenter | undefined;

/**
 * A text on one line, safe to print: control characters become pictures (`␛`), other invisible ones `\u{202e}`.
 * What is longer than a path can be is cut.
 */
export function visible(text: string): string {
  const shown = text.length > LONGEST ? `${withoutHalf(text.slice(0, LONGEST))}…` : text;
  if (printableAscii.test(shown)) return shown;
  let result = '';
  for (const cell of cells(shown.replaceAll('\t', ' '))) result += cell.text;
  return result;
}

/** Draws every character of a text. */
export function cells(text: string): readonly Cell[] {
  if (printableAscii.test(text)) return Array.from(text, (character) => ({ text: character, width: 1, length: 1 }));
  if (!hasJoining(text)) return Array.from(text, draw).flat();
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => draw(segment)).flat();
}

/** A text without the half of a character that cutting may have left at its end. */
export function withoutHalf(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last < 0xdc00 ? text.slice(0, -1) : text;
}

/** An emoji, or for each character one cell: with the marks on it, or with the picture of what cannot be seen. */
function draw(grapheme: string): readonly Cell[] {
  if (grapheme === '\t') return [{ text: TAB, width: TAB.length, length: 1 }];
  if (isEmojiByRequest(grapheme) || isJoinedEmoji(grapheme)) {
    return [{ text: grapheme, width: 2, length: grapheme.length }];
  }
  const drawn: Cell[] = [];
  for (const character of grapheme) {
    const { length } = character;
    const last = drawn.at(-1);
    const text = isInvisible(character) ? picture(character) : character;
    const width = text === character ? characterWidth(character) : text.length;
    if (width > 0) drawn.push({ text, width, length });
    else if (last === undefined) drawn.push({ text: NOTHING + text, width: 1, length });
    else drawn[drawn.length - 1] = { text: last.text + text, width: last.width, length: last.length + length };
  }
  return drawn;
}

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u{2421}';
  return code < 0x100 ? `\\x${code.toString(16)}` : `\\u{${code.toString(16)}}`;
}
