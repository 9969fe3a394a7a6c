// How many columns of a terminal a character takes: Unicode's East Asian Width, in short.

import { characterClass } from '../syntax/character-class.ts';

const narrowest = 0x1100;
const isCombining = characterClass(() => /[\p{Mn}\p{Me}\u{1160}-\u{11ff}\u{d7b0}-\u{d7ff}]/u);
const isWideEmoji = characterClass(() => /(?![\u{1f1e6}-\u{1f1ff}])\p{Emoji_Presentation}/u);

/** Wide and fullwidth blocks that are not emoji, first and last character in turn. Gaps hold no assigned character. */
const wideBlocks: readonly number[] = [
  0x1100, 0x115f, 0x2329, 0x232a, 0x2630, 0x2637, 0x268a, 0x268f, 0x2e80, 0x303e, 0x3041, 0x3247, 0x3250, 0x4dbf,
  0x4e00, 0xa4cf, 0xa960, 0xa97f, 0xac00, 0xd7af, 0xf900, 0xfaff, 0xfe10, 0xfe1f, 0xfe30, 0xfe6f, 0xff01, 0xff60,
  0xffe0, 0xffe6, 0x16fe0, 0x18dff, 0x1aff0, 0x1b2ff, 0x1d300, 0x1d37f, 0x1f200, 0x1f265, 0x20000, 0x3fffd,
];

/** 0 for marks that combine with what stands before them, 2 for wide characters and emoji, otherwise 1. */
export function characterWidth(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0) ?? 0;
  if (isCombining(character)) return 0;
  if (code < narrowest) return 1;
  return inWideBlock(code) || isWideEmoji(character) ? 2 : 1;
}

function inWideBlock(code: number): boolean {
  let low = 0;
  let high = wideBlocks.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((wideBlocks[2 * middle + 1] ?? 0) < code) low = middle + 1;
    else high = middle;
  }
  return (wideBlocks[2 * low] ?? Infinity) <= code;
}
