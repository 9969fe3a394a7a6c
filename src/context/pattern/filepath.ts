// What Go's package path/filepath does with a path and with a pattern, on a system that separates with `/`.

/**
 * Whether `filepath.Match(pattern, ".")` gives no error. Go reads a pattern in chunks, each up to the next `*`, and
 * ends at the first that does not match the name: what is wrong behind it goes unnoticed.
 */
export function isValidPattern(pattern: string): boolean {
  const first = readChunk(pattern, 0);
  if (first === undefined || !first.isDot) return first !== undefined;
  return readChunk(pattern, first.end) !== undefined;
}

interface Chunk {
  readonly end: number;
  /** It is one character or class, and one that matches the name `.`. */
  readonly isDot: boolean;
}

/** Stars and what follows up to the next one. Undefined where the syntax is wrong. */
function readChunk(pattern: string, start: number): Chunk | undefined {
  let at = start;
  while (pattern[at] === '*') at++;
  let isDot = false;
  for (let elements = 1; at < pattern.length && pattern[at] !== '*'; elements++) {
    const element = pattern[at] === '[' ? readClass(pattern, at) : readCharacter(pattern, at);
    if (element === undefined) return undefined;
    isDot = elements === 1 && element.isDot;
    at = element.end;
  }
  return { end: at, isDot };
}

function readCharacter(pattern: string, start: number): Chunk | undefined {
  const escaped = pattern[start] === '\\';
  const at = escaped ? start + 1 : start;
  if (at === pattern.length) return undefined;
  return { end: at + 1, isDot: pattern[at] === '.' || (pattern[at] === '?' && !escaped) };
}

const dot = 0x2e;

function readClass(pattern: string, open: number): Chunk | undefined {
  const negated = pattern[open + 1] === '^';
  let at = negated ? open + 2 : open + 1;
  let hasDot = false;
  for (let ranges = 0; ranges === 0 || pattern[at] !== ']'; ranges++) {
    const first = readBound(pattern, at);
    const last = first !== undefined && pattern[first.end] === '-' ? readBound(pattern, first.end + 1) : first;
    if (first === undefined || last === undefined) return undefined;
    hasDot ||= first.codePoint <= dot && dot <= last.codePoint;
    at = last.end;
  }
  return { end: at + 1, isDot: hasDot !== negated };
}

/** One end of a range; there must be something behind it. */
function readBound(pattern: string, start: number): { readonly codePoint: number; readonly end: number } | undefined {
  if (pattern[start] === '-' || pattern[start] === ']') return undefined;
  const at = pattern[start] === '\\' ? start + 1 : start;
  const codePoint = pattern.codePointAt(at);
  if (codePoint === undefined) return undefined;
  const end = at + (codePoint > 0xff_ff ? 2 : 1);
  return end < pattern.length ? { codePoint, end } : undefined;
}
