// The report of `slipway inspect`: what an image is, and what `docker run` will do with it, for people.

import type { FirstProcess } from '../model/first-process.ts';
import type { HealthCheck } from '../model/image.ts';
import type { Made, Making } from '../model/made.ts';
import type { Answer, Listing, RunPlan, RunUser, StopOutcome, Variable } from '../model/run-plan.ts';
import { commandLine } from './command-line.ts';
import type { Palette } from './palette.ts';
import { visible, withoutHalf } from './visible.ts';

export interface Inspection {
  /** What the image is that the report is about: `Dockerfile, stage build, after line 7`. */
  readonly title: string;
  readonly plan: RunPlan;
  readonly making: Making;
}

export interface InspectOptions {
  readonly palette: Palette;
  readonly width: number;
}

/** A heading and the lines beside it; those that explain are dim. */
interface Block {
  readonly heading: string;
  readonly lines: readonly Line[];
}

interface Line {
  readonly text: string;
  readonly isNote?: boolean;
}

const INDENT = 14;
const NARROWEST = 40;

export function inspectText({ title, plan, making }: Inspection, { palette, width }: InspectOptions): string {
  const blocks: readonly Block[] = [
    { heading: 'Runs', lines: runLines(plan) },
    { heading: 'As user', lines: answerLines(plan.user, userLines) },
    { heading: 'In folder', lines: answerLines(plan.workdir, (path) => [{ text: path }]) },
    { heading: 'Environment', lines: environmentLines(plan.environment) },
    { heading: 'Ports', lines: portLines(plan.ports) },
    { heading: 'Volumes', lines: volumeLines(plan.volumes) },
    { heading: 'Stops', lines: stopLines(plan) },
    { heading: 'Health check', lines: answerLines(plan.health, healthLines) },
    { heading: 'Made of', lines: makingLines(making, width - INDENT) },
  ];
  const texts = blocks.map((block) => blockText(block, palette));
  return `${palette.bold(visible(title))}\n\n${texts.join('\n')}`;
}

function blockText({ heading, lines }: Block, palette: Palette): string {
  const rows = lines.map(({ text, isNote }, index) => {
    const head = index === 0 ? palette.bold(heading.padEnd(INDENT)) : ' '.repeat(INDENT);
    const shown = visible(text);
    return `${head}${isNote === true ? palette.dim(shown) : shown}\n`;
  });
  return rows.join('');
}

function note(text: string): Line {
  return { text, isNote: true };
}

function unknownLine(reason: string): Line {
  return note(`unknown: ${reason}`);
}

function answerLines<Value>(answer: Answer<Value>, lines: (value: Value) => readonly Line[]): readonly Line[] {
  return 'unknown' in answer ? [unknownLine(answer.unknown)] : lines(answer.value);
}

function runLines({ argv, command, start }: RunPlan): readonly Line[] {
  if ('unknown' in argv) return halfKnownLines(argv.unknown, command);
  const words = argv.value;
  if (words.length === 0) return [note('nothing: the image names no command, and docker run refuses without one')];
  const lines: Line[] = [{ text: commandLine(words) }];
  if (start === undefined) return lines;
  if (start.lost.length > 0) {
    lines.push(note(`${commandLine(start.lost)} is lost: the shell takes it as parameters, and its script reads none`));
  }
  if (start.needsTerminal) lines.push(note('ends at once, unless it gets a terminal: docker run -it'));
  return [...lines, note(firstProcessText(start.first))];
}

/** Where the base image may have an entrypoint. */
function halfKnownLines(reason: string, command: RunPlan['command']): readonly Line[] {
  if ('unknown' in command || command.value.length === 0) return [unknownLine(reason)];
  return [
    { text: commandLine(command.value) },
    note(`behind the ENTRYPOINT of the base image, if it has one: ${reason}`),
  ];
}

function firstProcessText(first: FirstProcess): string {
  const program = 'program' in first ? (first.program ?? 'the command') : '';
  switch (first.kind) {
    case 'program':
      if (first.shell === undefined) return `process 1 is ${program}`;
      return `process 1 is ${program}: ${first.shell} gives its place to it`;
    case 'script':
      return `process 1 is the script ${first.script}, unless it gives its place to ${first.program ?? 'a program'}`;
    case 'init':
      return `process 1 is ${first.init}, which starts ${program}`;
    case 'shell':
      return `process 1 is ${first.shell}${stayText(first.stay, program)}`;
    case 'unknown':
      return `process 1 is unknown: ${first.reason}`;
    default:
      return first satisfies never;
  }
}

function stayText(stay: Extract<FirstProcess, { kind: 'shell' }>['stay'], program: string): string {
  switch (stay) {
    case 'traps':
      return ', whose script handles signals itself';
    case 'never':
      return `, which stays in front of ${program}`;
    case 'goes-on':
      return `, which stays beside ${program}: it has more to do`;
    case 'itself':
      return ': it does the work itself';
    default:
      return stay satisfies never;
  }
}

function userLines({ text, uid, gid }: RunUser): readonly Line[] {
  if (text === '') return [{ text: 'root (0:0)' }, note('the image names no USER')];
  if (uid === undefined) return [{ text }, note('/etc/passwd of the image must know the name')];
  const group = gid === undefined ? 'the group is that of the user in /etc/passwd, else 0' : undefined;
  const numbers = gid === undefined ? String(uid) : `${uid}:${gid}`;
  const line = { text: numbers === text ? text : `${text} (${numbers})` };
  return group === undefined ? [line] : [line, note(group)];
}

