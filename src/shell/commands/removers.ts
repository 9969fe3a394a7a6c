// Commands that delete files: rm and find.

import { isDeeper, pathsIn, touchesPath } from '../file-path.ts';
import { parseOptions } from '../options.ts';
import type { Command, ShellWord } from '../tree.ts';
import { findOf, removesFound } from './find.ts';
import { once } from './once.ts';

interface Removal {
  /** A normal path, perhaps with wildcards and variables in it. */
  readonly path: string;
  /** Only some of what is below `path`: `find / -name '*.pyc' -delete`. */
  readonly isFiltered: boolean;
  /** It is one of several in braces, which are no path at all to most shells that are called sh. */
  readonly isAlternative: boolean;
}

const NO_VALUES = { withValue: new Set<string>() };
const NO_REMOVALS: readonly Removal[] = [];

/**
 * How much `command` deletes of the folder `path`, which is a normal one: all that is in it, or perhaps some, such as the lists
 * but not the lock.
 */
export function removalIn(command: Command, path: string): 'all' | 'some' | undefined {
  const all = removalsOf(command);
  if (all.length === 0) return undefined;
  const touching = all.filter((removal) => touchesPath(removal.path, path));
  const isAll = touching.some((removal) => {
    return !removal.isFiltered && !removal.isAlternative && !isDeeper(folderOf(removal.path), path);
  });
  if (isAll) return 'all';
  return touching.some((removal) => !removal.isFiltered || !isDeeper(path, removal.path)) ? 'some' : undefined;
}

function folderOf(path: string): string {
  return path.endsWith('/*') ? path.slice(0, -2) : path;
}

const removalsOf = once((command: Command): readonly Removal[] => {
  switch (command.name) {
    case 'rm': {
      const { operands } = parseOptions(command.args, NO_VALUES);
      return operands.flatMap((word) => removals(word, false));
    }
    case 'find': {
      const found = findOf(command);
      return found === undefined || !removesFound(found)
        ? []
        : found.roots.flatMap((word) => removals(word, found.isFiltered));
    }
    default:
      return NO_REMOVALS;
  }
});

function removals(word: ShellWord, isFiltered: boolean): readonly Removal[] {
  const paths = pathsIn(word);
  return paths.map((path) => ({ path, isFiltered, isAlternative: paths.length > 1 }));
}
