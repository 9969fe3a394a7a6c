// Dockerfiles to drive a server with: those of the corpus, the examples of the rules where there is none.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exampleText } from '../../src/lint/example.ts';
import { rules } from '../../rules/index.ts';

/** `count` of them, evenly spread. `folder` is that of the conformance data. */
export function sampleOf(folder: string | undefined, count: number): readonly string[] {
  const all = folder === undefined ? examples() : corpus(join(folder, 'corpus', 'dockerfiles'));
  const step = Math.max(1, all.length / count);
  return Array.from({ length: Math.min(count, all.length) }, (_, index) => all[Math.floor(index * step)] ?? '');
}

function corpus(folder: string): readonly string[] {
  if (!existsSync(folder)) throw new Error(`there is no corpus at ${folder}`);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => readFileSync(path, 'utf8'));
}

function examples(): readonly string[] {
  return [...rules.values()].flatMap(({ bad, good }) => [...bad, ...good].map(exampleText));
}
