// Which configuration files there are for a Dockerfile. Looks at a few names in each folder, once, and loads nothing else.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The names of files that are a configuration, whatever they say. */
export const configurationNames: readonly string[] = ['slipway.yaml', 'slipway.yml', 'slipway.json', '.slipwayrc'];

/** The configuration files in one folder; it is looked at once. */
export type ConfigurationFinder = (folder: string) => readonly string[];

export function configurationFinder(): ConfigurationFinder {
  const known = new Map<string, readonly string[]>();
  return (folder) => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const found = configurationNames.map((name) => join(folder, name)).filter((path) => existsSync(path));
    const manifest = join(folder, 'package.json');
    if (configures(manifest)) found.push(manifest);
    known.set(folder, found);
    return found;
  };
}

/** A folder and all above it, the nearest first. */
export function foldersFrom(folder: string): readonly string[] {
  const folders = [folder];
  for (let parent = dirname(folder); parent !== folders.at(-1); parent = dirname(parent)) folders.push(parent);
  return folders;
}

/** Whether a package.json has `slipway`. One that is no JSON, or cannot be read, is no configuration. */
function configures(manifest: string): boolean {
  try {
    if (!existsSync(manifest)) return false;
    const text = readFileSync(manifest, 'utf8');
    return /"slipway"\s*:/.test(text) && Object.hasOwn(Object(JSON.parse(text)), 'slipway');
  } catch {
    return false;
  }
}
