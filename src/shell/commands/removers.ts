// Commands that delete files: rm and find.

import { isDeeper, pathsIn, touchesPath } from '../file-path.ts';
import { consumerOf } from '../flow.ts';
import { parseOptions } from '../options.ts';
import type { Command, ShellNode, ShellWord } from '../tree.ts';

interface Removal {
  /** A normal path, perhaps with wildcards and variables in it. */
  readonly path: string;
  /** Only some of what is below `path`: `find / -name '*.pyc' -delete`. */
  readonly isFiltered: boolean;
  /** It is one of several in braces, which are no path at all to most shells that are called sh. */
  readonly isAlternative: boolean;
}

const NO_VALUES = { withValue: new Set<string>() };
const FILTER = /^-(?:i?(?:name|path|regex|lname|wholename)|perm|size|empty|user|group|[acm](?:time|min)|newer\w*)$/;
/** What ends the folders that find starts from. */
const EXPRESSION = /^(?:-|[!(]$)/;

/**
 * How much `command` deletes of the folder `path`, which is a normal one: all that is in it, or perhaps some, such as the lists
 * but not the lock.
 */
export function removalIn(command: Command, path: string): 'all' | 'some' | undefined {
  const touching = removalsOf(command).filter((removal) => touchesPath(removal.path, path));
  const isAll = touching.some((removal) => {
    return !removal.isFiltered && !removal.isAlternative && !isDeeper(folderOf(removal.path), path);
  });
  if (isAll) return 'all';
  return touching.some((removal) => !removal.isFiltered || !isDeeper(path, removal.path)) ? 'some' : undefined;
}

function folderOf(path: string): string {
  return path.endsWith('/*') ? path.slice(0, -2) : path;
}

function removalsOf(command: Command): readonly Removal[] {
  switch (command.name) {
    case 'rm': {
      const { operands } = parseOptions(command.args, NO_VALUES);
      return operands.flatMap((word) => removals(word, false));
    }
    case 'find':
      return deletes(command) ? foundIn(command) : [];
    default:
      return [];
  }
}

function foundIn({ args }: Command): readonly Removal[] {
  const options = args.findIndex(({ pattern }) => !/^-(?:[HLP]|O\d)$/.test(pattern ?? ''));
  const rest = args.slice(Math.max(options, 0));
  const end = rest.findIndex(({ literalPrefix, pattern }) => EXPRESSION.test(pattern ?? literalPrefix));
  const roots = end === -1 ? rest : rest.slice(0, end);
  const isFiltered = rest.some(({ value }) => value !== undefined && FILTER.test(value));
  return roots.flatMap((word) => removals(word, isFiltered));
}

function removals(word: ShellWord, isFiltered: boolean): readonly Removal[] {
  const paths = pathsIn(word);
  return paths.map((path) => ({ path, isFiltered, isAlternative: paths.length > 1 }));
}

function deletes(command: Command): boolean {
  const { args } = command;
  const runs = args.some(
    ({ value = '' }, at) => /^-(?:exec|ok)(?:dir)?$/.test(value) && isRemover(args[at + 1]?.value),
  );
  return runs || args.some(({ value }) => value === '-delete') || isRemoving(consumerOf(command));
}

/** More than anybody puts between find and xargs. */
const FARTHEST_CONSUMER = 3;

/** `| xargs rm`, perhaps behind another part of the pipeline. */
function isRemoving(consumer: ShellNode | undefined): boolean {
  let at = consumer;
  for (let distance = 0; distance < FARTHEST_CONSUMER && at?.type === 'command'; distance++) {
    if (at.wrappers.includes('xargs')) return isRemover(at.name);
    at = consumerOf(at);
  }
  return false;
}

function isRemover(name: string | undefined): boolean {
  return name === 'rm' || name === '/bin/rm' || name === 'unlink';
}
