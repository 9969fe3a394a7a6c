// The `docker` command, as it is on PATH and with the engine that the environment names.

import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const LONGEST_WAIT = 120_000;

/** Runs `docker` with these arguments; never throws: a program that cannot be started has the code 127. */
export async function docker(
  args: readonly string[],
  input = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<Output> {
  const child = spawn('docker', args, {
    stdio: 'pipe',
    timeout: LONGEST_WAIT,
    env: { ...process.env, ...environment },
  });
  const ended = new Promise<number>((resolve) => {
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 124));
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

/** As `docker`, where failing means that the test itself is broken. */
export async function mustDocker(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await docker(args);
  if (code !== 0) throw new Error(`docker ${args.slice(0, 3).join(' ')} failed: ${stderr.trim()}`);
  return stdout;
}

/** Why there is nothing to compare with, and what to do; undefined where there is an engine. */
export async function whyNoEngine(): Promise<string | undefined> {
  const version = await docker(['version', '--format', '{{.Server.Version}}']);
  if (version.code === 127) return 'there is no docker on PATH; install the Docker CLI with buildx';
  if (version.code !== 0) {
    return `no engine answers (${firstLine(version.stderr)}); start one, or set DOCKER_HOST to where it listens`;
  }
  const buildx = await docker(['buildx', 'version']);
  if (buildx.code !== 0) return 'docker has no buildx; install its plug-in docker-buildx';
  const base = await docker(['image', 'inspect', 'busybox:latest']);
  return base.code === 0 ? undefined : 'the engine has no image busybox:latest; run `docker pull busybox`';
}

function firstLine(message: string): string {
  return message.trim().split('\n')[0] ?? '';
}

/** Maps all items, some at a time, in order. */
export async function mapSome<Item, Result>(
  items: readonly Item[],
  most: number,
  map: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const work = async (): Promise<void> => {
    const next = queue.next();
    if (next.done === true) return;
    const [index, item] = next.value;
    results[index] = await map(item);
    await work();
  };
  await Promise.all(Array.from({ length: most }, work));
  return results;
}
