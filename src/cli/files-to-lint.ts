// Which of the selected files `slipway lint` reads, and what counts for each.

import { dirname, resolve } from 'node:path';
import { rules } from '../../rules/index.ts';
import { configurationFinder, foldersFrom } from '../config/find.ts';
import type { FileSettings } from '../config/settings.ts';
import type { Read } from '../context/text-file.ts';
import { recommended } from '../lint/rule.ts';
import { Project } from '../project/project.ts';
import { readFile, readStdin, STDIN } from './inputs.ts';
import type { Io } from './io.ts';
import type { LintSettings } from './lint-settings.ts';

export interface FileToLint {
  /** As it is named to the user. */
  readonly path: string;
  readonly settings: FileSettings;
  /** The stages that somebody builds by name. */
  readonly targets: readonly string[];
  read(): Read;
}

/** The files that no configuration and no option leaves out; says so where none is left. */
export async function filesToLint(
  paths: readonly string[],
  settings: LintSettings,
  io: Io,
): Promise<readonly FileToLint[]> {
  const stdin = paths.includes(STDIN) ? await readStdin(io) : undefined;
  const names = paths.map((path) => (path === STDIN ? (settings.stdinFilename ?? STDIN) : path));
  const settingsOf = await settingsSource(names, settings, io);
  const project = new Project();
  const files = names.map(async (path, index): Promise<FileToLint | undefined> => {
    const own = settingsOf(path);
    if (own.isIgnored) return undefined;
    const called = path === STDIN ? [] : await project.targetsOf(resolve(io.workingFolder, path));
    const given = paths[index] === STDIN ? stdin : undefined;
    return {
      path,
      settings: own,
      targets: [...called, ...own.targets, ...settings.targets],
      read: () => given ?? readFile(path, io.workingFolder),
    };
  });
  const kept = (await Promise.all(files)).filter((file) => file !== undefined);
  if (kept.length < names.length && kept.length === 0 && !settings.quiet) {
    const { reportProblem } = await import('./failure.ts');
    reportProblem('nothing to lint: every file is left out, by "ignore" in a configuration or by --ignore', io);
  }
  return kept;
}

const withoutConfiguration: FileSettings = {
  rules: recommended(rules),
  isIgnored: false,
  failOn: undefined,
  targets: [],
  baseImages: new Map(),
};

/** Loads what reads configurations only where there is one, or an option that says what one could say. */
async function settingsSource(
  paths: readonly string[],
  settings: LintSettings,
  { workingFolder }: Io,
): Promise<(path: string) => FileSettings> {
  const { config, withoutConfig, preset, rules: changes, ignore } = settings;
  const find = configurationFinder();
  const folderOf = (path: string): string => (path === STDIN ? workingFolder : dirname(resolve(workingFolder, path)));
  const isInOrAbove = (folder: string): boolean => foldersFrom(folder).some((each) => find(each).length > 0);
  const hasFiles = config !== undefined || (!withoutConfig && [...new Set(paths.map(folderOf))].some(isInOrAbove));
  if (!hasFiles && preset === undefined && changes.length + ignore.length === 0) return () => withoutConfiguration;
  const { configuredSettings } = await import('./lint-configuration.ts');
  return configuredSettings(rules, find, hasFiles, settings, workingFolder);
}
