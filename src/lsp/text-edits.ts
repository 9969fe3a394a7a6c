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
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end++;
  return [{ span: { start, end: before.length - end }, text: after.slice(start, after.length - end) }];
}
