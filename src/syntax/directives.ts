// Parser directives: the `# name=value` lines at the head of a file.

import type { Directive } from './ast.ts';
import { skipSpace } from './go/space.ts';

const NAMES: ReadonlyMap<string, Directive['name']> = new Map([
  ['syntax', 'syntax'],
  ['escape', 'escape'],
  ['check', 'check'],
]);

/**
 * Reads the line from `start` (its first character that is no white space) up to `end` as a directive.
 * Undefined for everything else: such a line ends the block of directives (directives.go: ParseLine).
 */
export function readDirective(text: string, start: number, end: number): Directive | undefined {
  if (text.charCodeAt(start) !== 0x23) return undefined;
  const nameStart = skipSpace(text, start + 1, end);
  let nameEnd = nameStart;
  while (nameEnd < end && isNameCharacter(text.charCodeAt(nameEnd), nameEnd > nameStart)) nameEnd++;
  const name = NAMES.get(text.slice(nameStart, nameEnd).toLowerCase());
  const equals = skipPatternSpace(text, nameEnd, end);
  if (name === undefined || text[equals] !== '=' || equals >= end) return undefined;
  if (equals + 1 === end) return undefined;
  // Of nothing but blanks the last one is the value.
  const valueStart = Math.min(skipPatternSpace(text, equals + 1, end), end - 1);
  let valueEnd = end;
  while (valueEnd > valueStart + 1 && isPatternSpace(text.charCodeAt(valueEnd - 1))) valueEnd--;
  return {
    name,
    value: text.slice(valueStart, valueEnd),
    span: { start, end: valueEnd },
    valueSpan: { start: valueStart, end: valueEnd },
  };
}

function isNameCharacter(code: number, digits: boolean): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (digits && code >= 0x30 && code <= 0x39);
}

/** Go's `\s`. */
function isPatternSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0c || code === 0x0d;
}

function skipPatternSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isPatternSpace(text.charCodeAt(at))) at++;
  return at;
}
