// A build context that is a folder of this machine.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContextSource, IgnoreFile } from '../model/context-source.ts';

/**
 * The context in `folder` for the Dockerfile at `dockerfile`, if that is a file. Nothing is read before somebody asks;
 * a file that cannot be read does not count.
 */
export function folderContext(folder: string, dockerfile: string | undefined): ContextSource {
  return {
    ignoreFile: () =>
      (dockerfile === undefined ? undefined : read(`${dockerfile}.dockerignore`)) ??
      read(join(folder, '.dockerignore')),
  };
}

function read(path: string): IgnoreFile | undefined {
  try {
    return { path, text: readFileSync(path, 'utf8') };
  } catch {
    return undefined;
  }
}
