// The chunks of the bundle, and what V8 makes of them, kept between runs: compiling Slipway takes longer than linting a file with it.

import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';
import { Script } from 'node:vm';
import { cacheFolder, readPrivate, writePrivate } from './cache-folder.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Require = (id: string) => unknown;
/** What a file of the bundle holds besides the entry: an expression with this value. */
type Chunk = (exports: object, require: Require, module: object, path: string, folder: string) => void;

/** What these commands run is kept apart from what `lint` runs: neither has to load the other's. */
const planning: ReadonlySet<string | undefined> = new Set(['plan', 'impact', 'simulate', 'verify', 'context']);

/**
 * Loads the chunks that are required from now on, from what an earlier run of the command, or of one like it, has kept of
 * them. Gives a function that has all kept when the process ends, with what they have run until then and no more, if
 * something was missing.
 *
 * A chunk's name has a digest of its text; V8 refuses what was made by another version or with other flags. What is
 * kept is code: it lies in the home of the user who runs this, where nobody else may write.
 */
export function useCompiledCode(environment: Environment, command: string | undefined): () => void {
  const scripts = new Map<string, Script>();
  let isComplete = true;
  const folder = environment['NODE_DISABLE_COMPILE_CACHE'] === undefined ? cacheFolder(environment) : undefined;
  const caches = folder !== undefined && planning.has(command) ? join(folder, 'plan') : folder;
  const load = chunkLoader((path) => {
    const [name, digest] = basename(path).split('.');
    const file = caches && join(caches, `${name}-${process.version}-${process.arch}.${digest}`);
    const cachedData = file === undefined ? undefined : readPrivate(file);
    const script = new Script(readFileSync(path, 'latin1'), { filename: path, ...(cachedData && { cachedData }) });
    if (file !== undefined) scripts.set(file, script);
    isComplete &&= script.cachedDataRejected === false;
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
      if (isComplete) return;
      const digests = chunkDigests();
      for (const [file, script] of scripts) keep(file, script, digests);
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

/** Complete or not at all, in place of what was kept of older builds. Where it fails, the next run is as slow as this one. */
function keep(file: string, script: Script, digests: ReadonlySet<string | undefined>): void {
  const { dir: folder, name } = parse(file);
  writePrivate(file, script.createCachedData(), () => {
    for (const other of readdirSync(folder)) {
      if (!other.startsWith(`${name}.`) || other.endsWith(`.${process.pid}`)) continue;
      if (!digests.has(other.slice(name.length + 1))) rmSync(join(folder, other), { force: true });
    }
  });
}

/** Those of all chunks of this build; several chunks may have one name. */
function chunkDigests(): ReadonlySet<string | undefined> {
  return new Set(readdirSync(__dirname).map((chunk) => chunk.split('.')[1]));
}
