// What was before a change: the files of the context, the Dockerfile, the ignore file.

import { lstatSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { relativePath } from '../lint/relative-path.ts';
import type { IgnoreList } from '../model/ignore-list.ts';
import type { ContextFile } from '../plan/context-tree.ts';
import { UserError } from '../user-error.ts';
import type { Build } from './build-options.ts';
import { changed, dockerfileBefore, since } from './change-option-table.ts';
import { CommittedFile, EarlierFile } from './former-file.ts';
import { changesSince, type FormerFile, type GitChanges } from './git-changes.ts';
import { readFile } from './inputs.ts';
import type { Arguments } from './options.ts';
import { ignoreListOf } from './planned-build.ts';

/** What was before: the files of the context, the Dockerfile, the ignore file. */
export class Former {
  /** By path from the root of the context, what has changed: what git has of it, undefined for what was not there. */
  readonly changes: ReadonlyMap<string, FormerFile | 'unknown' | undefined>;
  readonly #build: Build;
  readonly #dockerfile: string | undefined;
  readonly #git: GitChanges | undefined;

  constructor(build: Build, given: Arguments, workingFolder: string) {
    this.#build = build;
    const { folder, dockerfile } = build;
    this.#dockerfile = dockerfileText(given, workingFolder);
    const ref = given.textsOf(since).at(-1);
    const others = dockerfile === undefined ? [] : [dockerfile, `${dockerfile}.dockerignore`];
    this.#git = ref === undefined ? undefined : changesSince(ref, folder, others);
    const named = given.textsOf(changed).map((path) => [changedPath(path, workingFolder), 'unknown'] as const);
    this.changes = new Map(
      [...(this.#git ?? []), ...named].map(([path, file]) => [relativePath(path, folder), file] as const),
    );
  }

  /** The text of the Dockerfile; `now` is what it is now. */
  dockerfile(now: string): string {
    if (this.#dockerfile !== undefined) return this.#dockerfile;
    const { dockerfile } = this.#build;
    if (dockerfile === undefined || this.#git?.has(dockerfile) !== true) return now;
    const file = this.#git.get(dockerfile);
    if (file !== undefined) return file.read().toString();
    throw new UserError(
      `--since: ${this.#build.source.path} is newer than that commit: there is no build to compare with`,
    );
  }

  /** `now` is what is left out now. */
  ignoreList(now: IgnoreList | undefined): IgnoreList | undefined {
    const { dockerfile, folder } = this.#build;
    const places = [...(dockerfile === undefined ? [] : [`${dockerfile}.dockerignore`]), join(folder, '.dockerignore')];
    if (!places.some((place) => this.#git?.has(place) === true)) return now;
    for (const place of places) {
      const text = this.#git?.has(place) === true ? this.#git.get(place)?.read().toString() : textAt(place);
      if (text !== undefined) return ignoreListOf({ text });
    }
    return undefined;
  }

  /** `listed` are the files of now, without what was left out before; folders come before what is in them. */
  files(listed: readonly ContextFile[], ignored: IgnoreList | undefined): readonly ContextFile[] {
    if (this.changes.size === 0) return listed;
    const files: ContextFile[] = [];
    const gone = new Map(this.changes);
    const folders = new Set<string>(this.changes.has('') ? [''] : []);
    for (const file of listed) {
      const { path, kind } = file;
      const was = this.changes.get(path);
      if (gone.delete(path) && kind === 'folder') folders.add(path);
      else if (was !== undefined)
        files.push(was === 'unknown' ? new EarlierFile(file) : new CommittedFile(path, was, file));
      else if (this.changes.has(path)) continue;
      else if (kind !== 'folder' && folders.size > 0 && isBelow(path, folders)) files.push(new EarlierFile(file));
      else files.push(file);
      if (folders.has(path)) files.push(file);
    }
    for (const [path, was] of gone) {
      const isOutside = path === '' || path.startsWith('../') || patternFor(path, ignored) !== undefined;
      if (isOutside || was === undefined) continue;
      if (was === 'unknown') {
        if (!isThere(join(this.#build.folder, path))) files.push(new EarlierFile({ path, kind: 'file', mode: 0o644 }));
      } else if (was.kind !== 'submodule') files.push(new CommittedFile(path, was, undefined));
    }
    return this.#withoutNewFolders(files);
  }

  /** Git knows no folders: one that holds nothing but new files was not there. */
  #withoutNewFolders(files: readonly ContextFile[]): readonly ContextFile[] {
    const parents = new Set<string>();
    for (const [path, was] of this.changes) if (was === undefined) addFolders(parents, path);
    if (parents.size === 0) return files;
    const old = new Set<string>();
    for (const { path, kind } of files) if (kind !== 'folder') addFolders(old, path);
    return files.filter(({ path, kind }) => kind !== 'folder' || !parents.has(path) || old.has(path));
  }
}

/** All that is in a folder that is said to have changed counts as changed. */
function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  if (folders.has('')) return true;
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    if (folders.has(path.slice(0, slash))) return true;
  }
  return false;
}

function addFolders(folders: Set<string>, path: string): void {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    const folder = path.slice(0, slash);
    if (folders.has(folder)) return;
    folders.add(folder);
  }
}

function changedPath(path: string, workingFolder: string): string {
  if (path === '') throw new UserError('--changed needs the path of a file or folder; "." is the current folder');
  return resolve(workingFolder, path);
}

function dockerfileText(given: Arguments, workingFolder: string): string | undefined {
  const path = given.textsOf(dockerfileBefore).at(-1);
  if (path === undefined) return undefined;
  const read = readFile(path, workingFolder);
  if ('problem' in read) throw new UserError(`--dockerfile-before: ${read.problem}`);
  return read.text;
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** The pattern that leaves a path out of the context. */
export function patternFor(path: string, ignored: IgnoreList | undefined): string | undefined {
  const answer = ignored?.leftOutBy(path);
  return answer?.ok === true ? answer.value : undefined;
}
