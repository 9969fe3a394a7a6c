// Where the package lists of apt come from that an installation reads: its own RUN, an earlier layer, nowhere.

import { fetchOf } from '../shell/commands/fetchers.ts';
import { fetchesLists } from '../shell/commands/apt.ts';
import { interpreterOf } from '../shell/commands/interpreters.ts';
import { type PackageCommand, packageCommand } from '../shell/commands/package-managers.ts';
import { removalIn } from '../shell/commands/removers.ts';
import { normalPath, touchesPath } from '../shell/file-path.ts';
import { functionAround, isUnconditional } from '../shell/conditional.ts';
import { previousInPipeline } from '../shell/flow.ts';
import { hasOption } from '../shell/options.ts';
import type { Command, ShellScript, ShellWord } from '../shell/tree.ts';
import type { Add, Copy, Instruction, Run } from '../syntax/ast.ts';
import type { Model, Stage } from './model.ts';
import { isMounted } from './mounts.ts';

const APT_LISTS = '/var/lib/apt/lists';

/** The package lists that are there where a command runs. */
export type AptLists =
  /** Those of the base image, if it has any. */
  | { readonly kind: 'base'; readonly stage: Stage }
  | { readonly kind: 'fetched'; readonly by: Command; readonly run: Run }
  | { readonly kind: 'removed'; readonly by: Command; readonly run: Run }
  | { readonly kind: 'unknown' };

/** An installation or upgrade in a RUN that fetches no lists before it. */
export interface AptListsUse {
  readonly install: Command;
  readonly found: PackageCommand;
  readonly run: Run;
  readonly lists: Exclude<AptLists, { readonly kind: 'unknown' }>;
  /** It is run, and it names a package that only the lists can know. */
  readonly isCertain: boolean;
}

type ScriptOf = (instruction: Instruction) => ShellScript | undefined;

const UNKNOWN: AptLists = { kind: 'unknown' };

/**
 * The installations that live on lists of an earlier layer, on those of the base image, or on lists that were removed.
 * Where something may have fetched lists that nobody can read here, such as a script of the image, there is no use.
 */
export function aptListsUses({ stages }: Model, scriptOf: ScriptOf): readonly AptListsUse[] {
  const uses: AptListsUse[] = [];
  const ends = new Map<Stage, AptLists>();
  for (const stage of stages) {
    const { base } = stage;
    let lists: AptLists = (base.kind === 'stage' ? ends.get(base.stage) : undefined) ?? { kind: 'base', stage };
    for (const instruction of stage.instructions) {
      if (instruction.kind === 'Run') lists = listsAfter(instruction, scriptOf(instruction), lists, uses);
      else if (bringsLists(instruction)) lists = UNKNOWN;
    }
    ends.set(stage, lists);
  }
  return uses;
}

/** The lists of whoever comes after `run`. */
function listsAfter(run: Run, script: ShellScript | undefined, before: AptLists, uses: AptListsUse[]): AptLists {
  if (isMounted(run, APT_LISTS)) return before;
  if (script === undefined || !script.complete || !isPosix(script)) return perhapsFetched(before);
  const functions = new Set(script.commands.flatMap((command) => functionAround(command) ?? []));
  let lists = before;
  /** A command of this RUN has fetched them, or may have. */
  let isFresh = false;
  for (const command of script.commands) {
    if (functionAround(command) !== undefined) continue;
    const found = packageCommand(command);
    const isApt = found?.manager === 'apt-get' || found?.manager === 'apt';
    const removal = isApt && /^dist-?clean$/.test(found.subcommand ?? '') ? 'all' : removalIn(command, APT_LISTS);
    if ((isApt && fetchesLists(found)) || isRepositorySetup(command)) {
      lists = { kind: 'fetched', by: command, run };
      isFresh = true;
    } else if (removal !== undefined) {
      const isCertain = removal === 'all' && isUnconditional(command);
      lists = isCertain ? { kind: 'removed', by: command, run } : UNKNOWN;
      isFresh &&= !isCertain;
    } else if (mayFetchLists(command, functions)) {
      lists = perhapsFetched(lists);
      isFresh = true;
    } else if (isApt && !isFresh && lists.kind !== 'unknown' && /^(?:install|upgrade)$/.test(found.action)) {
      const isCertain = namesPackage(found) && (lists.kind === 'fetched' || isUnconditional(command));
      uses.push({ install: command, found, run, lists, isCertain });
    }
  }
  return lists;
}

