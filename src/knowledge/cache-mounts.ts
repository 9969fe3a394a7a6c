// What the cache mounts of a RUN are for, and whether anything is kept in them.

import type { Step } from '../model/evaluation/build-stage.ts';
import { normalPath } from '../shell/file-path.ts';
import type { Command, ShellScript } from '../shell/tree.ts';
import type { Dockerfile, Mount, Run } from '../syntax/ast.ts';
import { cleanPath } from '../syntax/go/path.ts';
import type { Effect } from './commands/effect.ts';
import { isBelow } from './commands/path-match.ts';
import { type Place, placeIn } from './commands/place.ts';
import { effectsIn } from './commands/script-effects.ts';
import { type ToolCache, toolCaches } from './commands/tool-cache-table.ts';
import {
  cacheAt,
  cacheFolders,
  cachesEmptiedBy,
  cachesFilledBy,
  cachesOf,
  givenCacheFolder,
} from './commands/tool-caches.ts';

export interface CacheMount {
  readonly mount: Mount;
  /** Absolute and clean. */
  readonly target: string;
}

/** The cache mounts of `run` whose targets are known; `step` is where it is carried out. */
export function cacheMounts(run: Run, { before }: Step, { escape }: Pick<Dockerfile, 'escape'>): readonly CacheMount[] {
  return run.mounts.flatMap((mount) => {
    if (mount.type !== 'cache' || mount.target === undefined) return [];
    const { text, unknown } = before.environment.expand(mount.target.text, escape);
    const { workdir, unknown: open } = before.image;
    if (unknown !== undefined || (!text.startsWith('/') && open.has('workdir'))) return [];
    return [{ mount, target: cleanPath(text.startsWith('/') ? text : `${workdir}/${text}`) }];
  });
}

/** Why nothing is kept in a cache mount. */
export type Idleness =
  | { readonly kind: 'emptied'; readonly by: Command; readonly cache: ToolCache }
  | { readonly kind: 'avoided'; readonly by: Command; readonly cache: ToolCache; readonly how: string }
  /** `folder` is where the cache is. */
  | { readonly kind: 'elsewhere'; readonly by: Command; readonly cache: ToolCache; readonly folder: string };

/** Where a cache mount is. */
export interface MountSite {
  readonly script: ShellScript;
  readonly step: Step;
  /** The variables of the base image that matter here are known. */
  readonly isBaseKnown: boolean;
}

/** Undefined where something is kept, or nobody knows. */
export function idlenessOf({ target }: CacheMount, { script, step, isBaseKnown }: MountSite): Idleness | undefined {
  const place = placeIn(step.before, script.dialect);
  const cache = cacheAt(target, place) ?? cacheAround(target, place);
  const commands = script.commands.filter(({ wrappers }) => wrappers.length === 0);
  if (cache === undefined) return elsewhere(target, commands, { place, step, isBaseKnown });
  const filling = commands.findLast((command) => cachesFilledBy(command, place).includes(cache));
  if (filling === undefined) return avoided(cache, commands, place);
  const emptying = effectsIn(script, place).find(({ command, effects }) => {
    if (command.type !== 'command' || command.span.start <= filling.span.start) return false;
    return empties(command, cache, place) || effects.some((effect) => removesAll(effect, target));
  })?.command;
  return emptying?.type === 'command' ? { kind: 'emptied', by: emptying, cache } : undefined;
}

function empties(command: Command, cache: ToolCache, place: Place): boolean {
  return cachesEmptiedBy(command, place).some((one) => one.cache === cache && one.part === 'all' && one.by === 'tool');
}

/** `rm -rf` of what is in the folder `target`, or in one around it. */
function removesAll({ kind, by, target: { path }, reach }: Effect, target: string): boolean {
  if (kind !== 'remove' || by === 'cache' || path === undefined || reach === 'some') return false;
  const folder = path.endsWith('/*') ? path.slice(0, -2) : reach === 'path' ? undefined : path;
  return folder !== undefined && (folder === target || isBelow(target, folder));
}

/** A target such as `/var/lib/apt`, in which the whole of a cache lies, and no other. */
function cacheAround(target: string, place: Place): ToolCache | undefined {
  if (!/^\/var\/(?:lib|cache)\/./.test(target)) return undefined;
  const inside = toolCaches().filter((cache) =>
    cacheFolders(cache, place).some(({ path }) => path !== undefined && isBelow(path, target)),
  );
  return inside.length === 1 ? inside[0] : undefined;
}

/** All that use the cache say that they do not want it. */
function avoided(cache: ToolCache, commands: readonly Command[], place: Place): Idleness | undefined {
  const users = commands.filter((command) => cachesOf(command).includes(cache));
  for (const command of users) {
    const option = command.args.find(({ value }) => value !== undefined && cache.avoidedBy.options.includes(value));
    const variable = cache.avoidedBy.variables.find(
      (name) => !/^(?:|0|no|off|false)$/i.test(place.variable(name) ?? ''),
    );
    const how = option?.value ?? variable;
    if (how !== undefined) return { kind: 'avoided', by: command, cache, how };
  }
  return undefined;
}

/** The target is a folder of the same tool for another user, or where its variables do not lead. */
function elsewhere(
  target: string,
  commands: readonly Command[],
  { place, step, isBaseKnown }: Pick<MountSite, 'step' | 'isBaseKnown'> & { readonly place: Place },
): Idleness | undefined {
  const wanted = normalPath(target);
  for (const command of commands) {
    for (const cache of cachesFilledBy(command, place)) {
      const index = cache.locations.findIndex((alternatives) => alternatives.some(({ path }) => path === wanted));
      if (index === -1 || givenCacheFolder(command, cache) !== undefined) continue;
      const folders = cacheFolders(cache, place);
      const folder = folders[index];
      if (folder === undefined || !(folder.isCertain || isBaseKnown) || folder.text === '') continue;
      const isOther =
        folder.path === undefined
          ? isOfRoot(target) && isOtherUser(step)
          : folders.every(({ path }) => path !== undefined && !touches(path, target));
      const mayBe =
        cache.places.some((path) => normalPath(path) === wanted) &&
        folder.path !== undefined &&
        isOfRoot(target) === isOfRoot(folder.path);
      if (isOther && !mayBe) return { kind: 'elsewhere', by: command, cache, folder: folder.text };
    }
  }
  return undefined;
}

function touches(path: string, target: string): boolean {
  return path === target || isBelow(path, target) || isBelow(target, path);
}

function isOfRoot(path: string): boolean {
  return isBelow(path, '/root');
}

function isOtherUser({ before: { image, environment } }: Step): boolean {
  const isKnown = !image.unknown.has('user') && environment.get('HOME') === undefined;
  return isKnown && !/^(?:|root|0)(?::.*)?$/.test(image.user) && !image.user.includes('$');
}
