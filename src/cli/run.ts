// From the command line to the exit code: finds the command, and answers for whatever it throws.

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { suggest } from '../syntax/suggest.ts';
import { UserError } from '../user-error.ts';
import { commands, runCommand, standardCommand } from './commands.ts';
import { exitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { version } from './version.ts';

/** Runs the program with the arguments behind its name and gives the exit code. Throws nothing. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    const { reportBug, reportProblem } = await import('./failure.ts');
    if (!(error instanceof UserError)) {
      reportBug(error, io);
      return exitCode.bug;
    }
    reportProblem(error.message, io);
    return exitCode.usage;
  }
}

async function dispatch(args: readonly string[], io: Io): Promise<number> {
  const [first = '', ...rest] = args;
  const named = commands.find(({ name }) => name === first);
  const end = args.indexOf('--');
  const options = new Set(end === -1 ? args : args.slice(0, end));
  if (options.has('--help') || options.has('-h')) {
    const { helpOf, overview } = await import('./help.ts');
    io.stdout.write(named === undefined ? overview() : helpOf(named));
    return exitCode.clean;
  }
  if (options.has('--version') || options.has('-V')) {
    io.stdout.write(`slipway ${version}\n`);
    return exitCode.clean;
  }
  if (named !== undefined) return runCommand(named, rest, io);
  refuseMisspelledCommand(first, io);
  return runCommand(standardCommand, args, io);
}

/** A word that is no file but nearly a command is meant as one. */
function refuseMisspelledCommand(word: string, { workingFolder }: Io): void {
  if (!/^[a-z]+$/i.test(word) || existsSync(resolve(workingFolder, word))) return;
  const names = commands.map(({ name }) => name);
  const similar = names.find((name) => name === word.toLowerCase()) ?? suggest(word.toLowerCase(), names);
  if (similar === undefined) return;
  throw new UserError(`there is no command and no file "${word}" (did you mean ${similar}?)`);
}
