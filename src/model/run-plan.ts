// What `docker run` makes of an image: the program that starts, as whom, where, with what, and how it is stopped.

import { formatPorts } from '../syntax/port.ts';
import { parseSignal } from '../syntax/signal.ts';
import { type FirstProcess, type ShellProgram, type Start, startOf } from './first-process.ts';
import type { HealthCheck, Image, Setting } from './image.ts';
import { defaultPath } from './predefined-arguments.ts';

/** A part of the plan, or why nobody knows it. */
export type Answer<Value> = { readonly value: Value } | { readonly unknown: string };

/** What is certainly there; `more` says why there may be more. */
export interface Listing<Item> {
  readonly items: readonly Item[];
  readonly more: string | undefined;
}

export interface Variable {
  readonly name: string;
  readonly value: Answer<string>;
  /** Who sets it. */
  readonly from: 'image' | 'engine';
}

export interface RunUser {
  /** As the image has it: `app:staff`. */
  readonly text: string;
  /** Undefined where /etc/passwd and /etc/group of the image decide. */
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

/**
 * What `docker stop` comes to. `killed`: its signal is SIGKILL. `waits`: nothing ends the container, and the engine
 * kills it after its time is up. `program`: process 1 gets the signal, and what that does is its own affair.
 * `passed-on`: process 1 passes it on.
 */
export type StopOutcome = 'killed' | 'waits' | 'program' | 'passed-on' | 'unknown';

export interface RunStop {
  /** As the image names it, SIGTERM where it names none; where that is unknown, `outcome` is that of any but SIGKILL. */
  readonly signal: Answer<string>;
  readonly outcome: StopOutcome;
}

export interface RunPlan {
  readonly os: string;
  /** What the engine starts; empty where the image names nothing, which the engine refuses. */
  readonly argv: Answer<readonly string[]>;
  /** The part of it behind the entrypoint: the command, or CMD in its place. */
  readonly command: Answer<readonly string[]>;
  /** What becomes of it; undefined where nobody knows what is started, or nothing is. */
  readonly start: Start | undefined;
  readonly user: Answer<RunUser>;
  readonly workdir: Answer<string>;
  readonly environment: Listing<Variable>;
  /** `80/tcp`, `8000-8010/udp`: declared, and reachable from outside only if published. */
  readonly ports: Listing<string>;
  /** Folders that get a volume without a name. */
  readonly volumes: Listing<string>;
  readonly stop: RunStop;
  readonly health: Answer<HealthCheck | undefined>;
}

/** Programs that handle no signal: as process 1 they do not even end at those that end every other process. */
const deaf = new Set(['cat', 'sleep', 'tail', 'tee', 'yes']);

const KILL = 9;

/**
 * The plan of `docker run image command…`; without a command the image's own is run. `systemShell` is the program
 * behind /bin/sh, where somebody knows it.
 */
export function runPlan(image: Image, command: readonly string[], systemShell: ShellProgram | undefined): RunPlan {
  const words = command.length > 0 ? { value: command } : answer(image, 'cmd', () => image.cmd ?? []);
  const argv = argvOf(image, words);
  const start = 'value' in argv && argv.value.length > 0 ? startOf(argv.value, systemShell) : undefined;
  const ports = image.exposedPorts.entries().map(([, range]) => formatPorts(range));
  return {
    os: image.os,
    argv,
    command: words,
    start,
    user: answer(image, 'user', () => userOf(image.user)),
    workdir: answer(image, 'workdir', () => image.workdir || '/'),
    environment: environmentOf(image),
    ports: listing(image, 'exposedPorts', ports),
    volumes: listing(
      image,
      'volumes',
      image.volumes.entries().map(([path]) => path),
    ),
    stop: stopOf(image, start?.first),
    health: answer(image, 'healthCheck', () => (image.healthCheck?.test[0] === 'NONE' ? undefined : image.healthCheck)),
  };
}

function answer<Value>({ unknown }: Image, setting: Setting, value: () => Value): Answer<Value> {
  const reason = unknown.get(setting);
  return reason === undefined ? { value: value() } : { unknown: reason };
}

function listing<Item>({ unknown }: Image, setting: Setting, items: readonly Item[]): Listing<Item> {
  return { items, more: unknown.get(setting) };
}

/** ENTRYPOINT and then the command (moby: daemon/commit.go merge, getEntrypointAndArgs). */
function argvOf(image: Image, command: Answer<readonly string[]>): Answer<readonly string[]> {
  const reason = image.unknown.get('entrypoint');
  if (reason !== undefined) return { unknown: reason };
  if ('unknown' in command) return command;
  const { entrypoint = [] } = image;
  // The engine takes [""] for no entrypoint at all.
  const program = entrypoint.length === 1 && entrypoint[0] === '' ? [] : entrypoint;
  return { value: [...program, ...command.value] };
}

function userOf(text: string): RunUser {
  const [user = '', group = ''] = text.split(':', 2);
  const uid = user === '' || user === 'root' ? 0 : numberOf(user);
  const gid = group === '' ? (uid === 0 ? 0 : undefined) : group === 'root' ? 0 : numberOf(group);
  return { text, uid, gid };
}

function numberOf(text: string): number | undefined {
  return /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}

/** The engine sets what the image does not, and the container's name for the network (moby: CreateDaemonEnvironment). */
function environmentOf(image: Image): Listing<Variable> {
  const { env, os } = image;
  const own = env.entries().map(([name, { text, unknown }]): Variable => {
    return { name, value: unknown === undefined ? { value: text } : { unknown }, from: 'image' };
  });
  const more = image.unknown.get('env');
  const fromEngine = (name: string, value: Answer<string>): readonly Variable[] => {
    return env.has(name) || more !== undefined || os === 'windows' ? [] : [{ name, value, from: 'engine' }];
  };
  const items = [
    ...own,
    ...fromEngine('PATH', { value: defaultPath }),
    ...fromEngine('HOSTNAME', { unknown: 'the id of the container, or what --hostname says' }),
    ...fromEngine('HOME', { unknown: 'the home folder of the user in /etc/passwd' }),
  ];
  return { items, more };
}

function stopOf(image: Image, first: FirstProcess | undefined): RunStop {
  const signal = answer(image, 'stopSignal', () => image.stopSignal || 'SIGTERM');
  if (image.os === 'windows') return { signal, outcome: 'unknown' };
  const number = 'value' in signal ? parseSignal(signal.value) : undefined;
  return { signal, outcome: number?.ok === true && number.value === KILL ? 'killed' : outcomeOf(first) };
}

/** Whether a container with this process 1 can be stopped by a signal, as far as anybody knows the program. */
export function hearsSignals(first: FirstProcess): boolean {
  return first.kind === 'program' && outcomeOf(first) === 'program';
}

function outcomeOf(first: FirstProcess | undefined): StopOutcome {
  switch (first?.kind) {
    case 'program':
      return deaf.has(first.program ?? '') ? 'waits' : 'program';
    case 'init':
      return 'passed-on';
    case 'shell':
      return first.stay === 'traps' ? 'program' : 'waits';
    case 'script':
    case 'unknown':
    case undefined:
      return 'unknown';
    default:
      return first satisfies never;
  }
}
