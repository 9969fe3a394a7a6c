// The folders and files around a Dockerfile, each read once.

import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { Source } from '../syntax/source.ts';

/** What is asked of the file system; tests count it. Failures are empty answers. */
export interface FileSystem {
  exists(path: string): boolean;
  /** The names in a folder; undefined where there is no such folder. */
  list(folder: string): readonly string[] | undefined;
  /** The text of a file inside `root`, links that lead out of it not followed; undefined where there is none. */
  read(path: string, root: string): string | undefined;
}

/** Nobody writes larger ones by hand. */
const LARGEST = 512 * 1024;

export const machineFiles: FileSystem = {
  exists: existsSync,
  list(folder) {
    try {
      return readdirSync(folder);
    } catch {
      return undefined;
    }
  },
  read(path, root) {
    try {
      const file = realpathSync(path);
      const status = statSync(file);
      const isWanted = status.isFile() && status.size <= LARGEST && contains(realpathSync(root), file);
      return isWanted ? readFileSync(file, 'utf8') : undefined;
    } catch {
      return undefined;
    }
  },
};

/** Remembers what it read for one run. */
export class Files {
  readonly #system: FileSystem;
  readonly #repositories = new Map<string, boolean>();
  readonly #listings = new Map<string, ReadonlySet<string>>();
  readonly #sources = new Map<string, Source | undefined>();

  constructor(system: FileSystem) {
    this.#system = system;
  }

  /** Whether a folder is the root of a repository. */
  isRepository(folder: string): boolean {
    const known = this.#repositories.get(folder);
    if (known !== undefined) return known;
    const found = this.#system.exists(join(folder, '.git'));
    this.#repositories.set(folder, found);
    return found;
  }

  /** The names in a folder; none where it cannot be read. */
  list(folder: string): ReadonlySet<string> {
    const known = this.#listings.get(folder);
    if (known !== undefined) return known;
    const names = new Set(this.#system.list(folder));
    this.#listings.set(folder, names);
    return names;
  }

  /** A file inside `root`; undefined where it is outside, too large or not there. */
  read(path: string, root: string): Source | undefined {
    if (!contains(root, path)) return undefined;
    if (!this.#sources.has(path)) {
      const text = this.#system.read(path, root);
      this.#sources.set(path, text === undefined ? undefined : new Source(path, text.replace(/^\u{feff}/u, '')));
    }
    return this.#sources.get(path);
  }

  /** The same for `name` in `folder`, where the listing has it. */
  readListed(folder: string, name: string, root: string): Source | undefined {
    return this.list(folder).has(name) ? this.read(join(folder, name), root) : undefined;
  }
}

function contains(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
