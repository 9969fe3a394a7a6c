// The examples of rules as text.

import type { Example } from './rule.ts';

/** An example as it is shown: without the indentation that it has in the rule's file, carets included. */
export function exampleText(example: Example): string {
  return dedent(typeof example === 'string' ? example : example.dockerfile);
}

/** A template literal without its first and last blank line and the indentation that all its lines share. */
export function dedent(text: string): string {
  const lines = text
    .replace(/^\n/, '')
    .replace(/\n[ \t]*$/, '')
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return lines.map((line) => `${line.slice(indent)}\n`).join('');
}
