// Edits in the words of the protocol.

import type { TextEdit } from 'vscode-languageserver';
import type { Edit } from '../diagnostic.ts';
import type { Positions } from './positions.ts';

export function textEditsOf(edits: readonly Edit[], positions: Positions): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: positions.range(span), newText: text }));
}

/** The one edit that makes `before` into `after`, as short as it can be; none where they are equal. */
export function difference(before: string, after: string): readonly Edit[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (splits(before, start) || splits(after, start)) start--;
  const longest = shorter - start;
  let end = 0;
  while (end < longest && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end))
    end++;
  if (splits(before, before.length - end) || splits(after, after.length - end)) end--;
  return [{ span: { start, end: before.length - end }, text: after.slice(start, after.length - end) }];
}

/** Whether an offset is inside a line ending or a character, where the protocol has no place. */
function splits(text: string, offset: number): boolean {
  return /^(?:\r\n|[\ud800-\udbff][\udc00-\udfff])$/.test(text.slice(Math.max(0, offset - 1), offset + 1));
}
