// Commands that delete files: rm and find.

import { isRooted, partsOf, pathsIn, touches } from '../file-path.ts';
import { parseOptions } from '../options.ts';
import type { Command, ShellWord } from '../tree.ts';
import { findOf, removesFound } from './find.ts';
import { once } from './once.ts';

interface Removal {
  /** Those of a normal path, perhaps with wildcards and variables in them. */
  readonly parts: readonly string[];
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
  return removes(command) ? removalOfParts(command, partsOf(path)) : undefined;
}

/** Whether `command` deletes anything by a path of which somebody knows where it is. */
export function removes(command: Command): boolean {
  return removalsOf(command).length > 0;
}

/** `removalIn` for the parts of a path: for who asks about the same folders again and again. */
export function removalOfParts(command: Command, path: readonly string[]): 'all' | 'some' | undefined {
  let isSome = false;
  for (const { parts, isFiltered, isAlternative } of removalsOf(command)) {
    if (!touches(parts, path)) continue;
    if (!isFiltered && !isAlternative && depthOf(parts) <= path.length) return 'all';
    isSome ||= !isFiltered || path.length <= parts.length;
  }
  return isSome ? 'some' : undefined;
}

/** That of the folder, where all that is in it is meant. */
function depthOf(parts: readonly string[]): number {
  return parts.at(-1) === '*' ? parts.length - 1 : parts.length;
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
  const isAlternative = paths.length > 1;
  return paths.filter(isRooted).map((path) => ({ parts: partsOf(path), isFiltered, isAlternative }));
}
