// The command `npm run conformance`: which suites to run, what is printed, and the exit code.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { didYouMean } from '../../src/syntax/suggest.ts';
import { UserError } from '../../src/user-error.ts';
import { hasData, type Result, runSuites } from './run.ts';
import type { Suite } from './suite.ts';

/** Why we differ on a case, and mean to. */
export interface ExpectedDifference {
  readonly key: string;
  readonly reason: string;
}

export interface Settings {
  readonly suites: readonly Suite[];
  /** The share of a suite's cases that must agree. A floor is raised when more do, and never lowered. */
  readonly floors: Readonly<Record<string, number>>;
  readonly expected: Readonly<Record<string, readonly ExpectedDifference[]>>;
  /** The folder of recorded answers. */
  readonly folder: string | undefined;
  print(line: string): void;
  printError(line: string): void;
}

/** Runs the suites that the arguments name, or all that have data. Gives 1 below a floor, 2 for a wrong question. */
export async function conformance(commandLine: readonly string[], settings: Settings): Promise<number> {
  try {
    const { names, differences } = readArguments(commandLine);
    const folder = findFolder(settings.folder);
    const results = await runSuites(folder, chooseSuites(names, folder, settings.suites));
    for (const result of results) {
      settings.print(summary(result));
      if (differences) for (const line of listing(result, settings)) settings.print(line);
    }
    const below = results.filter((result) => ratio(result) < (settings.floors[result.suite.name] ?? 0));
    for (const result of below) {
      settings.printError(`${summary(result)} is below its floor of ${settings.floors[result.suite.name]}`);
    }
    return below.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    settings.printError(error.message);
    return 2;
  }
}

function readArguments(commandLine: readonly string[]): { names: readonly string[]; differences: boolean } {
  try {
    const options = { differences: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...commandLine], options, allowPositionals: true });
    return { names: positionals, differences: values.differences };
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : String(error)}; there is only --differences`);
  }
}

function findFolder(folder: string | undefined): string {
  if (folder === undefined || folder === '') {
    throw new UserError('SLIPWAY_CONFORMANCE must name the folder that has the recorded answers in conformance/');
  }
  if (!existsSync(join(folder, 'conformance'))) throw new UserError(`there is no folder conformance/ in ${folder}`);
  return folder;
}

function chooseSuites(names: readonly string[], folder: string, suites: readonly Suite[]): readonly Suite[] {
  const known = [...new Set(suites.map(({ name }) => name))];
  for (const name of names) {
    const suite = suites.find((candidate) => candidate.name === name);
    if (suite === undefined) {
      throw new UserError(`unknown suite ${name}${didYouMean(name, known)}; there are ${known.join(', ')}`);
    }
    if (!hasData(folder, suite)) throw new UserError(`${name} needs ${suite.data}.jsonl.gz, which is not in ${folder}`);
  }
  const chosen = suites.filter((suite) => (names.length === 0 ? hasData(folder, suite) : names.includes(suite.name)));
  if (chosen.length === 0) throw new UserError(`no suite has its data in ${join(folder, 'conformance')}`);
  return chosen;
}

function ratio({ total, differences }: Result): number {
  return total === 0 ? 1 : (total - differences.length) / total;
}

function summary({ suite, total, differences }: Result): string {
  return `${suite.name}: ${total - differences.length}/${total}`;
}

function listing({ suite, differences }: Result, { expected }: Settings): readonly string[] {
  const reasons = new Map((expected[suite.name] ?? []).map(({ key, reason }) => [key, reason]));
  return differences.map(({ at, key, text }) => {
    const reason = reasons.get(key);
    return `  ${at} [${key}] ${text}${reason === undefined ? '' : ` (expected: ${reason})`}`;
  });
}