function isPosix({ dialect }: ShellScript): boolean {
  return dialect === 'posix' || dialect === 'bash';
}

/** Lists that were there are those of an earlier layer, whoever fetched them last. */
function perhapsFetched(lists: AptLists): AptLists {
  return lists.kind === 'fetched' ? lists : UNKNOWN;
}

/** COPY and ADD of lists, or of a whole file system. */
function bringsLists(instruction: Instruction): boolean {
  if (instruction.kind !== 'Copy' && instruction.kind !== 'Add') return false;
  const destination = normalPath(instruction.destination?.text ?? '');
  const isWhole = destination === '/' || touchesPath(destination, APT_LISTS);
  return destination.startsWith(APT_LISTS) || (isWhole && mayBeFileSystem(instruction));
}

function mayBeFileSystem(instruction: Copy | Add): boolean {
  return instruction.kind === 'Add' || instruction.from !== undefined;
}

const ELSEWHERE = [
  '-c',
  '--config-file',
  '--no-download',
  '-s',
  '--simulate',
  '--just-print',
  '--dry-run',
  '--recon',
  '--no-act',
];

/** At least one package is named that no file on the disk holds, and apt looks for it where it always does. */
function namesPackage({ subcommand, packages, options }: PackageCommand): boolean {
  if (subcommand === 'build-dep' || hasOption(options, ...ELSEWHERE)) return false;
  const isMoved = options.options.some(({ name, value }) => {
    return (name === '-o' || name === '--option') && /^Dir\b/i.test(value ?? 'Dir');
  });
  return !isMoved && packages.some(isPackageName);
}

function isPackageName({ pattern, literalPrefix }: ShellWord): boolean {
  const known = pattern ?? literalPrefix;
  return /^[a-z\d]/.test(known) && !known.includes('/') && !known.endsWith('.deb');
}

/** Scripts of package repositories that run `apt-get update` themselves. */
const SETUP = /^https?:\/\/(?:deb\.nodesource\.com\/setup|packagecloud\.io\/install\/repositories\/.*script\.deb\.sh)/;

/** `curl https://deb.nodesource.com/setup_22.x | bash -` */
function isRepositorySetup(command: Command): boolean {
  if (interpreterOf(command)?.program.kind !== 'stdin') return false;
  const producer = previousInPipeline(command);
  const urls = producer?.type === 'command' ? fetchOf(producer)?.urls : undefined;
  return urls?.some(({ pattern, literalPrefix }) => SETUP.test(pattern ?? literalPrefix)) ?? false;
}

const FETCHERS = new Set([
  ...['.', 'add-apt-repository', 'ansible-playbook', 'apt-add-repository', 'apt-fast', 'aptitude', 'eval', 'extrepo'],
  ...['install_packages', 'just', 'make', 'nala', 'source'],
]);
const PROGRAMS = /^\/(?:usr\/(?:local\/)?)?s?bin\/[\w.+-]+$/;

/** Whether `command` runs something that nobody can read here: a script, a function, a tool that fetches lists besides. */
function mayFetchLists(command: Command, functions: ReadonlySet<string>): boolean {
  const { name, nameWord, nested } = command;
  if (name === undefined) return nameWord !== undefined;
  if (functions.has(name) || FETCHERS.has(name) || /\.(?:ba)?sh$/.test(name)) return true;
  const path = nameWord?.value ?? '';
  if (path.includes('/') && !PROGRAMS.test(path)) return true;
  const program = interpreterOf(command)?.program;
  return nested === undefined && program !== undefined && program.kind !== 'argument';
}
