// Whether what a server answers lies inside the document.

import type { Position } from 'vscode-languageserver';

/** The positions of an answer that are no place in the text, as JSON. `tokens` are read as the protocol packs them. */
export function placesOutside(answer: unknown, text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/).map(({ length }) => length);
  const isInside = ({ line, character }: Position): boolean => character >= 0 && character <= (lines[line] ?? -1);
  const outside: string[] = [];
  const open: unknown[] = [answer];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (typeof part !== 'object' || part === null) continue;
    if (isPosition(part) && !isInside(part)) outside.push(JSON.stringify(part));
    if (isRange(part) && isBefore(part.end, part.start)) outside.push(JSON.stringify(part));
    if (isFolding(part) && (part.endLine >= lines.length || part.endLine < part.startLine))
      outside.push(JSON.stringify(part));
    if (isTokens(part)) outside.push(...tokensOutside(part.data, lines));
    else open.push(...Object.values(part).filter((value) => value !== null));
  }
  return outside;
}

function tokensOutside(data: readonly number[], lines: readonly number[]): readonly string[] {
  const outside: string[] = [];
  let [line, character, end] = [0, 0, 0];
  for (let at = 0; at + 4 < data.length; at += 5) {
    const [lineStep = 0, step = 0, length = 0] = data.slice(at, at + 3);
    if (lineStep > 0) [character, end] = [0, 0];
    line += lineStep;
    character += step;
    const isOverlap = character < end;
    end = character + length;
    if (isOverlap || length === 0 || end > (lines[line] ?? -1)) outside.push(`token ${line}:${character}+${length}`);
  }
  return outside;
}

function isPosition(value: object): value is Position {
  return (
    'line' in value && 'character' in value && typeof value.line === 'number' && typeof value.character === 'number'
  );
}

function isRange(value: object): value is { readonly start: Position; readonly end: Position } {
  return (
    'start' in value &&
    'end' in value &&
    isObject(value.start) &&
    isObject(value.end) &&
    isPosition(value.start) &&
    isPosition(value.end)
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function isFolding(value: object): value is { readonly startLine: number; readonly endLine: number } {
  return (
    'startLine' in value &&
    'endLine' in value &&
    typeof value.startLine === 'number' &&
    typeof value.endLine === 'number'
  );
}

function isTokens(value: object): value is { readonly data: readonly number[] } {
  return 'data' in value && Array.isArray(value.data) && value.data.every((each) => typeof each === 'number');
}
