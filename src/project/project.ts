// What calls a Dockerfile: the builds of compose files, bake files and workflows around it that use it.

import { dirname, resolve } from 'node:path';
import type { Build, Found, Problem } from './build.ts';
import { readFolder, readWorkflows } from './callers.ts';
import { Files, type FileSystem, machineFiles } from './files.ts';

export interface Callers {
  /** The builds of this Dockerfile. */
  readonly builds: readonly Build[];
  /** Builds near it of which nobody can tell which Dockerfile they use. */
  readonly undecided: readonly Build[];
  /** What could not be read. */
  readonly problems: readonly Problem[];
}

/** Above a Dockerfile that is in no repository, so many folders may hold what calls it. */
const LEVELS = 2;

/** Builds by the path of their Dockerfile. */
interface Index {
  readonly builds: ReadonlyMap<string, readonly Build[]>;
  readonly undecided: readonly Build[];
  readonly problems: readonly Problem[];
}

/**
 * Finds what calls the Dockerfiles of one run: in their folders and those above, up to the root of the repository. Each
 * folder is listed, each file read and each build resolved once. Nothing here fails: a file that cannot be read is a
 * problem in the answer.
 *
 * ```ts
 * const project = new Project();
 * await project.targetsOf('api/Dockerfile'); // ['production', 'test']
 * ```
 */
export class Project {
  readonly #files: Files;
  readonly #roots = new Map<string, string>();
  readonly #folders = new Map<string, Promise<Index>>();

  constructor(system: FileSystem = machineFiles) {
    this.#files = new Files(system);
  }

  /** The builds that use the Dockerfile at `path`, those of the nearest folder first. */
  async callersOf(path: string): Promise<Callers> {
    const dockerfile = resolve(path);
    const folder = dirname(dockerfile);
    const root = this.#rootOf(folder);
    const indexes = await Promise.all(foldersUpTo(folder, root).map((at) => this.#indexOf(at, root)));
    return {
      builds: indexes.flatMap(({ builds }) => builds.get(dockerfile) ?? []),
      undecided: indexes.flatMap(({ undecided }) => undecided),
      problems: indexes.flatMap(({ problems }) => problems),
    };
  }

  /** The stages that somebody builds by name, as they are written; each once. */
  async targetsOf(path: string): Promise<readonly string[]> {
    const { builds } = await this.callersOf(path);
    return [...new Set(builds.flatMap(({ target }) => (target.kind === 'known' ? (target.value ?? []) : [])))];
  }

  /** The build arguments that somebody gives, with whatever value. */
  async argsOf(path: string): Promise<ReadonlySet<string>> {
    const { builds } = await this.callersOf(path);
    const names = new Set<string>();
    for (const { args } of builds) {
      if (args.kind === 'known') for (const name of args.value.keys()) names.add(name);
    }
    return names;
  }

  #rootOf(folder: string): string {
    const known = this.#roots.get(folder);
    if (known !== undefined) return known;
    const all = foldersUpTo(folder, undefined);
    const root = all.find((at) => this.#files.isRepository(at)) ?? all[LEVELS] ?? all.at(-1) ?? folder;
    this.#roots.set(folder, root);
    return root;
  }

  #indexOf(folder: string, root: string): Promise<Index> {
    const key = `${folder}\n${root}`;
    const known = this.#folders.get(key);
    if (known !== undefined) return known;
    const index = this.#read(folder, root);
    this.#folders.set(key, index);
    return index;
  }

  async #read(folder: string, root: string): Promise<Index> {
    const found: Found[] = [await readFolder(folder, root, this.#files)];
    if (folder === root) found.push(await readWorkflows(root, this.#files));
    const builds = new Map<string, Build[]>();
    const undecided: Build[] = [];
    for (const build of found.flatMap((part) => part.builds)) {
      const { dockerfile } = build;
      if (dockerfile.kind === 'unknown') undecided.push(build);
      else if (dockerfile.value !== undefined) {
        const same = builds.get(dockerfile.value);
        if (same === undefined) builds.set(dockerfile.value, [build]);
        else same.push(build);
      }
    }
    return { builds, undecided, problems: found.flatMap((part) => part.problems) };
  }
}

/** From `folder` up to `root`, or to the root of the file system. */
function foldersUpTo(folder: string, root: string | undefined): readonly string[] {
  const folders = [folder];
  for (let at = folder; at !== root && dirname(at) !== at; at = dirname(at)) folders.push(dirname(at));
  return folders;
}