function environmentLines({ items, more }: Listing<Variable>): readonly Line[] {
  const lines: Line[] = [];
  const unknown = new Map<string, string[]>();
  for (const { name, value, from } of items) {
    if ('value' in value) lines.push({ text: `${name}=${value.value}` });
    else if (from === 'engine') lines.push(note(`${name}: ${value.unknown}`));
    else {
      const names = unknown.get(value.unknown);
      if (names === undefined) unknown.set(value.unknown, [name]);
      else names.push(name);
    }
  }
  return withMore([...lines, ...[...unknown].map(unknownNames)], more);
}

function unknownNames([reason, names]: readonly [string, readonly string[]]): Line {
  return note(`${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} unknown: ${reason}`);
}

function withMore(lines: readonly Line[], more: string | undefined): readonly Line[] {
  return more === undefined ? lines : [...lines, note(`there may be more: ${more}`)];
}

function portLines({ items, more }: Listing<string>): readonly Line[] {
  if (items.length === 0) return withMore([note(more === undefined ? 'none declared' : 'none declared here')], more);
  const [first = ''] = items;
  const port = first.slice(0, first.indexOf('/'));
  const advice = `declared only: none can be reached until it is published, as by docker run -p ${port}:${first}`;
  return withMore([{ text: items.join(', ') }, note(advice)], more);
}

function volumeLines({ items, more }: Listing<string>): readonly Line[] {
  if (items.length === 0) {
    return more === undefined
      ? [note('none: all that it writes is gone with the container')]
      : withMore([note('none declared here')], more);
  }
  const lines = [{ text: items.join(', ') }, note('anything that is written elsewhere is gone with the container')];
  return withMore(lines, more);
}

function stopLines({ os, stop, start }: RunPlan): readonly Line[] {
  if (os === 'windows') return [note('docker stop shuts the container down as Windows does')];
  const { signal, outcome } = stop;
  const sent =
    'value' in signal
      ? `${signal.value} to process 1`
      : 'SIGTERM to process 1, unless the base image names another signal';
  return [{ text: `docker stop sends ${sent}` }, note(outcomeText(outcome, start?.first))];
}

function outcomeText(outcome: StopOutcome, first: FirstProcess | undefined): string {
  const program = first && 'program' in first ? (first.program ?? 'the command') : 'the program';
  switch (outcome) {
    case 'killed':
      return 'which ends at once, and can do nothing about it';
    case 'passed-on':
      return `which passes it on to ${program}`;
    case 'program':
      return receiverText(first, program);
    case 'waits':
      return `${waitText(first, program)}; after ten seconds the engine kills it`;
    case 'unknown':
      return unknownOutcomeText(first);
    default:
      return outcome satisfies never;
  }
}

function receiverText(first: FirstProcess | undefined, program: string): string {
  if (first?.kind === 'shell') return `${first.shell} gets it, and does what its script says`;
  return `${program} gets it; if it does not handle it, nothing happens, and after ten seconds the engine kills it`;
}

function unknownOutcomeText(first: FirstProcess | undefined): string {
  if (first === undefined) return 'nobody knows what that is';
  if (first.kind !== 'script') return 'nobody knows whether it reaches the program';
  const { script, program = 'its program' } = first;
  return `${script} gets it, and ${program} only if the script starts it with exec`;
}

function waitText(first: FirstProcess | undefined, program: string): string {
  return first?.kind === 'shell' ? `${first.shell} does not pass it on` : `${program} does not handle it`;
}

const SECOND = 1_000_000_000n;

function healthLines(check: HealthCheck | undefined): readonly Line[] {
  const [kind, ...words] = check?.test ?? [];
  if (check === undefined || kind === undefined) return [note('none')];
  const command = kind === 'CMD-SHELL' ? words.join(' ') : commandLine(words);
  const every = durationText(check.interval || 30n * SECOND);
  const timeout = durationText(check.timeout || 30n * SECOND);
  const start =
    check.startPeriod === 0n ? '' : `; failures of the first ${durationText(check.startPeriod)} do not count`;
  return [
    { text: command },
    note(`every ${every}, at most ${timeout} long; unhealthy after ${check.retries || 3} failures in a row${start}`),
  ];
}

function durationText(nanoseconds: bigint): string {
  const milliseconds = Number(nanoseconds / 1_000_000n);
  if (milliseconds % 60_000 === 0) return `${milliseconds / 60_000} min`;
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000} s` : `${milliseconds} ms`;
}

const marks: Readonly<Record<Made['what'], string>> = { layer: 'layer', metadata: 'metadata', nothing: '' };

function makingLines({ base, from, steps }: Making, width: number): readonly Line[] {
  const digits = String(steps.at(-1)?.instruction.lines.last ?? from?.lines.first ?? 0).length;
  const row = (line: number | undefined, what: string, text: string): string => {
    const head = `${String(line ?? '').padStart(digits)}  ${what.padEnd(8)}  `;
    const room = Math.max(width - head.length, NARROWEST);
    return head + (text.length > room ? `${withoutHalf(text.slice(0, room - 1))}…` : text);
  };
  const layers = steps.filter(({ what }) => what === 'layer').length;
  return [
    { text: row(from?.lines.first, 'base', base) },
    ...steps.map(({ instruction, trigger, what }) => {
      const text = instruction.folded.text.replaceAll(/\s+/g, ' ');
      return {
        text: row((trigger ?? instruction).lines.first, marks[what], trigger === undefined ? text : `ONBUILD ${text}`),
        isNote: what !== 'layer',
      };
    }),
    note(`${layers} ${layers === 1 ? 'layer' : 'layers'} on top of ${base}`),
  ];
}
