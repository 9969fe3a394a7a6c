// A build context that is a folder of this machine.

import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ContextSource, IgnoreFile } from '../model/context-source.ts';

/** No manifest of a project is longer. */
const LONGEST_FILE = 4_000_000;

/**
 * The context in `folder` for the Dockerfile at `dockerfile`, if that is a file. Nothing is read before somebody asks,
 * and no folder twice; what cannot be read does not count.
 */
export function folderContext(folder: string, dockerfile: string | undefined): ContextSource {
  let found: { readonly file: IgnoreFile | undefined } | undefined;
  const find = (): IgnoreFile | undefined =>
    (dockerfile === undefined ? undefined : ignoreFileAt(`${dockerfile}.dockerignore`)) ??
    ignoreFileAt(join(folder, '.dockerignore'));
  const listed = new Map<string, readonly string[] | undefined>();
  return {
    ignoreFile: () => (found ??= { file: find() }).file,
    entries(path) {
      if (isOutside(path)) return undefined;
      if (!listed.has(path)) listed.set(path, list(join(folder, path)));
      return listed.get(path);
    },
    read: (path) => (isOutside(path) ? undefined : readSmall(join(folder, path))),
  };
}

function isOutside(path: string): boolean {
  return path.startsWith('/') || path.includes('\0') || path.split('/').includes('..');
}

function ignoreFileAt(path: string): IgnoreFile | undefined {
  const text = attempt(() => readFileSync(path, 'utf8'));
  return text === undefined ? undefined : { path, text };
}

function list(path: string): readonly string[] | undefined {
  return attempt(() => readdirSync(path, { withFileTypes: true }))?.map(nameOf);
}

function nameOf(entry: Dirent): string {
  return entry.isDirectory() ? `${entry.name}/` : entry.name;
}

function readSmall(path: string): string | undefined {
  return attempt(() => {
    const status = statSync(path);
    return status.isFile() && status.size <= LONGEST_FILE ? readFileSync(path, 'utf8') : undefined;
  });
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
