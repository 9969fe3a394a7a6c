// What a source path stands for in the build context.

import { namePattern } from '../../context/pattern/filepath.ts';
import type { ContextSource } from '../../model/context-source.ts';
import type { IgnoreList } from '../../model/ignore-list.ts';

/** How many files there are; `isCut` where nobody has counted to the end. */
export interface ContextMatch {
  readonly files: number;
  /** Those that the ignore file leaves out; of a folder that it leaves out as a whole, the folder alone. */
  readonly ignored: number;
  /** The first of these. */
  readonly leftOut: string | undefined;
  readonly isCut: boolean;
  /** The first files, and folders with a slash, that the path or its pattern names. */
  readonly names: readonly string[];
}

/** So many names are looked at, and so many folders: somebody waits for the answer. */
const MOST_NAMES = 5000;
const MOST_FOLDERS = 250;
const MOST_SHOWN = 5;

/** `path` is a clean one and may have `*`, `?` and `[…]` in it. Undefined where nobody knows the context. */
export function matchContext(
  context: ContextSource,
  ignored: IgnoreList | undefined,
  path: string,
): ContextMatch | undefined {
  if (context.entries('.') === undefined) return undefined;
  const walk = new Walk(context, ignored);
  walk.match('', path === '.' ? [] : path.split('/'));
  return walk;
}

class Walk implements ContextMatch {
  readonly names: string[] = [];
  files = 0;
  ignored = 0;
  leftOut: string | undefined;
  isCut = false;
  readonly #context: ContextSource;
  readonly #ignored: IgnoreList | undefined;
  #seen = 0;
  #folders = 0;

  constructor(context: ContextSource, ignored: IgnoreList | undefined) {
    this.#context = context;
    this.#ignored = ignored;
  }

  /** What the segments of a path lead to from `folder`, which is empty for the root and otherwise ends with a slash. */
  match(folder: string, [segment, ...rest]: readonly string[]): void {
    if (segment === undefined) {
      if (this.names.length < MOST_SHOWN) this.names.push(folder === '' ? './' : folder);
      return this.#count([folder]);
    }
    const isPattern = /[*?[\\]/.test(segment);
    const matches = isPattern ? namePattern(segment) : (name: string) => name === segment;
    for (const name of this.#entries(folder)) {
      const isFolder = name.endsWith('/');
      if (!matches(isFolder ? name.slice(0, -1) : name)) continue;
      if (isFolder) this.match(folder + name, rest);
      else if (rest.length === 0) this.#countFile(folder + name);
      if (!isPattern || this.isCut) break;
    }
  }

  #countFile(path: string): void {
    if (this.#leavesOut(path)) return;
    this.files++;
    if (this.names.length < MOST_SHOWN) this.names.push(path);
  }

  /** All that lies below folders. */
  #count(open: string[]): void {
    for (let folder = open.pop(); folder !== undefined && !this.isCut; folder = open.pop()) {
      const mayBeLeftOut = folder !== '' && this.#ignored?.hasExclusions !== true;
      if (mayBeLeftOut && this.#leavesOut(folder.slice(0, -1))) continue;
      for (const name of this.#entries(folder)) {
        if (name.endsWith('/')) open.push(folder + name);
        else if (!this.#leavesOut(folder + name)) this.files++;
      }
    }
  }

  #entries(folder: string): readonly string[] {
    const entries = this.#context.entries(folder === '' ? '.' : folder.slice(0, -1)) ?? [];
    this.#seen += entries.length;
    this.isCut ||= ++this.#folders > MOST_FOLDERS || this.#seen > MOST_NAMES;
    return this.isCut ? [] : entries;
  }

  #leavesOut(path: string): boolean {
    const answer = this.#ignored?.ignores(path);
    if (answer?.ok !== true || !answer.value) return false;
    this.ignored++;
    this.leftOut ??= path;
    return true;
  }
}
