// The words of a package manager's command that say what it does: `apt-get install`, for messages and fixes.

import type { Span } from '../../syntax/source.ts';
import type { Command } from '../tree.ts';
import type { PackageCommand } from './package-managers.ts';

/** `apt-get install` of `/usr/bin/apt-get -q install curl`, `pip install` of `python3 -m pip install flask`. */
export function nameOf({ name }: Command, { manager, subcommand }: PackageCommand): string {
  const tool = name !== undefined && name.startsWith(manager) ? name : manager;
  return subcommand === undefined ? tool : `${tool} ${subcommand}`;
}

/** From the tool to the subcommand. */
export function wordsSpan(command: Command, found: PackageCommand): Span {
  const start = command.nameWord?.span.start ?? command.span.start;
  return { start, end: Math.max(start, optionPlace(command, found)) };
}

/** Where an option of the subcommand can be inserted. */
export function optionPlace({ nameWord, span }: Command, { subcommand, options }: PackageCommand): number {
  const words = subcommand === undefined ? 0 : subcommand.split(' ').length;
  return (words === 0 ? nameWord : options.operands[words - 1])?.span.end ?? span.end;
}
