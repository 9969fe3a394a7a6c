// White space as Go and BuildKit see it, over UTF-16 units: every such character is a single unit.

/**
 * Whether the UTF-16 unit is white space to Go (`unicode.IsSpace`): what `strings.TrimSpace` removes
 * and BuildKit's word splitter for ENV, LABEL and ARG breaks at.
 */
export function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  if (code < 0x80) return false;
  return isWideSpace(code);
}

function isWideSpace(code: number): boolean {
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  if (code >= 0x2000 && code <= 0x200a) return true;
  switch (code) {
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202f:
    case 0x205f:
    case 0x3000:
      return true;
    default:
      return false;
  }
}

/**
 * Whether the UTF-16 unit separates words in BuildKit's plain splitter: the class `[\t\v\f\r ]` of
 * `reWhitespace` in parser/parser.go. A line feed is not in it.
 */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || (code >= 0x0b && code <= 0x0d);
}

/**
 * Where the first blanks from `start` on begin and end, both `end` if there are none: what
 * `reWhitespace.Split(text, 2)` takes out.
 */
export function firstBlanks(text: string, start = 0, end: number = text.length): { start: number; end: number } {
  let from = start;
  while (from < end && !isBlank(text.charCodeAt(from))) from++;
  let to = from;
  while (to < end && isBlank(text.charCodeAt(to))) to++;
  return { start: from, end: to };
}

/**
 * The bounds of `text` from `start` up to `end` without the white space around it (`strings.TrimSpace`).
 * Nothing but white space gives an empty range at `end`.
 */
export function trimBounds(text: string, start = 0, end: number = text.length): { start: number; end: number } {
  const from = skipSpace(text, start, end);
  let to = end;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return { start: from, end: to };
}

/** The first offset from `start` on, at most `end`, at which no white space stands. */
export function skipSpace(text: string, start = 0, end: number = text.length): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** `strings.TrimSpace`. */
export function trimSpace(text: string): string {
  const { start, end } = trimBounds(text);
  return text.slice(start, end);
}

/** `strings.TrimLeftFunc(text, unicode.IsSpace)`. */
export function trimStart(text: string): string {
  return text.slice(skipSpace(text));
}
