// Which files of the build context are sent for the paths that a build asks for (fsutil: FollowLinks, FilterFS).

import { cleanPath } from '../syntax/go/path.ts';
import type { ContextFile } from './context-tree.ts';
import { startOfPattern } from './path-names.ts';

/** Links that lead to one another end somewhere, and no path is followed that is longer than a system opens. */
const MOST_LINKS = 255;
const LONGEST_PATH = 4096;
/** Of those that ask for more, all is taken as sent. */
const MOST_PATHS = 100_000;

/**
 * A file is sent if it, something below it or a folder above it is asked for; a pattern asks for the folder that it
 * starts in. What a link on the way leads to is sent, too. Without paths, everything is.
 */
export function sentFiles(files: readonly ContextFile[], paths: readonly string[] | undefined): readonly ContextFile[] {
  if (paths === undefined) return files;
  const starts = paths.map((path) => cleanPath(path.slice(0, startOfPattern(path))));
  if (starts.includes('.')) return files;
  const asked = withTargets(starts, files);
  if (asked.has('.')) return files;
  const above = new Set([...asked].flatMap(foldersOf));
  const sent = new Map<string, boolean>([['', false]]);
  return files.filter(({ path }) => isSent(path, asked, sent) || above.has(path));
}

/** Whether the path or a folder above it is asked for; `known` are the folders that have been looked at. */
function isSent(path: string, asked: ReadonlySet<string>, known: Map<string, boolean>): boolean {
  if (asked.has(path)) return true;
  const open: string[] = [];
  let folder = folderOf(path);
  for (; !known.has(folder); folder = folderOf(folder)) open.push(folder);
  let answer = known.get(folder) === true;
  for (let inner = open.pop(); inner !== undefined; inner = open.pop()) {
    answer ||= asked.has(inner);
    known.set(inner, answer);
  }
  return answer;
}

/** Empty for what lies in the root. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** `a` and `a/b` of `a/b/c`. */
function foldersOf(path: string): readonly string[] {
  const folders: string[] = [];
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    folders.push(path.slice(0, slash));
  }
  return folders;
}

/** The paths, and the links on their ways with what these lead to. */
function withTargets(paths: readonly string[], files: readonly ContextFile[]): ReadonlySet<string> {
  const asked = new Set(paths);
  const links = new Map(files.flatMap((file) => (file.kind === 'link' ? [[file.path, file]] : [])));
  for (const path of links.size === 0 ? [] : paths) {
    let at = path;
    for (let followed = 0; followed < MOST_LINKS && at.length <= LONGEST_PATH; followed++) {
      const way = [...foldersOf(at), at].find((one) => links.has(one)) ?? '';
      const link = links.get(way);
      if (link === undefined) break;
      at = targetOf(way, link.content, at.slice(way.length));
      asked.add(way);
      if (asked.has(at)) break;
      asked.add(at);
    }
    if (asked.size > MOST_PATHS) return new Set(['.']);
  }
  return asked;
}

/** From the root of the context, which a link cannot leave. */
function targetOf(link: string, target: string, rest: string): string {
  const start = target.startsWith('/') ? '' : link.slice(0, link.lastIndexOf('/') + 1);
  return cleanPath(`/${start}${target}${rest}`).slice(1) || '.';
}
