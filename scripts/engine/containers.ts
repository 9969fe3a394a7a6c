// What a container of an image turns out to be: its process 1, seen from inside, and how it is stopped.

import { setTimeout as wait } from 'node:timers/promises';
import { docker, mustDocker } from './docker.ts';

export interface FirstProcessSeen {
  readonly argv: readonly string[];
  readonly workdir: string;
  readonly uid: number;
  readonly gid: number;
  readonly environment: ReadonlyMap<string, string>;
}

export interface Seen {
  /** The program and its arguments, as the engine starts them. */
  readonly started: readonly string[];
  readonly ports: readonly string[];
  readonly published: readonly string[];
  readonly volumes: readonly string[];
  readonly stopSignal: string;
  readonly health: readonly string[];
  readonly first: FirstProcessSeen;
  /** How many it took to stop it: a second one ends what the first did not. */
  readonly signals: number;
  /** That of process 1. */
  readonly exitCode: number;
}

/** Why there is no container, or none that runs; or what it is. */
export type RunAnswer = { readonly refused: string } | { readonly seen: Seen };

/** Runs a container, looks into it and stops it. */
export async function runContainer(image: string, words: readonly string[]): Promise<RunAnswer> {
  const created = await docker(['create', '--network=none', image, ...words]);
  if (created.code !== 0) return { refused: created.stderr.trim() };
  const id = created.stdout.trim();
  try {
    const started = await docker(['start', id]);
    if (started.code !== 0) return { refused: started.stderr.trim() };
    const first = await settledProcess(id);
    if (first === undefined) return { refused: `it has ended: ${(await docker(['logs', id])).stderr.trim()}` };
    const [inspected] = JSON.parse(await mustDocker(['inspect', id])) as readonly [Inspected];
    const since = new Date();
    await mustDocker(['stop', '-t', '1', id]);
    const exitCode = Number(await mustDocker(['inspect', '--format={{.State.ExitCode}}', id]));
    return { seen: { ...readContainer(inspected), first, signals: await countSignals(id, since), exitCode } };
  } finally {
    await docker(['rm', '--force', '--volumes', id]);
  }
}

interface Inspected {
  readonly Path: string;
  readonly Args: readonly string[];
  readonly Mounts: readonly { readonly Destination: string }[];
  readonly NetworkSettings: { readonly Ports: Readonly<Record<string, unknown>> | null };
  readonly Config: {
    readonly ExposedPorts?: Readonly<Record<string, unknown>>;
    readonly StopSignal?: string;
    readonly Healthcheck?: { readonly Test: readonly string[] };
  };
}

function readContainer({
  Path,
  Args,
  Mounts,
  NetworkSettings,
  Config,
}: Inspected): Omit<Seen, 'first' | 'signals' | 'exitCode'> {
  const ports = Object.entries(NetworkSettings.Ports ?? {});
  return {
    started: [Path, ...Args],
    ports: Object.keys(Config.ExposedPorts ?? {}).toSorted(),
    published: ports.flatMap(([port, hosts]) => (hosts === null ? [] : [port])),
    volumes: Mounts.map(({ Destination }) => Destination).toSorted(),
    stopSignal: Config.StopSignal ?? '',
    health: Config.Healthcheck?.Test ?? [],
  };
}

/** Files of process 1 end in a line that nothing else has. */
const END = '----end----';
const PROBE = [
  ...[`cat /proc/1/cmdline; echo ${END}`, `cat /proc/1/environ; echo ${END}`, `readlink /proc/1/cwd; echo ${END}`],
  'grep -E "^(Uid|Gid):" /proc/1/status',
].join('; ');

const INTERVAL = 100;
const LOOKS = 30;

/**
 * Process 1 as soon as two looks show the same: a shell may be about to give its place to another program.
 * Undefined where it has ended.
 */
async function settledProcess(id: string, last = '', looks = LOOKS): Promise<FirstProcessSeen | undefined> {
  if (looks === 0) throw new Error(`process 1 of the container ${id} does not settle`);
  const { code, stdout } = await docker(['exec', id, '/bin/busybox', 'sh', '-c', PROBE]);
  if (code !== 0) return undefined;
  if (stdout === last) return readProcess(stdout);
  await wait(INTERVAL);
  return settledProcess(id, stdout, looks - 1);
}

function readProcess(text: string): FirstProcessSeen {
  const [argv = '', environment = '', workdir = '', status = ''] = text.split(`${END}\n`);
  const entries = strings(environment).map(
    (entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)] as const,
  );
  return {
    argv: strings(argv),
    workdir: workdir.trim(),
    uid: Number(/^Uid:\s*(\d+)/m.exec(status)?.[1]),
    gid: Number(/^Gid:\s*(\d+)/m.exec(status)?.[1]),
    environment: new Map(entries),
  };
}

function strings(text: string): readonly string[] {
  return text.split('\0').slice(0, -1);
}

/** How many signals the container has got since a moment. The engine remembers its last 256 events only. */
async function countSignals(id: string, since: Date): Promise<number> {
  const range = [`--since=${since.toISOString()}`, `--until=${new Date().toISOString()}`];
  const events = await mustDocker([
    'events',
    ...range,
    `--filter=container=${id}`,
    '--filter=event=kill',
    '--format=kill',
  ]);
  return events.split('kill').length - 1;
}
