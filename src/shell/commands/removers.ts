// Commands that delete files: rm and find.

import { pathsIn } from '../file-path.ts';
import { consumerOf } from '../flow.ts';
import { parseOptions } from '../options.ts';
import type { Command, ShellNode } from '../tree.ts';

export interface Removal {
  /** A normal path, perhaps with wildcards and variables in it. */
  readonly path: string;
  /** Only some of what is below `path`: `find / -name '*.pyc' -delete`. */
  readonly some: boolean;
}

const NO_VALUES = { withValue: new Set<string>() };
const FILTER = /^-(?:i?(?:name|path|regex|lname|wholename)|perm|size|empty|user|group|[acm](?:time|min)|newer\w*)$/;
/** What ends the folders that find starts from. */
const EXPRESSION = /^(?:-|[!(]$)/;

/** What `command` deletes; empty for commands that delete nothing. */
export function removalsOf(command: Command): readonly Removal[] {
  switch (command.name) {
    case 'rm': {
      const { operands } = parseOptions(command.args, NO_VALUES);
      return operands.flatMap(pathsIn).map((path) => ({ path, some: false }));
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
  const some = rest.some(({ value }) => value !== undefined && FILTER.test(value));
  return roots.flatMap(pathsIn).map((path) => ({ path, some }));
}

function deletes(command: Command): boolean {
  const { args } = command;
  const runs = args.some(({ value = '' }, at) => /^-(?:exec|ok)(?:dir)?$/.test(value) && isRemover(args[at + 1]?.value));
  return runs || args.some(({ value }) => value === '-delete') || isRemoving(consumerOf(command));
}

/** `| xargs rm`, perhaps behind another part of the pipeline. */
function isRemoving(consumer: ShellNode | undefined): boolean {
  if (consumer?.type !== 'command') return false;
  if (consumer.wrappers.includes('xargs')) return isRemover(consumer.name);
  return isRemoving(consumerOf(consumer));
}

function isRemover(name: string | undefined): boolean {
  return name === 'rm' || name === '/bin/rm' || name === 'unlink';
}
