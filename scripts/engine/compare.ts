// The differences between the engine's answers and ours, part by part.

import type { Answer, RunPlan } from '../../src/model/run-plan.ts';
import { listPorts, parsePort } from '../../src/syntax/port.ts';
import { difference, multisetDifference } from '../conformance/difference.ts';
import type { Answers, BuildAnswer, CheckAnswer, HistoryEntry, ListAnswer } from './answers.ts';
import type { RunAnswer, Seen } from './containers.ts';

export const parts = ['check', 'targets', 'outline', 'build', 'config', 'history', 'run'] as const;
export type Part = (typeof parts)[number];

/** What was compared: in a few words what differs, or nothing where we agree. */
export interface Comparison {
  readonly part: Part;
  readonly text: string | undefined;
}

export function compareAnswers(engine: Answers, ours: Answers): readonly Comparison[] {
  return [
    { part: 'check', text: compareCheck(engine.check, ours.check) },
    { part: 'targets', text: compareLists(engine.targets, ours.targets, 'targets') },
    { part: 'outline', text: compareLists(engine.outline, ours.outline, 'outline') },
    ...compareBuild(engine.build, ours.build),
  ];
}

function compareCheck(engine: CheckAnswer, ours: CheckAnswer): string | undefined {
  return (
    multisetDifference(engine.warnings, ours.warnings, 'warnings') ??
    difference(engine.error?.message, ours.error?.message, 'error') ??
    difference(engine.error?.lines, ours.error?.lines, 'lines of the error')
  );
}

function compareLists(engine: ListAnswer, ours: ListAnswer, path: string): string | undefined {
  if ('error' in engine || 'error' in ours) return difference(errorIn(engine), errorIn(ours), 'error');
  return difference(engine.value, ours.value, path);
}

function errorIn(answer: ListAnswer | BuildAnswer): string | undefined {
  return 'error' in answer ? answer.error : undefined;
}

function compareBuild(engine: BuildAnswer, ours: BuildAnswer): readonly Comparison[] {
  const text = difference(errorIn(engine), errorIn(ours), 'error');
  const build: Comparison = { part: 'build', text };
  if (!('image' in engine) || !('image' in ours)) return [build];
  const { config, history, layers, os, architecture, author } = engine.image;
  const { image } = ours;
  const configText =
    difference(
      { os, architecture, author },
      { os: image.os, architecture: image.architecture, author: image.author },
    ) ??
    difference(config, image.config) ??
    timeDifference(engine.image.created, image.created, 'created');
  const historyText =
    difference(history.map(withoutTime), image.history.map(asPrinted), 'history') ??
    history
      .map(({ created }, index) => timeDifference(created, image.history[index]?.created, `history[${index}].created`))
      .find((found) => found !== undefined) ??
    difference(layers, image.layers, 'layers');
  return [build, { part: 'config', text: configText }, { part: 'history', text: historyText }];
}

/** `docker history` prints tabs as spaces. */
function asPrinted({ createdBy, comment }: HistoryEntry): Omit<HistoryEntry, 'created'> {
  return { createdBy: createdBy.replaceAll('\t', ' '), comment };
}

function withoutTime({ createdBy, comment }: HistoryEntry): Omit<HistoryEntry, 'created'> {
  return { createdBy, comment };
}

/** Where we know no time, it is that of the build, or that of the base image. */
function timeDifference(engine: string | undefined, ours: string | undefined, path: string): string | undefined {
  if (ours === undefined || engine === undefined) return undefined;
  return difference(Date.parse(engine), Date.parse(ours), path);
}

export function compareRun(engine: RunAnswer, plan: RunPlan | undefined): Comparison {
  return { part: 'run', text: plan === undefined ? 'no plan' : runDifference(engine, plan) };
}

