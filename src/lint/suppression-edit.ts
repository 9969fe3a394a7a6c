// Comments that allow a finding: the edit that writes one.

import type { Edit } from '../diagnostic.ts';
import type { Dockerfile, Instruction } from '../syntax/ast.ts';
import { readSuppression } from './suppression-comment.ts';

/** Allows a rule for one instruction: in the comment above it that allows others already, otherwise in a new one. */
export function allowInInstruction(file: Dockerfile, instruction: Instruction, rule: string): Edit {
  const added = addedToComment(file, rule, 'instruction', (start) => isAbove(file, start, instruction));
  if (added !== undefined) return added;
  const { text } = file.source;
  const lineStart = text.lastIndexOf('\n', instruction.span.start - 1) + 1;
  const start = lineStart === 0 ? startOf(text) : lineStart;
  const indentation = text.slice(start, instruction.span.start);
  return insertion(start, `${indentation}# slipway ignore=${rule}${lineEndOf(text)}`);
}

/** Allows a rule in the whole file: in the comment that allows others already, otherwise in a new one below the directives. */
export function allowInFile(file: Dockerfile, rule: string): Edit {
  const added = addedToComment(file, rule, 'file', () => true);
  if (added !== undefined) return added;
  const { text } = file.source;
  const last = file.directives.at(-1);
  const lineEnd = lineEndOf(text);
  if (last === undefined) return insertion(startOf(text), `# slipway ignore-file=${rule}${lineEnd}`);
  const end = text.indexOf('\n', last.span.end);
  return end === -1
    ? insertion(text.length, `${lineEnd}# slipway ignore-file=${rule}`)
    : insertion(end + 1, `# slipway ignore-file=${rule}${lineEnd}`);
}

function addedToComment(
  { comments, source }: Dockerfile,
  rule: string,
  scope: 'instruction' | 'file',
  counts: (start: number) => boolean,
): Edit | undefined {
  for (const { span } of comments) {
    if (!counts(span.start)) continue;
    const textStart = span.start + '#'.length;
    const comment = readSuppression(source.text.slice(textStart, span.end));
    if (comment?.form !== 'slipway' || comment.scope !== scope) continue;
    const last = comment.names.at(-1);
    if (last !== undefined) return insertion(textStart + last.offset + last.text.length, `,${rule}`);
  }
  return undefined;
}

/** A comment counts for the first instruction that ends behind it. */
function isAbove({ instructions }: Dockerfile, start: number, instruction: Instruction): boolean {
  if (start >= instruction.span.start) return false;
  const before = instructions[instructions.indexOf(instruction) - 1];
  return before === undefined || before.span.end <= start;
}

/** A byte order mark stays in front. */
function startOf(text: string): number {
  return text.startsWith('\u{feff}') ? 1 : 0;
}

function insertion(at: number, text: string): Edit {
  return { span: { start: at, end: at }, text };
}

function lineEndOf(text: string): string {
  const end = text.indexOf('\n');
  return end > 0 && text.charAt(end - 1) === '\r' ? '\r\n' : '\n';
}
