// The examples of rules as text.

import type { Example } from './rule.ts';

/** An example as it is shown: without the indentation that it has in the rule's file, carets included. */
export function exampleText(example: Example): string {
  return dedent(typeof example === 'string' ? example : example.dockerfile);
}

/** What an example says besides its Dockerfile, piece by piece: what it is, and its text. */
export function exampleSurroundings(example: Example): readonly (readonly [title: string, text: string])[] {
  if (typeof example === 'string') return [];
  const images = Object.entries(example.images ?? {});
  const platforms = images.map(([name, platform]) => `${name} is made for ${platform}\n`).join('');
  return [
    ...Object.entries(example.context ?? {}),
    ...(platforms === '' ? [] : [['The base image', platforms] as const]),
  ];
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
