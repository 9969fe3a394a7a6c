// What tools keep for a next time: where it lies for whom, what fills it, and how to be rid of it.

import { packageCommand } from '../../shell/commands/package-managers.ts';
import { once } from '../../shell/commands/once.ts';
import { removalOfParts, removes } from '../../shell/commands/removers.ts';
import { normalPath, partsOf } from '../../shell/file-path.ts';
import { findOption, hasOption } from '../../shell/options.ts';
import type { Command } from '../../shell/tree.ts';
import { lazily } from '../../syntax/lazily.ts';
import { argumentsOf } from './arguments.ts';
import { NOWHERE, type Place } from './place.ts';
import { type CacheLocation, type ToolCache, toolCaches } from './tool-cache-table.ts';

export interface CacheFolder {
  /** Absolute; undefined for one in a home folder that nobody knows. */
  readonly path: string | undefined;
  /** With `~` for a home that is not known. */
  readonly text: string;
  /** No variable that nobody knows may have moved it. */
  readonly isCertain: boolean;
}

const cachesByProgram = lazily((): ReadonlyMap<string, readonly ToolCache[]> => {
  const found = new Map<string, ToolCache[]>();
  for (const cache of toolCaches()) {
    for (const program of cache.programs) found.set(program, [...(found.get(program) ?? []), cache]);
  }
  return found;
});

/** The caches of the tool that `command` runs: `pip3` and `python -m pip` are `pip`. */
export function cachesOf(command: Command): readonly ToolCache[] {
  const program = packageCommand(command)?.manager ?? command.name;
  return program === undefined ? [] : (cachesByProgram().get(program) ?? []);
}

/** The cache that lies in `path`, or of which `path` is a part; for the targets of cache mounts. `path` is absolute and clean. */
export function cacheAt(path: string, place: Place): ToolCache | undefined {
  return toolCaches().find((cache) => {
    return cacheFolders(cache, place).some((folder) => {
      return folder.path !== undefined && (path === folder.path || path.startsWith(`${folder.path}/`));
    });
  });
}

/** Where `cache` lies for the user of `place`: one folder for each thing that it keeps. */
export function cacheFolders({ locations }: ToolCache, place: Place): readonly CacheFolder[] {
  return locations.map((alternatives) => firstFolder(alternatives, place));
}

function firstFolder(alternatives: readonly CacheLocation[], place: Place): CacheFolder {
  let isCertain = true;
  for (const { variable, path, forRoot } of alternatives) {
    if (forRoot === true && place.home !== '/root') continue;
    if (variable === undefined) return inHome(path, place, isCertain);
    const value = place.variable(variable) ?? place.variable(variable.toLowerCase());
    if (value !== undefined && value !== '') return inHome(path === '' ? value : `${value}/${path}`, place, isCertain);
    isCertain &&= value === '' || place.isUnset(variable);
  }
  return { path: undefined, text: '', isCertain: false };
}

function inHome(text: string, { home }: Place, isCertain: boolean): CacheFolder {
  if (text.startsWith('/')) return { path: text, text, isCertain };
  if (!text.startsWith('~/') || home === undefined) return { path: undefined, text, isCertain };
  const path = home + text.slice(1);
  return { path, text: path, isCertain };
}

export interface CacheCleaning {
  readonly cache: ToolCache;
  /** `some` where a part is left, or may be: `apt-get autoclean`, `rm -f /var/lib/apt/lists/*.gz`. */
  readonly part: 'all' | 'some';
  /** By the tool's own command, or by deleting files. */
  readonly by: 'tool' | 'removal';
}

/** The caches that `command` empties. A removal counts already where a variable in it may mean the folder. */
export function cachesEmptiedBy(command: Command, place: Place): readonly CacheCleaning[] {
  const { name } = command;
  if (name === 'rm' || name === 'find') return removedBy(command, place);
  const text = argumentsOf(command);
  return cachesOf(command).flatMap((cache): CacheCleaning[] => {
    const own = cache.cleaners.find(({ program = name, words }) => program === name && words.test(text));
    return own === undefined ? [] : [{ cache, part: own.part ?? 'all', by: 'tool' }];
  });
}

function removedBy(command: Command, place: Place): readonly CacheCleaning[] {
  if (!removes(command)) return [];
  const found: CacheCleaning[] = [];
  for (const cache of toolCaches()) {
    let part: CacheCleaning['part'] | undefined;
    for (const path of pathsOf(cache, place)) if (part !== 'all') part = removalOfParts(command, path) ?? part;
    if (part !== undefined) found.push({ cache, part, by: 'removal' });
  }
  return found;
}

/** Each path in its parts. */
type Paths = readonly (readonly string[])[];

const usualPathsOfRoot = once((cache: ToolCache) => readPaths(cache, { ...NOWHERE, home: '/root' }));
const usualPathsOfOthers = once((cache: ToolCache) => readPaths(cache, NOWHERE));

/** Where a cache may lie, as removals are compared with it. Mostly no variable has moved it. */
function pathsOf(cache: ToolCache, place: Place): Paths {
  const isUsual = (place.home === undefined || place.home === '/root') && !isMoved(cache, place);
  if (!isUsual) return readPaths(cache, place);
  return place.home === undefined ? usualPathsOfOthers(cache) : usualPathsOfRoot(cache);
}

function readPaths(cache: ToolCache, place: Place): Paths {
  const texts = [...cacheFolders(cache, place).map(({ text }) => text), ...cache.places];
  return [...new Set(texts)].filter((path) => path !== '').map((path) => partsOf(normalPath(path)));
}

function isMoved(cache: ToolCache, { variable }: Place): boolean {
  return variablesOf(cache).some((name) => variable(name) !== undefined);
}

/** Those that say where a cache lies, in both spellings that tools read. */
const variablesOf = once(({ locations }: ToolCache): readonly string[] => {
  const names = locations.flat().flatMap(({ variable }) => variable ?? []);
  return [...new Set([...names, ...names.map((name) => name.toLowerCase())])];
});

/** The caches that `command` adds to; none where it says that nothing is to be kept, or that it is to lie elsewhere. */
export function cachesFilledBy(command: Command, place: Place): readonly ToolCache[] {
  const found = packageCommand(command);
  const text = argumentsOf(command);
  return cachesOf(command).filter(({ avoidedBy, moved, fills }) => {
    if (avoidedBy.variables.some((name) => isOn(place.variable(name)))) return false;
    if (found !== undefined && hasOption(found.options, ...avoidedBy.options, ...moved)) return false;
    if (typeof fills === 'function') return found !== undefined && fills(found);
    return fills.test(text) && !text.split(' ').some((word) => avoidedBy.options.includes(word));
  });
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !/^(?:|0|no|off|false)$/i.test(value);
}

/** Where a command says that its cache is to lie: `pip --cache-dir=/x`, `npm --cache /x`; undefined where it does not say. */
export function givenCacheFolder(command: Command, { moved }: ToolCache): string | undefined {
  const found = packageCommand(command);
  return found === undefined ? undefined : findOption(found.options, ...moved)?.value;
}
