// Bytes, where Go counts or prints them. A lone surrogate stands for the three bytes that UTF-8 forbids.

/** The bytes of a code point. */
export function utf8Bytes(code: number): readonly number[] {
  if (code < 0x80) return [code];
  if (code < 0x800) return [0xc0 | (code >> 6), tail(code)];
  if (code < 0x10000) return [0xe0 | (code >> 12), tail(code >> 6), tail(code)];
  return [0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code)];
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f);
}

/** How many bytes the text from `start` up to `end` has: Go's `len`. */
export function utf8Length(text: string, start = 0, end: number = text.length): number {
  let length = 0;
  for (let at = start; at < end; at++) {
    const code = text.codePointAt(at) ?? 0;
    if (code < 0x80) length += 1;
    else if (code < 0x800) length += 2;
    else if (code < 0x10000) length += 3;
    else {
      length += 4;
      at++;
    }
  }
  return length;
}

/** The bytes of a code point as Go escapes them in a quoted string: `\xc3\xa9`. */
export function escapeBytes(code: number): string {
  return utf8Bytes(code)
    .map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
    .join('');
}