function runDifference(engine: RunAnswer, plan: RunPlan): string | undefined {
  if ('refused' in engine) return refusalDifference(engine.refused, plan);
  const { seen } = engine;
  const { user, workdir, ports, volumes, stop, health } = plan;
  const items = { ports: [...new Set(ports.items.flatMap(singlePorts))].toSorted(), volumes: volumes.items.toSorted() };
  return (
    difference(seen.started, valueOf(plan.argv), 'argv') ??
    userDifference(seen, valueOf(user)) ??
    difference(seen.first.workdir, valueOf(workdir), 'folder') ??
    difference({ ports: seen.ports, volumes: seen.volumes }, items) ??
    difference([], seen.published, 'published ports') ??
    difference(seen.stopSignal || 'SIGTERM', valueOf(stop.signal), 'signal') ??
    difference(seen.health, valueOf(health)?.test, 'health') ??
    environmentDifference(seen, plan) ??
    firstProcessDifference(seen, plan) ??
    stopDifference(seen, plan)
  );
}

/** The engine has a range as its ports. */
function singlePorts(text: string): readonly string[] {
  const range = parsePort(text);
  return range.ok ? listPorts(range.value) : [];
}

/** What only the engine can find out: that a program or a user is not in the image. */
const foundByEngine = /executable file not found|no such file or directory|unable to find user/;

function refusalDifference(refused: string, { argv }: RunPlan): string | undefined {
  if (valueOf(argv)?.length === 0)
    return difference(true, /no command specified/.test(refused), 'refused for no command');
  return foundByEngine.test(refused) ? undefined : `refused: ${refused}`;
}

function valueOf<Value>(answer: Answer<Value>): Value | undefined {
  return 'value' in answer ? answer.value : undefined;
}

function userDifference(
  { first }: Seen,
  user: { readonly uid?: unknown; readonly gid?: unknown } | undefined,
): string | undefined {
  const { uid, gid } = user ?? {};
  return (
    (uid === undefined ? undefined : difference(first.uid, uid, 'uid')) ??
    (gid === undefined ? undefined : difference(first.gid, gid, 'gid'))
  );
}

/** A shell exports variables of its own, and `env` sets what it is told: then there may be more than planned. */
function environmentDifference({ first, started }: Seen, { environment }: RunPlan): string | undefined {
  for (const { name, value } of environment.items) {
    if (!first.environment.has(name)) return `environment: expected no ${name}`;
    const found =
      'value' in value ? difference(first.environment.get(name), value.value, `environment.${name}`) : undefined;
    if (found !== undefined) return found;
  }
  if (first.argv.join('\0') !== started.join('\0')) return undefined;
  const planned = new Set(environment.items.map(({ name }) => name));
  const more = [...first.environment.keys()].filter((name) => !planned.has(name));
  return difference(more, [], 'more in the environment');
}

/** `serve` is a script: the kernel puts its interpreter in front. */
function firstProcessDifference({ first }: Seen, { start }: RunPlan): string | undefined {
  const [program = '', ...args] = first.argv;
  const argv = program === '/bin/sh' && args[0]?.endsWith('/serve') === true ? args : first.argv;
  const name = baseName(argv[0] ?? '');
  const planned = start?.first;
  switch (planned?.kind) {
    case 'program': {
      const words = planned.argv?.map((word, index) => (index === 0 ? baseName(word) : word));
      return (
        difference(name, planned.program, 'process 1') ??
        (words && difference([name, ...argv.slice(1)], words, 'process 1'))
      );
    }
    case 'shell':
      return difference(name, planned.shell, 'process 1');
    case 'init':
      return difference(name, planned.init, 'process 1');
    case 'script':
    case 'unknown':
    case undefined:
      return undefined;
    default:
      return planned satisfies never;
  }
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The code of a process that SIGKILL has ended. */
const KILLED = 137;

/** Of the programs in the cases, `serve` handles signals, and so do scripts that trap them. */
function stopDifference({ signals, exitCode }: Seen, { stop }: RunPlan): string | undefined {
  if (stop.outcome === 'unknown') return undefined;
  const isKilled = stop.outcome === 'waits' || stop.outcome === 'killed';
  return (
    difference(signals === 1 ? 'ends' : 'waits', stop.outcome === 'waits' ? 'waits' : 'ends', 'docker stop') ??
    difference(exitCode === KILLED, isKilled, 'killed')
  );
}
