// Characters as Go 1.26 knows them (Unicode 15.0), whichever version of Unicode the running engine has.

import { characterClass } from '../character-class.ts';

const isGraphic = characterClass(() => /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u);

/** What Unicode 15.1, 16.0 and 17.0 assigned. */
const assignedLater =
  String.raw`\u088f\u0897\u0c5c\u0cdc\u1acf-\u1aeb\u1b4e-\u1b4f\u1b7f\u1c89-\u1c8a\u20c1\u2427-\u2429\u2b96` +
  String.raw`\u2ffc-\u2fff\u31e4-\u31ef\ua7cb-\ua7cf\ua7d2\ua7d4\ua7da-\ua7f1\ufbc3-\ufbd2\ufd90-\ufd91\ufdc8-\ufdce` +
  String.raw`\u{105c0}-\u{105f3}\u{10940}-\u{10959}\u{10d40}-\u{10d8f}\u{10ec2}-\u{10efc}\u{11380}-\u{113e2}` +
  String.raw`\u{116d0}-\u{116e3}\u{11b60}-\u{11bf9}\u{11db0}-\u{11de9}\u{11f5a}\u{13460}-\u{143fa}\u{16100}-\u{16139}` +
  String.raw`\u{16d40}-\u{16d79}\u{16ea0}-\u{16ed3}\u{16ff2}-\u{16ff6}\u{187f8}-\u{187ff}\u{18cff}\u{18d09}-\u{18df2}` +
  String.raw`\u{1cc00}-\u{1cef0}\u{1e5d0}-\u{1e6ff}\u{1f6d8}\u{1f777}-\u{1f77a}\u{1f8b2}-\u{1f8d8}\u{1fa54}-\u{1fa57}` +
  String.raw`\u{1fa89}-\u{1fa8f}\u{1fabe}\u{1fac6}-\u{1facd}\u{1fadc}-\u{1fadf}\u{1fae9}-\u{1faef}\u{1fbcb}-\u{1fbef}` +
  String.raw`\u{1fbfa}\u{2b73a}-\u{2b73f}\u{2cea2}-\u{2cead}\u{2ebf0}-\u{2ee5d}\u{323b0}-\u{33479}`;

const isAssignedLater = characterClass(() => new RegExp(`^[${assignedLater}]$`, 'u'));

/** Whether the character (one code point) is printable: `unicode.IsPrint`. Of the spaces only U+0020 is. */
export function isPrint(character: string): boolean {
  return character === ' ' || (isGraphic(character) && !isAssignedLater(character));
}

const isLetterNow = characterClass(() => /^\p{L}$/u);
const isDigitNow = characterClass(() => /^\p{Nd}$/u);

/** Whether the character (one code point) is a letter: `unicode.IsLetter`. */
export function isLetter(character: string): boolean {
  return isLetterNow(character) && !isAssignedLater(character);
}

/** Whether the character (one code point) is a decimal digit of any script: `unicode.IsDigit`. */
export function isDigit(character: string): boolean {
  return isDigitNow(character) && !isAssignedLater(character);
}

const ascii = /^[\0-\x7f]*$/;

/** `strings.ToLower`: character by character, without the rules for words and languages that ECMAScript applies. */
export function toLower(text: string): string {
  return ascii.test(text) ? text.toLowerCase() : Array.from(text, lowerCharacter).join('');
}

/** `strings.ToUpper`: character by character, so that `ß` stays what it is. */
export function toUpper(text: string): string {
  return ascii.test(text) ? text.toUpperCase() : Array.from(text, upperCharacter).join('');
}

/** `strings.EqualFold`: also the long s and the Kelvin sign equal their ASCII letters. */
export function equalFold(left: string, right: string): boolean {
  return left === right || fold(left) === fold(right);
}

function fold(text: string): string {
  return ascii.test(text) ? text.toLowerCase() : Array.from(text, foldCharacter).join('');
}

function foldCharacter(character: string): string {
  // Go folds neither of the Turkish letters onto i.
  if (character === 'İ' || character === 'ı') return character;
  return lowerCharacter(upperCharacter(character));
}

function lowerCharacter(character: string): string {
  if (character === 'İ') return 'i';
  return isAssignedLater(character) ? character : character.toLowerCase();
}

function upperCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x1f80 && code <= 0x1ff3) return upperGreek(character, code);
  const upper = character.toUpperCase();
  return upper.length > character.length || isAssignedLater(upper) ? character : upper;
}

/** Letters with an iota subscript: Go's capital has the iota beside it, ECMAScript's upper case spells it out. */
function upperGreek(character: string, code: number): string {
  if (code <= 0x1faf) return (code & 8) === 0 ? String.fromCharCode(code + 8) : character;
  if (code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3) return String.fromCharCode(code + 9);
  const upper = character.toUpperCase();
  return upper.length > 1 ? character : upper;
}
