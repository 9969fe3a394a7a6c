// Which files a command line names, and their text.

import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { cannotRead, readTextFile, reasonOf, type Read } from '../context/text-file.ts';
import type { Io } from './io.ts';

/** How the command line names standard input. */
export const STDIN = '-';

export interface Selection {
  /** As they are to be named to the user, in order, each file once. */
  readonly paths: readonly string[];
  /** What could not be found or read. */
  readonly problems: readonly string[];
  /** Folders without a Dockerfile. */
  readonly empty: readonly string[];
}

/** Finds what files, folders and patterns stand for. What does not exist is a problem; the rest is found all the same. */
export async function selectFiles(operands: readonly string[], workingFolder: string): Promise<Selection> {
  const kinds = operands.map((operand) => kindOf(operand, workingFolder));
  const inFolder = kinds.includes('folder') ? (await import('../project/walk.ts')).findDockerfiles : undefined;
  const matching = kinds.includes('pattern') ? (await import('./glob.ts')).findMatches : undefined;
  const paths = new Map<string, string>();
  const problems = new Set<string>();
  const empty: string[] = [];
  for (const [index, operand] of operands.entries()) {
    const kind = kinds[index];
    const find = kind === 'folder' ? inFolder : kind === 'pattern' ? matching : undefined;
    if (find === undefined) {
      paths.set(operand === STDIN ? STDIN : resolve(workingFolder, operand), operand);
      continue;
    }
    const found = find(operand, workingFolder);
    for (const path of found.paths) paths.set(resolve(workingFolder, path), path);
    for (const [folder, error] of found.failures) problems.add(cannotRead(folder, error));
    if (found.paths.length + found.failures.size > 0) continue;
    if (kind === 'folder') empty.push(operand);
    else problems.add(`no file matches "${operand}"`);
  }
  return { paths: [...paths.values()].toSorted(), problems: [...problems], empty };
}

/** What cannot be looked at counts as a file: reading it says what is wrong. */
function kindOf(operand: string, workingFolder: string): 'file' | 'folder' | 'pattern' {
  if (operand === STDIN) return 'file';
  try {
    const stats = statSync(resolve(workingFolder, operand), { throwIfNoEntry: false });
    if (stats !== undefined) return stats.isDirectory() ? 'folder' : 'file';
  } catch {
    return 'file';
  }
  return /[*?{}[\]()!]/.test(operand) ? 'pattern' : 'file';
}

export function readFile(path: string, workingFolder: string): Read {
  return readTextFile(resolve(workingFolder, path), path);
}

export async function readStdin(io: Io): Promise<Read> {
  try {
    return { text: await io.readStdin() };
  } catch (error) {
    return { problem: `cannot read standard input: ${reasonOf(error)}` };
  }
}
