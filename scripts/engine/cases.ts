// The Dockerfiles that a real engine is asked about, and the commands that are run in their images.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Case {
  readonly name: string;
  /** Options of `docker build`. */
  readonly options: readonly string[];
  readonly dockerfile: string;
  /** One container each: the words that stand behind the image's name. */
  readonly runs: readonly (readonly string[])[];
}

/** The cases of a folder, in the order of its files; test-fixtures/engine/README.md describes their form. */
export function readCases(folder: string): readonly Case[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.cases'));
  return files.toSorted().flatMap((file) => parseCases(readFileSync(join(folder, file), 'utf8')));
}

export function parseCases(text: string): readonly Case[] {
  return text
    .split(/^==== /m)
    .slice(1)
    .map(parseCase);
}

function parseCase(text: string): Case {
  const end = text.indexOf('\n');
  const [name = '', ...options] = wordsOf(text.slice(0, end));
  const [body = '', ...runs] = text.slice(end + 1).split(/^---- run\b/m);
  return { name, options, dockerfile: `${body.trimEnd()}\n`, runs: runs.map((words) => wordsOf(words.trim())) };
}

function wordsOf(text: string): readonly string[] {
  return text.startsWith('[') ? (JSON.parse(text) as string[]) : text.split(' ').filter((word) => word !== '');
}
