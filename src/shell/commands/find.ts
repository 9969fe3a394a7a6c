// find: where it starts, which files it picks, what it does with them.

import { consumerOf } from '../flow.ts';
import type { Command, ShellNode, ShellWord } from '../tree.ts';
import { once } from './once.ts';

export interface Find {
  /** The folders that it starts from; none where it starts from the working directory. */
  readonly roots: readonly ShellWord[];
  /** Only some of what is below them: `find / -name '*.pyc'`. */
  readonly isFiltered: boolean;
  /** It deletes what it finds, by itself. */
  readonly deletes: boolean;
  /** What it runs on what it finds: the words behind `-exec`, and the command behind `| xargs` with its words. */
  readonly runs: readonly (readonly ShellWord[])[];
}

const FILTER =
  /^-(?:i?(?:name|path|regex|lname|wholename)|perm|size|empty|user|group|nouser|nogroup|uid|gid|links|inum|samefile|prune|[acm](?:time|min)|newer\w*)$/;
/** What ends the folders that find starts from. */
const EXPRESSION = /^(?:-|[!(]$)/;

/** What a find does; undefined for other commands. */
export const findOf = once(readFind);

function readFind(command: Command): Find | undefined {
  const { name, args } = command;
  if (name !== 'find') return undefined;
  const options = args.findIndex(({ pattern }) => !/^-(?:[HLP]|O\d)$/.test(pattern ?? ''));
  const rest = options === -1 ? [] : args.slice(options);
  const end = rest.findIndex(({ literalPrefix, pattern }) => EXPRESSION.test(pattern ?? literalPrefix));
  const roots = end === -1 ? rest : rest.slice(0, end);
  const isFiltered = rest.some(({ value }) => value !== undefined && FILTER.test(value));
  const deletes = args.some(({ value }) => value === '-delete');
  return { roots, isFiltered, deletes, runs: [...executed(args), ...piped(consumerOf(command))] };
}

function executed(args: readonly ShellWord[]): readonly (readonly ShellWord[])[] {
  return args.flatMap(({ value }, at) => {
    if (value === undefined || !/^-(?:exec|ok)(?:dir)?$/.test(value)) return [];
    const rest = args.slice(at + 1);
    const end = rest.findIndex((word) => word.value === ';' || word.value === '+');
    return [end === -1 ? rest : rest.slice(0, end)];
  });
}

/** More than anybody puts between find and xargs. */
const FARTHEST_CONSUMER = 3;

/** `| xargs rm`, perhaps behind another part of the pipeline. */
function piped(consumer: ShellNode | undefined): readonly (readonly ShellWord[])[] {
  let at = consumer;
  for (let distance = 0; distance < FARTHEST_CONSUMER && at?.type === 'command'; distance++) {
    if (at.wrappers.includes('xargs')) return at.nameWord === undefined ? [] : [[at.nameWord, ...at.args]];
    at = consumerOf(at);
  }
  return [];
}

/** Whether it deletes what it finds, itself or by another command. */
export function removesFound({ deletes, runs }: Find): boolean {
  return deletes || runs.some(([program]) => program?.value !== undefined && REMOVER.test(program.value));
}

const REMOVER = /^(?:\/bin\/|\/usr\/bin\/)?(?:rm|unlink)$/;
