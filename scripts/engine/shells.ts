// The shells of this machine as a folder: the build context `shells` of the cases that start bash and dash.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** As the cases name it. */
export const SHELLS = 'node_modules/.cache/slipway/shells';

const shells = ['bash', 'dash'].map((name) => `/bin/${name}`);

/** Copies the shells and the libraries that they load; gives the reason where that cannot be. */
export function copyShells(): string | undefined {
  rmSync(SHELLS, { recursive: true, force: true });
  const missing = shells.filter((path) => !existsSync(path));
  if (process.platform !== 'linux' || missing.length > 0)
    return `this machine has no ${missing.join(' and ')} of Linux`;
  for (const path of new Set([...shells, ...shells.flatMap(librariesOf)])) {
    const target = join(SHELLS, path);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(realpathSync(path), target);
  }
  return undefined;
}

/** `libc.so.6 => /lib/libc.so.6 (0x…)`, and the loader by its path alone. */
function librariesOf(program: string): readonly string[] {
  const listed = spawnSync('ldd', [program], { encoding: 'utf8' }).stdout;
  return Array.from(listed.matchAll(/(?:^|=>)\s*(\/\S+) \(/gm), ([, path = '']) => path);
}
