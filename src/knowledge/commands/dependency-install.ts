// Commands that install what the manifest of a project asks for: which files they read, and whether they need the sources.

import { packageCommand } from '../../shell/commands/package-managers.ts';
import { nameOf } from '../../shell/commands/package-words.ts';
import { once } from '../../shell/commands/once.ts';
import { hasOption, type ParsedOptions, parseOptions } from '../../shell/options.ts';
import type { Command, ShellWord } from '../../shell/tree.ts';
import { lazily } from '../../syntax/lazily.ts';
import { valueWordOf } from './effect.ts';
import { type InstallerRow, installers, PYTHON_PROJECT_FILES } from './installer-table.ts';

export type Ecosystem =
  | 'dart'
  | 'dotnet'
  | 'elixir'
  | 'go'
  | 'java'
  | 'node'
  | 'php'
  | 'python'
  | 'ruby'
  | 'rust'
  | 'scala'
  | 'swift';

export interface DependencyInstall {
  readonly ecosystem: Ecosystem;
  /** As people know it: `npm`, `pip`, `bundle`, `mvn`. */
  readonly manager: string;
  /** One of these has to be there. Paths seen from `folder`, with `*` for any name. Empty where `given` says all. */
  readonly manifests: readonly string[];
  /** Lock files that it reads where they are there. */
  readonly locks: readonly string[];
  /** Further files that change what it does, where they are there. */
  readonly settings: readonly string[];
  /** Files that the command names itself: `requirements.txt` of `pip install -r requirements.txt`. */
  readonly given: readonly ShellWord[];
  /** The option or operand that names the project's folder; undefined for the working directory. */
  readonly folder: ShellWord | undefined;
  /** It compiles, packs or copies the project itself, not only what that depends on. */
  readonly needsSources: boolean;
  /** It runs scripts that the project brings, which may read any of its files: `postinstall` of npm. */
  readonly runsScripts: boolean;
  /** `frozen`: it fails where the lock file does not fit. `used`: it follows it, and may change it. `ignored`: it does not look at it. */
  readonly lock: 'frozen' | 'used' | 'ignored';
}

/**
 * What `command` installs by a manifest. Undefined for commands that install only packages that they name, and for those
 * whose arguments leave that open.
 */
export const dependencyInstall = once(read);

/** The program and the words that say what it does: `npm ci`, `go mod download`. */
export function installName(command: Command, { manager }: DependencyInstall): string {
  const found = packageCommand(command);
  if (found?.subcommand !== undefined) return nameOf(command, found);
  const words = command.args.slice(0, 2).flatMap(({ value }) => (/^[a-z][\w:.-]*$/.test(value ?? '') ? [value] : []));
  return [manager, ...words].join(' ');
}

const installersByProgram = lazily((): ReadonlyMap<string, readonly InstallerRow[]> => {
  const found = new Map<string, InstallerRow[]>();
  for (const row of installers()) {
    for (const program of row.programs) found.set(program, [...(found.get(program) ?? []), row]);
  }
  return found;
});

function read(command: Command): DependencyInstall | undefined {
  const { name } = command;
  const rows = name === undefined ? undefined : installersByProgram().get(name);
  const python = pythonInstall(command);
  if (python !== undefined || rows === undefined) return python;
  const known = packageCommand(command)?.options;
  for (const row of rows) {
    const parsed = known ?? parseOptions(command.args, optionsOf(row));
    const text = sorted(parsed);
    if (row.words.test(text) && row.unless?.test(text) !== true) return installBy(row, parsed, text);
  }
  return undefined;
}

/** More than anybody writes before what decides. */
const MOST_WORDS = 200;

/** First the operands, then the options, without those of their values that stand alone. */
function sorted({ operands, options }: ParsedOptions): string {
  const words = new Set([...operands, ...options.map(({ word }) => word)]);
  return [...words]
    .slice(0, MOST_WORDS)
    .map(({ pattern, literalPrefix }) => pattern ?? literalPrefix)
    .join(' ');
}

