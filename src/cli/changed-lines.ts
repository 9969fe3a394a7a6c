// What has changed in the linted files since a commit, as git tells it.

import { realpathSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { relativePath } from '../lint/relative-path.ts';
import { UserError } from '../user-error.ts';
import { readDiff, type LineRange } from './diff.ts';
import { askGit, repositoryOf, tryGit } from './git.ts';

/** The changed lines of one file. */
export interface ChangedLines {
  /** Whether one of these lines has changed, or one beside them was taken out; lines count from 1, both included. */
  touches(first: number, last: number): boolean;
}

const everything: ChangedLines = { touches: () => true };

/** Says what git compares, whatever is configured: the file in the working tree, as text, with its former name. */
const plainDiff = ['diff', '--no-color', '--no-ext-diff', '--no-textconv', '--text', '--find-renames'].concat([
  '--ignore-submodules=all',
  '--inter-hunk-context=0',
  '--src-prefix=a/',
  '--dst-prefix=b/',
]);

/** Systems limit how long a command line may be. */
const LONGEST_ARGUMENTS = 20_000;

/**
 * What has changed since the current branch left the commit `ref`, in the working tree, staged or not; a file that git
 * does not know has changed as a whole. `paths` are absolute; those without a change are not in the answer. In a submodule
 * the changes are those since the commit that its repository names at `ref`.
 *
 * Throws a `UserError` where there is no git, no repository or no such commit.
 */
export function changedLines(
  ref: string,
  paths: readonly string[],
  workingFolder: string,
): ReadonlyMap<string, ChangedLines> {
  const base = new Bases(ref, repositoryOf(withoutLinks(workingFolder)));
  const changed = new Map<string, ChangedLines>();
  for (const [repository, files] of byRepository(paths, workingFolder)) {
    const commit = base.of(repository);
    const ranges = commit === undefined ? undefined : changesIn(repository, commit, [...files.keys()]);
    for (const [name, path] of files) {
      const lines = ranges === undefined ? 'all' : ranges.get(name);
      if (lines !== undefined) changed.set(path, lines === 'all' ? everything : touching(lines));
    }
  }
  return changed;
}

/** `ranges` are in order. */
function touching(ranges: readonly LineRange[]): ChangedLines {
  return {
    touches(first, last) {
      let low = 0;
      let high = ranges.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((ranges[middle]?.last ?? Infinity) < first) low = middle + 1;
        else high = middle;
      }
      return (ranges[low]?.first ?? Infinity) <= last;
    },
  };
}

/** The files of each repository: what git calls them, and what we do. */
function byRepository(
  paths: readonly string[],
  workingFolder: string,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const repositories = new Map<string, string | undefined>();
  const files = new Map<string, Map<string, string>>();
  for (const path of paths) {
    const real = withoutLinks(path);
    const folder = dirname(real);
    if (!repositories.has(folder)) repositories.set(folder, repositoryOf(folder));
    const repository = repositories.get(folder);
    if (repository === undefined) {
      throw new UserError(`--since needs a git repository, and "${relative(workingFolder, path)}" lies in none`);
    }
    const known = files.get(repository) ?? new Map<string, string>();
    files.set(repository, known.set(relativePath(real, repository), path));
  }
  return files;
}

/** What is not there keeps its name. */
export function withoutLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Which commit each repository is compared with. */
class Bases {
  readonly #ref: string;
  readonly #main: string | undefined;
  readonly #commits = new Map<string, string | undefined>();

  /** `main` is the repository that `ref` is meant in, even if it is a submodule. */
  constructor(ref: string, main: string | undefined) {
    this.#ref = ref;
    this.#main = main;
  }

  /** Undefined for a submodule that is newer than that. */
  of(repository: string): string | undefined {
    if (!this.#commits.has(repository)) this.#commits.set(repository, this.#find(repository));
    return this.#commits.get(repository);
  }

  #find(repository: string): string | undefined {
    const outer = repository === this.#main ? undefined : repositoryOf(dirname(repository));
    if (outer === undefined || !isSubmodule(outer, repository)) return leavingPoint(repository, this.#ref);
    const commit = this.of(outer);
    return commit === undefined ? undefined : submoduleAt(outer, commit, repository);
  }
}

/** The commit where the current branch left `ref`; throws a `UserError` where git knows none of that name. */
export function leavingPoint(repository: string, ref: string): string {
  const unknown = `--since: git knows no commit "${ref}"; check its name, or fetch it if the clone is shallow`;
  if (ref === '' || ref.startsWith('-')) throw new UserError(unknown);
  const commit = tryGit(repository, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  if (!commit.ok) throw new UserError(commit.reason === undefined ? unknown : `--since: git says: ${commit.reason}`);
  const ancestor = tryGit(repository, ['merge-base', commit.text.trim(), 'HEAD']);
  return (ancestor.ok ? ancestor : commit).text.trim();
}

/** The mode of an entry that is a submodule. */
const SUBMODULE = '160000';

function isSubmodule(outer: string, repository: string): boolean {
  return askGit(outer, ['ls-files', '--stage', '-z', '--', relativePath(repository, outer)]).startsWith(SUBMODULE);
}

function submoduleAt(outer: string, commit: string, repository: string): string | undefined {
  const entry = askGit(outer, ['ls-tree', '-z', commit, '--', relativePath(repository, outer)]);
  return new RegExp(`^${SUBMODULE} commit ([0-9a-f]+)\t`).exec(entry)?.[1];
}

/** The changed lines of those files that have any, by their names in the repository. */
function changesIn(
  repository: string,
  commit: string,
  names: readonly string[],
): ReadonlyMap<string, readonly LineRange[] | 'all'> {
  const formerNames = changedNames(askGit(repository, [...plainDiff, '--name-status', '-z', commit, '--']));
  const changes = new Map<string, readonly LineRange[] | 'all'>();
  const compared = names.flatMap((name) => {
    const former = formerNames.get(name);
    return former === undefined ? [] : [[name, ...former]];
  });
  for (const some of portions(compared)) {
    const diff = readDiff(askGit(repository, [...plainDiff, '--unified=0', commit, '--', ...some]));
    for (const [name, ranges] of diff) changes.set(name, ranges);
  }
  const others = new Set(names.filter((name) => !formerNames.has(name)));
  for (const some of portions(Array.from(others, (name) => [name]))) {
    for (const name of askGit(repository, ['ls-files', '-z', '--', ...some]).split('\0')) others.delete(name);
  }
  for (const untracked of others) changes.set(untracked, 'all');
  return changes;
}

/** The files of a `--name-status -z`, each with its former name where that was another. */
function changedNames(status: string): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  const fields = status.split('\0').values();
  for (const letter of fields) {
    const name = fields.next().value;
    if (name === undefined) break;
    if (!/^[RC]/.test(letter)) names.set(name, []);
    else names.set(fields.next().value ?? name, [name]);
  }
  return names;
}

/** The names in as few groups as command lines have room for; what stands together stays together. */
function portions(names: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let room = 0;
  for (const together of names) {
    const length = together.join(' ').length + 1;
    if (length > room) {
      groups.push([]);
      room = LONGEST_ARGUMENTS;
    }
    room -= length;
    groups.at(-1)?.push(...together);
  }
  return groups;
}
