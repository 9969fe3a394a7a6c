// Runs commands in this process, in folders made for the test.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { privateFolder } from '../../src/cli/cache-folder.ts';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';

export interface Surroundings {
  readonly folder?: string;
  readonly stdin?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The width of the terminal that stdout is. */
  readonly terminal?: number;
}

export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `slipway` with these arguments writes, and its exit code. */
export async function slipway(args: readonly string[], surroundings: Surroundings = {}): Promise<Answer> {
  const written = { stdout: '', stderr: '' };
  const io: Io = {
    workingFolder: surroundings.folder ?? '/',
    environment: surroundings.environment ?? {},
    stdout: { write: (text) => void (written.stdout += text), terminalWidth: () => surroundings.terminal },
    stderr: { write: (text) => void (written.stderr += text), terminalWidth: () => undefined },
    readStdin: async () => surroundings.stdin ?? '',
    today: () => '2026-11-21',
    kept: privateFolder(surroundings.environment ?? {}),
    keepCompiledCode: () => {},
  };
  return { code: await run(args, io), ...written };
}

/** A folder with these files, gone after the test; a path that ends with `/` is an empty folder. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    const target = join(folder, path);
    mkdirSync(path.endsWith('/') ? target : dirname(target), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(target, text);
  }
  return folder;
}
