// Which caches of package managers are in the layers of the image that a build exports.

import { PACKAGE_CACHES, type PackageCache } from '../shell/commands/package-caches.ts';
import type { Command, ShellScript } from '../shell/tree.ts';
import type { Instruction, Run } from '../syntax/ast.ts';
import { type CacheLeft, cachesAfter, type CacheVariables, type LayerCaches, setVariable } from './caches-left.ts';
import type { Model } from './model.ts';

export interface ImageCache extends CacheLeft {
  readonly run: Run;
  readonly script: ShellScript;
  /** The first command that empties the cache in another layer, where that is of no use. */
  readonly emptiedLater: Command | undefined;
}

type ScriptOf = (run: Run) => ShellScript | undefined;

interface Layer extends LayerCaches {
  readonly run: Run;
  readonly script: ShellScript;
}

/** In no order. Only scripts for shells of the POSIX family are read. */
export function imageCaches(model: Model, scriptOf: ScriptOf): readonly ImageCache[] {
  const emptied = new Map<PackageCache, Command>();
  return layersOf(model, scriptOf)
    .toReversed()
    .flatMap(({ run, script, left, emptied: emptiedHere }) => {
      const caches = left.map((cache) => ({ run, script, emptiedLater: emptied.get(cache.cache), ...cache }));
      for (const [cache, command] of emptiedHere) emptied.set(cache, command);
      return caches;
    });
}

/** From the bottom of the image to its top: each exported stage starts from the one before. */
function layersOf({ stages }: Model, scriptOf: ScriptOf): readonly Layer[] {
  const layers: Layer[] = [];
  const variables: CacheVariables = new Map();
  const below = new Set<PackageCache>();
  for (const { exported, instructions } of stages) {
    for (const instruction of exported ? instructions : []) {
      readVariables(instruction, variables);
      const script = instruction.kind === 'Run' ? scriptOf(instruction) : undefined;
      readConfiguration(script?.text ?? instruction.folded.text, variables);
      if (instruction.kind !== 'Run' || (script?.dialect !== 'posix' && script?.dialect !== 'bash')) continue;
      const caches = cachesAfter(instruction, script, variables, below);
      layers.push({ run: instruction, script, ...caches });
      for (const cache of caches.emptied.keys()) below.delete(cache);
      for (const { cache } of caches.left) below.add(cache);
    }
  }
  return layers;
}

function readVariables(instruction: Instruction, variables: CacheVariables): void {
  if (instruction.kind === 'Env') {
    for (const { name, value } of instruction.pairs)
      setVariable(variables, name.text, value.text.replaceAll(/["']/g, ''));
  } else if (instruction.kind === 'Arg') {
    for (const { name, value } of instruction.variables) setVariable(variables, name.text, value?.text);
  }
}

/** After a configuration that nobody reads here, nobody knows where the cache is. */
function readConfiguration(text: string, variables: CacheVariables): void {
  for (const { configuredBy, movedBy } of PACKAGE_CACHES) {
    if (configuredBy?.test(text)) for (const name of movedBy.variables) setVariable(variables, name, undefined);
  }
}
