// What the tests of editors install: into a folder of the user's cache, once, and nowhere else.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder of a thing that is installed. `stamp` names all versions in it: with another one it is installed again.
 * Undefined where `install` says, by throwing, that it cannot be had; that is tried again next time.
 */
export function installed(name: string, stamp: string, install: (folder: string) => void): string | undefined {
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'slipway-editors', name);
  const seal = join(folder, 'installed.txt');
  if (existsSync(seal) && readFileSync(seal, 'utf8') === stamp) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  console.log(`  installing ${stamp} into ${folder}`);
  try {
    install(folder);
  } catch (error) {
    console.log(`  ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
  writeFileSync(seal, stamp);
  return folder;
}
