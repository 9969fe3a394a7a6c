// Package managers: what a command installs, refreshes, removes or cleans, and with which options.

import { type ParsedOptions, parseOptions } from '../options.ts';
import type { Command, ShellWord } from '../tree.ts';
import { interpreterOf } from './interpreters.ts';
import { findPackageTool, type PackageAction, type PackageManager } from './package-tools.ts';
import { once } from './once.ts';

export interface PackageCommand {
  /** `pip` also for `pip3` and `python -m pip`. */
  readonly manager: PackageManager;
  readonly action: PackageAction;
  /** As the tool reads it, two words where the second decides: `install`, `cache clean`; undefined for a bare `yarn`. */
  readonly subcommand: string | undefined;
  /** What follows the subcommand: packages, files, URLs; of `clean` what is to be cleaned. Take their `pattern`. */
  readonly packages: readonly ShellWord[];
  readonly options: ParsedOptions;
}

/** What a command does with a package manager; undefined where it runs none, or only asks for its help or version. */
export const packageCommand = once(readPackageCommand);

function readPackageCommand(command: Pick<Command, 'name' | 'args'>): PackageCommand | undefined {
  const { name, args } = pythonModule(command) ?? command;
  const tool = name === undefined ? undefined : findPackageTool(name);
  if (tool === undefined) return undefined;
  const options = parseOptions(args, tool);
  const [first, second] = options.operands;
  const { manager, actions } = tool;
  if (first === undefined) {
    const isAsking = options.options.some(({ name: option }) => ABOUT_ITSELF.has(option));
    return tool.bare === undefined || isAsking
      ? undefined
      : { manager, action: tool.bare, subcommand: undefined, packages: [], options };
  }
  const one = first.pattern;
  const two = one === undefined || second?.pattern === undefined ? undefined : `${one} ${second.pattern}`;
  const action = two === undefined ? undefined : actions.get(two);
  if (action !== undefined) return { manager, action, subcommand: two, packages: options.operands.slice(2), options };
  const single = one === undefined ? undefined : actions.get(one);
  return { manager, action: single ?? 'other', subcommand: one, packages: options.operands.slice(1), options };
}

/** `packageCommand` where it installs. */
export function packageInstall(command: Pick<Command, 'name' | 'args'>): PackageCommand | undefined {
  const found = packageCommand(command);
  return found?.action === 'install' ? found : undefined;
}

const ABOUT_ITSELF: ReadonlySet<string> = new Set(['-h', '-v', '-V', '--help', '--version']);

/** `python -m pip install` as `pip install`. */
function pythonModule(command: Pick<Command, 'name' | 'args'>): Pick<Command, 'name' | 'args'> | undefined {
  const program = interpreterOf(command)?.program;
  if (program?.kind !== 'module' || program.word === undefined) return undefined;
  return { name: program.word.value, args: command.args.slice(command.args.indexOf(program.word) + 1) };
}
