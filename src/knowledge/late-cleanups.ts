// Packages and caches that a layer of an image holds, and that a layer above it removes.

import { isMounted } from '../model/mounts.ts';
import { OrderedMap } from '../model/ordered-map.ts';
import { walkStages } from '../model/walk-stages.ts';
import { PACKAGE_CACHES } from '../shell/commands/package-caches.ts';
import { packageCommand } from '../shell/commands/package-managers.ts';
import { isUnconditional } from '../shell/conditional.ts';
import type { Command } from '../shell/tree.ts';
import type { Run } from '../syntax/ast.ts';
import type { BuildFile } from './build-file.ts';
import { placeIn } from './commands/place.ts';
import { effectsIn } from './commands/script-effects.ts';
import { systemPackages } from './commands/system-packages.ts';
import type { ToolCache } from './commands/tool-cache-table.ts';
import { cacheFolders, cachesEmptiedBy, cachesFilledBy } from './commands/tool-caches.ts';

export interface LateCleanup {
  readonly command: Command;
  /** The RUN that fills the layer, the last of several. */
  readonly filled: Run;
  readonly by: Command;
  /** What the layer keeps: names of packages, or what a cache holds. */
  readonly what:
    | { readonly kind: 'packages'; readonly names: readonly string[] }
    | { readonly kind: 'cache'; readonly holds: string };
}

interface Filling {
  readonly run: Run;
  readonly command: Command;
}

/** Fillings by the name of a package or, with a blank before it, of a cache. */
type Layers = OrderedMap<Filling | undefined>;

/** What `package-cache-left` looks after. */
const REPORTED_WHERE_FILLED: ReadonlySet<string> = new Set(PACKAGE_CACHES.flatMap(({ managers }) => managers));

/** Of the stages that an image is made of, in the order of the file. */
export function lateCleanups(site: BuildFile): readonly LateCleanup[] {
  const found: LateCleanup[] = [];
  walkStages<Layers>(
    site.model,
    ({ exported }) => exported,
    OrderedMap.empty(),
    (layers, { command: { instruction, trigger }, before }) => {
      const script = instruction.kind === 'Run' && trigger === undefined ? site.shell(instruction) : undefined;
      if (instruction.kind !== 'Run' || (script?.dialect !== 'posix' && script?.dialect !== 'bash')) return layers;
      const own = new Map<string, Filling | undefined>();
      /** What a layer below has of these, and not this one. */
      const below = (names: readonly string[]): readonly string[] =>
        names.filter((name) => !own.has(name) && layers.get(name) !== undefined);
      for (const { command, place } of effectsIn(script, placeIn(before, script.dialect))) {
        if (command.type !== 'command' || !isUnconditional(command)) continue;
        const packages = systemPackages(command);
        const names = namesIn(command);
        if (packages?.action === 'install') {
          for (const name of [...names, ...(packages.virtual === undefined ? [] : [packages.virtual])])
            own.set(name, { run: instruction, command });
        } else if (packages?.action === 'remove') {
          const late = below(names);
          const filling = layers.get(late.at(-1) ?? '');
          if (filling !== undefined)
            found.push({ command, filled: filling.run, by: filling.command, what: { kind: 'packages', names: late } });
          for (const name of names) own.set(name, undefined);
        }
        for (const cache of cachesFilledBy(command, place)) {
          const isInMount = cacheFolders(cache, place).some(({ text }) => text !== '' && isMounted(instruction, text));
          if (!isInMount && !isReportedElsewhere(cache)) own.set(` ${cache.name}`, { run: instruction, command });
        }
        for (const { cache, part, by } of cachesEmptiedBy(command, place)) {
          // Of several folders nobody knows which one was filled.
          if (by === 'removal' && cache.locations.length > 1) continue;
          const [late] = part === 'all' ? below([` ${cache.name}`]) : [];
          const filling = late === undefined ? undefined : layers.get(late);
          if (filling !== undefined)
            found.push({
              command,
              filled: filling.run,
              by: filling.command,
              what: { kind: 'cache', holds: cache.holds },
            });
          own.set(` ${cache.name}`, undefined);
        }
      }
      let after = layers;
      for (const [name, filling] of own) after = after.set(name, filling);
      return after;
    },
  );
  return found;
}

/** Packages, and the names under which apk has installed several: `.build-deps`. */
function namesIn(command: Command): readonly string[] {
  const named = systemPackages(command)?.packages.flatMap(({ name }) => name ?? []) ?? [];
  const groups =
    packageCommand(command)?.packages.flatMap(({ value }) => (value?.startsWith('.') ? [value] : [])) ?? [];
  return [...named, ...groups];
}

function isReportedElsewhere({ programs }: ToolCache): boolean {
  return programs.some((program) => REPORTED_WHERE_FILLED.has(program));
}
