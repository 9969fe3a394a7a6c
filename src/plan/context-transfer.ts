// Which files of the build context are sent for the paths that a build asks for (fsutil: FollowLinks, FilterFS).

import { cleanPath } from '../syntax/go/path.ts';
import type { ContextFile } from './context-tree.ts';

/** Links that lead to one another end somewhere. */
const MOST_LINKS = 255;

/**
 * A file is sent if it, something below it or a folder above it is asked for; a pattern asks for the folder that it
 * starts in. What a link on the way leads to is sent, too. Without paths, everything is.
 */
export function sentFiles(files: readonly ContextFile[], paths: readonly string[] | undefined): readonly ContextFile[] {
  if (paths === undefined) return files;
  const asked = withTargets(
    paths.map((path) => cleanPath(path.replace(/\/?[^/]*[*?[].*$/s, ''))),
    files,
  );
  if (asked.has('.')) return files;
  const above = new Set([...asked].flatMap(foldersOf));
  return files.filter(
    ({ path }) => asked.has(path) || above.has(path) || foldersOf(path).some((folder) => asked.has(folder)),
  );
}

/** `a` and `a/b` of `a/b/c`. */
function foldersOf(path: string): readonly string[] {
  const folders: string[] = [];
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    folders.push(path.slice(0, slash));
  }
  return folders;
}

function withTargets(paths: readonly string[], files: readonly ContextFile[]): ReadonlySet<string> {
  const links = new Map(files.flatMap((file) => (file.kind === 'link' ? [[file.path, file]] : [])));
  const asked = new Set(paths);
  if (links.size === 0) return asked;
  let followed = 0;
  for (const path of asked) {
    for (const way of [...foldersOf(path), path]) {
      const link = links.get(way);
      if (link === undefined || ++followed > MOST_LINKS * paths.length) continue;
      asked.add(targetOf(way, link.content) + path.slice(way.length));
    }
  }
  return asked;
}

/** From the root of the context, which a link cannot leave. */
function targetOf(link: string, target: string): string {
  const start = target.startsWith('/') ? '' : link.slice(0, link.lastIndexOf('/') + 1);
  return cleanPath(`/${start}${target}`).slice(1) || '.';
}
