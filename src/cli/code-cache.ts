// The chunks of the bundle, and what V8 makes of them, kept between runs: compiling Slipway takes longer than linting a file with it.

import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, parse } from 'node:path';
import { Script } from 'node:vm';

type Environment = Readonly<Record<string, string | undefined>>;
type Require = (id: string) => unknown;
/** What a file of the bundle holds besides the entry: an expression with this value. */
type Chunk = (exports: object, require: Require, module: object, path: string, folder: string) => void;

/**
 * Loads the chunks that are required from now on, from what an earlier run has kept of them. Gives a function that has
 * the others kept when the process ends, with what they have run until then and no more.
 *
 * A chunk's name has a digest of its text; V8 refuses what was made by another version or with other flags. What is
 * kept is code: it lies in the home of the user who runs this, where nobody else may write.
 */
export function useCompiledCode(environment: Environment): () => void {
  const fresh = new Map<string, Script>();
  const caches = cacheFolder(environment);
  const load = chunkLoader((path) => {
    const [name, digest] = basename(path).split('.');
    const file = caches && join(caches, `${name}-${process.version}-${process.arch}.${digest}`);
    const cachedData = file === undefined ? undefined : readPrivate(file);
    const script = new Script(readFileSync(path, 'latin1'), { filename: path, ...(cachedData && { cachedData }) });
    if (file !== undefined && (script.cachedDataRejected ?? true)) fresh.set(file, script);
    return script.runInThisContext();
  });
  // Node.js would look for longer where a chunk is than it takes to load it. A version that does not ask `module.require`
  // finds the chunk by itself, and comes here then.
  const requirePackage = module.require.bind(module);
  module.require = (id: string) => (isChunk(id) ? load(join(__dirname, id)) : requirePackage(id));
  require.extensions['.cjs'] = (loaded, path) => {
    loaded.exports = load(path);
  };
  return () => {
    process.once('exit', () => {
      for (const [file, script] of fresh) writePrivate(file, script);
    });
  };
}

/** Runs each chunk once. */
function chunkLoader(compile: (path: string) => Chunk): (path: string) => object {
  const loaded = new Map<string, { readonly exports: object }>();
  const requirePackage: Require = module.require.bind(module);
  return function load(path) {
    const known = loaded.get(path);
    if (known !== undefined) return known.exports;
    const chunk = { exports: {} };
    loaded.set(path, chunk);
    const folder = dirname(path);
    const requireChunk: Require = (id) => (isChunk(id) ? load(join(folder, id)) : requirePackage(id));
    compile(path)(chunk.exports, requireChunk, chunk, path, folder);
    return chunk.exports;
  };
}

function isChunk(id: string): boolean {
  return id.startsWith('./') && id.endsWith('.cjs');
}

/** Undefined where there is no home, or that of somebody else: `sudo` may leave that of its caller. */
function cacheFolder(environment: Environment): string | undefined {
  const { NODE_DISABLE_COMPILE_CACHE, XDG_CACHE_HOME = '', LOCALAPPDATA = '', HOME = '' } = environment;
  if (NODE_DISABLE_COMPILE_CACHE !== undefined) return undefined;
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

function readPrivate(file: string): Buffer | undefined {
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

/** Complete or not at all, in place of what was kept of older builds. Where it fails, the next run is as slow as this one. */
function writePrivate(file: string, script: Script): void {
  const { dir: folder, name } = parse(file);
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isPrivate(folder)) return;
    const older = readdirSync(folder).filter((other) => other.startsWith(`${name}.`));
    try {
      writeFileSync(temporary, script.createCachedData(), { mode: 0o600, flush: true });
      for (const other of older) rmSync(join(folder, other), { force: true });
      renameSync(temporary, file);
    } finally {
      rmSync(temporary, { force: true });
    }
  } catch {
    return;
  }
}
