// The arguments of a command as one text, for tables that tell commands apart by their words.

import { once } from '../../shell/commands/once.ts';
import { interpreterOf } from '../../shell/commands/interpreters.ts';
import type { Command } from '../../shell/tree.ts';

/** More than any table looks at; commands with a thousand arguments are lists of packages. */
const MOST_WORDS = 200;

/** What stands before the first expansion of each argument, with one blank between them; of `python -m pip` what follows. */
export const argumentsOf = once((command: Command): string => {
  const { args } = command;
  const program = interpreterOf(command)?.program;
  const module = program?.kind === 'module' ? program.word : undefined;
  const own = module === undefined ? args : args.slice(args.indexOf(module) + 1);
  return own
    .slice(0, MOST_WORDS)
    .map(({ pattern, literalPrefix }) => pattern ?? literalPrefix)
    .join(' ');
});

/** The name of the program: that of the module for `python -m pip`. */
export const programOf = once((command: Command): string | undefined => {
  const program = interpreterOf(command)?.program;
  return program?.kind === 'module' ? program.word?.value : command.name;
});
