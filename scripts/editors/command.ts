// Programs that the tests of editors run.

import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { existsSync } from 'node:fs';

export interface Answer {
  readonly code: number;
  /** Of both streams. */
  readonly text: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export function run(command: string, args: readonly string[], { cwd, env }: Surroundings = {}): Answer {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    ...(cwd !== undefined && { cwd }),
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 300_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status ?? 127, text: `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}` };
}

export function must(command: string, args: readonly string[], surroundings: Surroundings = {}): string {
  const { code, text } = run(command, args, surroundings);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed with ${code}:\n${text}`);
  return text;
}

/** The path of the first of these programs that there is. */
export function findProgram(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}
