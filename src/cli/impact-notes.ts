// What the reader of `slipway impact` should know besides: changes that no step sees, files that could not be read.

import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { Analysis } from '../analysis.ts';
import { relativePath } from '../lint/relative-path.ts';
import type { Impact } from '../plan/impact.ts';
import { didYouMean } from '../syntax/suggest.ts';
import type { Build } from './build-options.ts';
import type { ChangedFile } from './changed-files.ts';
import type { ChangedBuild } from './changes.ts';

/** As many as a reader takes in. */
const MOST_NOTES = 5;
const MOST_NAMES = 3;

export function impactNotes(impact: Impact, changes: ChangedBuild, build: Build): readonly string[] {
  const { files, after, context } = changes;
  const outside = files.filter(({ path }) => isOutside(path));
  const leftOut = files.filter(({ leftOutBy }) => leftOutBy !== undefined);
  const inside = files.filter(({ path, leftOutBy }) => !isOutside(path) && leftOutBy === undefined);
  return [
    ...few(outside.map(({ path }) => `${path} lies outside the build context`)),
    ...few(
      leftOut.map(({ path, leftOutBy }) => `${path} is left out of the build context by the pattern ${leftOutBy}`),
    ),
    ...notesInside(inside, impact, changes, build),
    ...unusedArguments(after.buildArgs.keys(), build),
    ...few(context.problems.map(({ path, problem }) => `${path}: ${problem}`)),
  ];
}

function isOutside(path: string): boolean {
  return path === '..' || path.startsWith('../');
}

function notesInside(
  files: readonly ChangedFile[],
  { steps }: Impact,
  { after }: ChangedBuild,
  build: Build,
): readonly string[] {
  const isQuiet = steps.every(({ fate }) => fate === 'cached');
  const own = ownFiles(build);
  const [missing, taken, untaken]: [string[], string[], string[]] = [[], [], []];
  for (const { path, isNamed, isSent } of files) {
    const isTaken = isSent && !(isNamed && isQuiet);
    const name = path || 'anything of the build context';
    if (isNamed && !isThere(path, build)) {
      const similar = didYouMean(
        path,
        after.context.map((file) => file.path),
      );
      missing.push(`${path} is not there${similar}${isTaken ? ': it counts as deleted' : ', and no step takes it'}`);
    } else if (own.has(path)) {
      const option = own.get(path);
      if (isNamed)
        taken.push(`${path} counts as a file of the build context alone: ${option} tells what it said before`);
    } else if (!isTaken) untaken.push(name);
  }
  return [...few(missing), ...few(taken), ...(untaken.length === 0 ? [] : [`no step takes ${listed(untaken)}`])];
}

/** Files that say themselves what is built, by their path in the context: how to tell of a change of them. */
function ownFiles({ dockerfile, folder }: Build): ReadonlyMap<string, string> {
  const files = new Map([['.dockerignore', '--since']]);
  if (dockerfile === undefined) return files;
  const path = relativePath(dockerfile, folder);
  return files.set(`${path}.dockerignore`, '--since').set(path, '--since or --dockerfile-before');
}

function isThere(path: string, { folder }: Build): boolean {
  return lstatSync(join(folder, path), { throwIfNoEntry: false }) !== undefined;
}

/** BuildKit itself reads those whose names begin so. */
const OF_BUILDER = 'BUILDKIT_';

function unusedArguments(names: Iterable<string>, { source }: Build): readonly string[] {
  const declared = new Set<string>();
  for (const instruction of new Analysis(source).file.instructions) {
    if (instruction.kind !== 'Arg') continue;
    for (const { name } of instruction.variables) declared.add(name.text);
  }
  const unused = [...names].filter((name) => !declared.has(name) && !name.startsWith(OF_BUILDER));
  return few(unused.map((name) => `no ARG declares ${name}${didYouMean(name, declared)}`));
}

function listed(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  if (rest <= 1) return names.join(', ');
  return `${names.slice(0, MOST_NAMES).join(', ')} and ${rest} more`;
}

function few(notes: readonly string[]): readonly string[] {
  if (notes.length <= MOST_NOTES) return notes;
  const told = notes.slice(0, MOST_NOTES - 1);
  return [...told, `and ${notes.length - told.length} more of that kind`];
}