function installBy(row: InstallerRow, parsed: ParsedOptions, text: string): DependencyInstall | undefined {
  const { ecosystem, programs, locks, settings = [], needsSources, frozen, ignoresLock, scriptsUnless } = row;
  const { folder = [], manifestOption = [] } = row;
  if (namesPackages(row, parsed)) return undefined;
  const valuesOf = (names: readonly string[]): readonly ShellWord[] =>
    parsed.options.flatMap((option) => (names.includes(option.name) ? (valueWordOf(option) ?? []) : []));
  const given = ecosystem === 'dotnet' ? parsed.operands.filter(isProjectFile) : valuesOf(manifestOption);
  const isFrozen = frozen === true || frozen?.test(text) === true;
  return {
    ecosystem,
    manager: programs[0] ?? '',
    manifests: given.length > 0 ? [] : row.manifests,
    locks,
    settings,
    given,
    folder: valuesOf(folder).at(-1),
    needsSources: needsSources === true || (needsSources !== undefined && !needsSources.unless.test(text)),
    runsScripts: scriptsUnless !== undefined && !hasOption(parsed, scriptsUnless),
    lock: locks.length === 0 || ignoresLock?.test(text) === true ? 'ignored' : isFrozen ? 'frozen' : 'used',
  };
}

function optionsOf({ folder = [], manifestOption = [] }: InstallerRow): { readonly withValue: ReadonlySet<string> } {
  return { withValue: new Set([...folder, ...manifestOption]) };
}

/** The first operand is the subcommand. */
function namesPackages({ takesPackages }: InstallerRow, { operands }: ParsedOptions): boolean {
  if (takesPackages === undefined) return false;
  return operands.slice(1).some((word) => {
    const text = word.pattern ?? word.literalPrefix;
    return word.pattern === undefined
      ? text === '' || takesPackages.test(text)
      : !/^\.{0,2}\/?$/.test(text) && takesPackages.test(text);
  });
}

function isProjectFile({ text }: ShellWord): boolean {
  return /\.(?:csproj|fsproj|vbproj|proj|slnx?)["']?$/.test(text);
}

const REQUIREMENTS = ['-r', '--requirement', '--requirements'];
const CONSTRAINTS = ['-c', '--constraint', '--constraints'];

/** pip and `uv pip`: files of requirements, and folders with a project in them. */
function pythonInstall(command: Command): DependencyInstall | undefined {
  const found = packageCommand(command);
  if (found?.action !== 'install' || !/^(?:install|pip install|pip sync)$/.test(found.subcommand ?? ''))
    return undefined;
  if (found.manager !== 'pip' && found.manager !== 'uv') return undefined;
  const { options, packages, subcommand, manager } = found;
  const valuesOf = (names: readonly string[]): readonly ShellWord[] =>
    options.options.flatMap((option) => (names.includes(option.name) ? (valueWordOf(option) ?? []) : []));
  const isSync = subcommand === 'pip sync';
  const required = [...valuesOf(REQUIREMENTS), ...(isSync ? packages : [])];
  const folder = [...valuesOf(['-e', '--editable']), ...(isSync ? [] : packages)].find(isLocalFolder);
  if (required.length === 0 && folder === undefined) return undefined;
  return {
    ecosystem: 'python',
    manager,
    manifests: folder === undefined ? [] : PYTHON_PROJECT_FILES,
    locks: [],
    settings: manager === 'uv' ? ['uv.toml'] : [],
    given: [...required, ...valuesOf(CONSTRAINTS)],
    folder,
    needsSources: folder !== undefined,
    runsScripts: false,
    lock: 'ignored',
  };
}

/** `.`, `./app`, `/app[extra]`; not a wheel or an archive. */
function isLocalFolder({ pattern, literalPrefix }: ShellWord): boolean {
  const text = pattern ?? literalPrefix;
  return /^\.{0,2}\/|^\.{1,2}(?:\[|$)/.test(text) && !/\.(?:whl|gz|zip|bz2|xz)$|\*/.test(text);
}
