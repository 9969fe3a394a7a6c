// Which caches of package managers a RUN leaves in its layer.

import { interpreterOf } from '../shell/commands/interpreters.ts';
import { cacheOf, emptiesCache, PACKAGE_CACHES, type PackageCache } from '../shell/commands/package-caches.ts';
import { type PackageCommand, packageCommand } from '../shell/commands/package-managers.ts';
import { normalPath } from '../shell/file-path.ts';
import { functionAround } from '../shell/conditional.ts';
import { findOption } from '../shell/options.ts';
import type { Command, ShellScript } from '../shell/tree.ts';
import type { Run } from '../syntax/ast.ts';
import { isMounted } from './mounts.ts';

/** The variables that caches depend on, by name in upper case; a value is undefined where nobody knows it. */
export type CacheVariables = Map<string, string | undefined>;

export interface Filling {
  readonly command: Command;
  readonly found: PackageCommand;
}

export interface CacheLeft {
  readonly cache: PackageCache;
  /** Where it is, in words for people. */
  readonly place: string;
  /** What fills it, in source order; nothing after them empties it. */
  readonly fillings: readonly [Filling, ...(readonly Filling[])];
}

export interface LayerCaches {
  readonly left: readonly CacheLeft[];
  /** The last command that empties a cache, whichever layer filled it. */
  readonly emptied: ReadonlyMap<PackageCache, Command>;
}

/** Where a command puts its cache. */
interface Folder {
  readonly place: string;
  readonly paths: readonly string[];
}

interface Open extends Folder {
  readonly cache: PackageCache;
  readonly fillings: [Filling, ...Filling[]];
}

/** They run a command for another user, whose home is not the one of the RUN. */
const AS_OTHERS: ReadonlySet<string> = new Set(['doas', 'gosu', 'su-exec', 'sudo']);

const NAMES = new Set(PACKAGE_CACHES.flatMap(({ movedBy, avoidedBy }) => [...movedBy.variables, ...avoidedBy]));

/** Notes the value of a variable; npm reads its own in lower case too. What caches do not depend on is left out. */
export function setVariable(variables: CacheVariables, name: string, value: string | undefined): void {
  if (NAMES.has(name.toUpperCase())) variables.set(name.toUpperCase(), value);
}

/**
 * What `run` leaves behind where `variables` are set and the layers below have left `below`. A script that could not be read to its end leaves nothing: what empties
 * the caches may be in the rest.
 */
export function cachesAfter(
  run: Run,
  script: ShellScript,
  variables: CacheVariables,
  below: ReadonlySet<PackageCache>,
): LayerCaches {
  const own = new Map(variables);
  const open = new Map<PackageCache, Open>();
  const emptied = new Map<PackageCache, Command>();
  /** What functions and traps empty, whenever they run. */
  const emptiedAtEnd = new Set<PackageCache>();
  for (const command of script.commands) {
    for (const [name, value] of assignmentsOf(command)) setVariable(own, name, value);
    const isCleaner = runsCleaner(command);
    for (const cache of PACKAGE_CACHES) {
      if (!isCleaner && !mayEmpty(command, cache, open.get(cache)?.paths ?? cache.paths)) continue;
      open.delete(cache);
      emptied.set(cache, command);
      if (command.name === 'trap' || functionAround(command) !== undefined) emptiedAtEnd.add(cache);
    }
    const found = packageCommand(command);
    const cache = found && cacheOf(found);
    if (found === undefined || !cache?.isFilledBy(found, below.has(cache))) continue;
    const folder = folderOf(cache, { command, found }, own);
    if (folder === undefined || folder.paths.some((path) => isMounted(run, path))) continue;
    const already = open.get(cache);
    if (already === undefined) open.set(cache, { cache, ...folder, fillings: [{ command, found }] });
    else already.fillings.push({ command, found });
  }
  const left = script.complete ? [...open.values()].filter(({ cache }) => !emptiedAtEnd.has(cache)) : [];
  return { left, emptied };
}

/** Undefined where there is no cache, or nobody knows where. */
function folderOf(cache: PackageCache, { command, found }: Filling, variables: CacheVariables): Folder | undefined {
  const { place, paths, movedBy, avoidedBy } = cache;
  const own = new Map(variables);
  for (const { name, value } of command.assignments) setVariable(own, name, value?.value);
  // pip and npm take an empty variable for one that is not set.
  if (avoidedBy.some((name) => own.has(name) && own.get(name) !== '')) return undefined;
  if (place.startsWith('~') && command.wrappers.some((wrapper) => AS_OTHERS.has(wrapper))) return undefined;
  const option = findOption(found.options, ...movedBy.options);
  const variable = movedBy.variables.find((name) => own.has(name) && own.get(name) !== '');
  if (option === undefined && variable === undefined) return { place, paths };
  const folder = option === undefined ? own.get(variable ?? '') : option.value;
  return folder === undefined || folder.includes('$') ? undefined : { place: folder, paths: [normalPath(folder)] };
}

/** `export A=b`, and `A=b` for a variable that may be exported already. */
function assignmentsOf({
  name,
  nameWord,
  assignments,
  args,
}: Command): readonly (readonly [string, string | undefined])[] {
  if (name === 'export') return args.flatMap(({ literalPrefix, value }) => assignmentIn(literalPrefix, value) ?? []);
  return nameWord === undefined ? assignments.map((given) => [given.name, given.value?.value]) : [];
}

function assignmentIn(prefix: string, word: string | undefined): (readonly [string, string | undefined])[] | undefined {
  const equals = prefix.indexOf('=');
  return equals === -1 ? undefined : [[prefix.slice(0, equals), word?.slice(equals + 1)]];
}

function mayEmpty(command: Command, cache: PackageCache, paths: readonly string[]): boolean {
  if (emptiesCache(command, cache, paths)) return true;
  if (command.name !== 'trap') return false;
  return command.args.some(({ text }) => paths.some((path) => text.includes(path.replace('~', ''))));
}

/** Runs something by a name that promises to empty caches. */
function runsCleaner(command: Command): boolean {
  if (command.name === 'trap') return false;
  const program = interpreterOf(command)?.program;
  const script = program?.kind === 'file' ? program.word.text : command.name;
  return script !== undefined && CLEANER.test(script) && packageCommand(command) === undefined;
}

const CLEANER = /clean|purge|slim/i;
