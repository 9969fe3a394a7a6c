// The folder where Slipway keeps what it would otherwise find out again in each run, and nobody else may write.

import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

/** Undefined where there is no home, or that of somebody else: `sudo` may leave that of its caller. */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const { XDG_CACHE_HOME = '', LOCALAPPDATA = '', HOME = '' } = environment;
  const caches = process.platform === 'win32' ? LOCALAPPDATA : XDG_CACHE_HOME;
  if (isAbsolute(caches)) return isPrivate(caches) ? join(caches, 'slipway') : undefined;
  return isAbsolute(HOME) && isPrivate(HOME) ? join(HOME, '.cache', 'slipway') : undefined;
}

/** Whether a file or folder belongs to the user, and nobody else may write there. */
function isPrivate(place: string | number): boolean {
  try {
    const { uid, mode } = typeof place === 'number' ? fstatSync(place) : statSync(place);
    return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
  } catch {
    return false;
  }
}

/** Undefined where there is no such file, or somebody else may have written it. */
export function readPrivate(file: string): Buffer | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    return isPrivate(descriptor) ? readFileSync(descriptor) : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Complete or not at all; false where it cannot be. `before` runs when the rest is done, and before the file is in its place. */
export function writePrivate(file: string, bytes: string | Uint8Array, before: () => void = () => {}): boolean {
  const folder = dirname(file);
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isPrivate(folder)) return false;
    try {
      writeFileSync(temporary, bytes, { mode: 0o600, flush: true });
      before();
      renameSync(temporary, file);
      return true;
    } finally {
      rmSync(temporary, { force: true });
    }
  } catch {
    return false;
  }
}

/** The folder in the hands of a command: what the entry of the program has loaded cannot be imported by other chunks. */
export interface PrivateFolder {
  /** Absolute; it may not be there yet. */
  readonly path: string;
  /** Files are named by their path in the folder. */
  read(file: string): Buffer | undefined;
  write(file: string, bytes: string | Uint8Array, before?: () => void): boolean;
}

/** Undefined where nothing can be kept. */
export function privateFolder(environment: Readonly<Record<string, string | undefined>>): PrivateFolder | undefined {
  const path = cacheFolder(environment);
  if (path === undefined) return undefined;
  return {
    path,
    read: (file) => readPrivate(join(path, file)),
    write: (file, bytes, before) => writePrivate(join(path, file), bytes, before),
  };
}
