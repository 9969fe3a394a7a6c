// Looks for files below a folder, without those that .gitignore files leave out.

import { existsSync, readdirSync, readFileSync, type Dirent } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import fastGlob from 'fast-glob';
import { isDockerfileName } from './dockerfile-name.ts';
import { parseGitignore, type Ignores } from '../context/gitignore.ts';

export interface Found {
  /** As they are named from the working folder. */
  readonly paths: readonly string[];
  /** Folders that could not be read, with what the system says. */
  readonly failures: ReadonlyMap<string, unknown>;
}

/** The Dockerfiles in `folder` and below it; links are not followed. */
export function findDockerfiles(folder: string, workingFolder: string): Found {
  const { paths, failures } = find('**', resolve(workingFolder, folder), isDockerfileName);
  return { paths: paths.map((path) => join(folder, path)), failures };
}

/** All files that match a pattern of fast-glob, whatever their names; links are not followed. */
export function findMatches(pattern: string, workingFolder: string): Found {
  return find(pattern, workingFolder, () => true);
}

function find(pattern: string, workingFolder: string, accepts: (name: string) => boolean): Found {
  const ignored = new IgnoredEntries();
  const failures = new Map<string, unknown>();

  function read(folder: string): readonly Dirent[] {
    try {
      const entries = readdirSync(folder, { withFileTypes: true });
      return entries.filter((entry) => (entry.isDirectory() || accepts(entry.name)) && !ignored.has(folder, entry));
    } catch (error) {
      failures.set(folder, error);
      return [];
    }
  }
  function list(folder: string): string[];
  function list(folder: string, options: { withFileTypes: true }): Dirent[];
  function list(folder: string, options?: { withFileTypes: true }): string[] | Dirent[] {
    const entries = read(folder);
    return options ? [...entries] : entries.map(({ name }) => name);
  }

  const options = { cwd: workingFolder, dot: true, followSymbolicLinks: false, fs: { readdirSync: list } };
  return { paths: fastGlob.sync(pattern, options), failures };
}

/** What a .gitignore above or in a folder says, and the way from there to the folder. */
interface Level {
  readonly ignores: Ignores;
  readonly way: readonly string[];
}

/** Knows what the .gitignore files leave out, from the root of the repository down; each is read once. */
class IgnoredEntries {
  /** The nearest .gitignore first. */
  readonly #levels = new Map<string, readonly Level[]>();

  has(folder: string, entry: Dirent): boolean {
    const isFolder = entry.isDirectory();
    if (isFolder && entry.name === '.git') return true;
    for (const { ignores, way } of this.#levelsAt(resolve(folder))) {
      const verdict = ignores([...way, entry.name], isFolder);
      if (verdict !== undefined) return verdict;
    }
    return false;
  }

  #levelsAt(folder: string): readonly Level[] {
    const known = this.#levels.get(folder);
    if (known !== undefined) return known;
    const inherited = this.#levelsAbove(folder).map(({ ignores, way }) => ({
      ignores,
      way: way.concat(basename(folder)),
    }));
    const ignores = gitignoreIn(folder);
    const levels = ignores === undefined ? inherited : [{ ignores, way: [] }, ...inherited];
    this.#levels.set(folder, levels);
    return levels;
  }

  /** A repository, also one inside another, hears nobody above it; nor does the first folder where there is no repository. */
  #levelsAbove(folder: string): readonly Level[] {
    if (isRepository(folder)) return [];
    const parent = dirname(folder);
    return this.#levels.get(parent) ?? (isInRepository(parent) ? this.#levelsAt(parent) : []);
  }
}

function isInRepository(folder: string): boolean {
  const parent = dirname(folder);
  return isRepository(folder) || (parent !== folder && isInRepository(parent));
}

function isRepository(folder: string): boolean {
  return existsSync(join(folder, '.git'));
}

function gitignoreIn(folder: string): Ignores | undefined {
  const path = join(folder, '.gitignore');
  try {
    return existsSync(path) ? parseGitignore(readFileSync(path, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}
