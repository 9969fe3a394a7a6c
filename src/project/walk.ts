// Looks for files below a folder, without those that .gitignore files leave out.

import { existsSync, readdirSync, readFileSync, type Dirent } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
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
  const reader = new FolderReader();
  const paths: string[] = [];
  const folders = ['.'];
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    for (const entry of reader.read(resolve(workingFolder, folder, at), join(folder, at))) {
      const path = join(at, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() && isDockerfileName(entry.name)) paths.push(join(folder, path));
    }
  }
  return { paths, failures: reader.failures };
}

/** Reads folders, without what .gitignore files leave out. */
export class FolderReader {
  readonly failures = new Map<string, unknown>();
  readonly #ignored = new IgnoredEntries();

  /** What cannot be read is a failure under that name, and empty. */
  read(folder: string, name = folder): Dirent[] {
    try {
      return readdirSync(folder, { withFileTypes: true }).filter((entry) => !this.#ignored.has(folder, entry));
    } catch (error) {
      this.failures.set(name, error);
      return [];
    }
  }
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
