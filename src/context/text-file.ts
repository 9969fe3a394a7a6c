// The text of a file that somebody names, or why it cannot be read.

import { readFileSync } from 'node:fs';

export type Read = { readonly text: string } | { readonly problem: string };

/** Reads `path`, which the user knows as `name`. */
export function readTextFile(path: string, name: string): Read {
  try {
    return { text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { problem: cannotRead(name, error) };
  }
}

export function cannotRead(name: string, error: unknown): string {
  return `cannot read "${name}": ${reasonOf(error)}`;
}

/** What the system says of a file, in words that tell what to do. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'it does not exist; check the name and the folder you are in';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied; make it readable or leave it out';
    case 'EISDIR':
      return 'it is a folder; name a file';
    case 'ENOTDIR':
      return 'a part of its path is not a folder; check the name';
    case 'ERR_FS_FILE_TOO_LARGE':
    case 'ERR_STRING_TOO_LONG':
      return 'it is too large to be a Dockerfile; leave it out';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
