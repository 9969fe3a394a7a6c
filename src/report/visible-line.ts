// Text of the input as it stands, but for what could move the cursor of a terminal.

const control = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Tabs and everything that can be seen stay as they are; a carriage return at the end of a line goes. */
export function visibleLine(text: string): string {
  return text
    .replace(/\r$/, '')
    .replaceAll(control, (character) => (character === '\t' ? character : picture(character)));
}

function picture(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
