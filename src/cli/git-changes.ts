// What has changed below a folder since a commit: which files, and what they were.

import { relativePath } from '../lint/relative-path.ts';
import { UserError } from '../user-error.ts';
import { leavingPoint, withoutLinks } from './changed-lines.ts';
import { askGit, readBlob, repositoryOf } from './git.ts';

/** A file as a commit has it. */
export interface FormerFile {
  readonly kind: 'file' | 'link' | 'submodule';
  readonly isExecutable: boolean;
  read(): Buffer;
}

/** By absolute path, what has changed; undefined for what was not there. */
export type GitChanges = ReadonlyMap<string, FormerFile | undefined>;

/** Says what git compares, whatever is configured; a moved file is gone from its old place and new in the other. */
const rawDiff = ['diff', '--raw', '-z', '--no-abbrev', '--no-renames', '--no-ext-diff', '--no-color'];

/**
 * The changes in `folder` and of the other files that `paths` names since the current branch left the commit `ref`: in the
 * working tree, staged or not. What git ignores counts as unchanged. Throws a `UserError` where there is no git, no repository
 * or no such commit.
 */
export function changesSince(ref: string, folder: string, paths: readonly string[]): GitChanges {
  const root = repositoryOf(withoutLinks(folder));
  if (root === undefined) throw new UserError(`--since needs a git repository, and "${folder}" lies in none`);
  const commit = leavingPoint(root, ref);
  const places = new Map([folder, ...paths].map((path) => [relativePath(withoutLinks(path), root), path]));
  const names = [...places.keys()].filter((name) => !name.startsWith('../')).map((name) => (name === '' ? '.' : name));
  const changes = new Map<string, FormerFile | undefined>();
  const add = (name: string, former: FormerFile | undefined): void => {
    const path = inFolder(name, places);
    // What was taken out of the index alone is new to git, and was there all the same.
    if (!changes.has(path)) changes.set(path, former);
  };
  const fields = askGit(root, [...rawDiff, commit, '--', ...names])
    .split('\0')
    .values();
  for (const entry of fields) {
    const name = fields.next().value;
    if (name === undefined) break;
    add(name, formerFile(root, entry));
  }
  const untracked = askGit(root, ['ls-files', '-z', '--others', '--exclude-standard', '--', ...names]);
  for (const name of untracked.split('\0')) if (name !== '') add(name, undefined);
  return changes;
}

/** The folder may have been named by a link. */
function inFolder(name: string, places: ReadonlyMap<string, string>): string {
  const exact = places.get(name);
  if (exact !== undefined) return exact;
  for (const [place, path] of places) {
    if (place === '' || place === '.') return `${path}/${name}`;
    if (name.startsWith(`${place}/`)) return `${path}${name.slice(place.length)}`;
  }
  return name;
}

/** From `:100644 100644 <object> <object> M`. */
function formerFile(root: string, entry: string): FormerFile | undefined {
  const [mode = '', , object = ''] = entry.slice(1).split(' ');
  if (mode === '000000') return undefined;
  return {
    kind: mode === '120000' ? 'link' : mode === '160000' ? 'submodule' : 'file',
    isExecutable: mode === '100755',
    read: () => readBlob(root, object) ?? Buffer.alloc(0),
  };
}
