// What a plan says in words, the same in every format.

import type { Input, Origin } from '../../plan/step-inputs.ts';
import type { ExecMount, ExecOperation, Operation } from '../../plan/operation.ts';
import type { ImageChange } from '../../plan/image-change.ts';
import type { Plan, PlannedStage, PlannedStep } from '../../plan/plan.ts';
import { parseImageReference } from '../../syntax/image-reference.ts';
import { cells, visible } from '../visible.ts';

/** The steps of all stages by their ids. */
export function stepsById({ stages }: Plan): ReadonlyMap<string, PlannedStep> {
  return new Map(stages.flatMap(({ steps }) => steps.map((step) => [step.id, step])));
}

/** `build 3/7` of `[build 3/7] RUN make`; empty where BuildKit gives no number. */
export function placeIn({ name, text }: PlannedStep): string {
  return name
    .slice(0, name.length - text.length)
    .replace(/^\[/, '')
    .replace(/\] $/, '')
    .replaceAll(/ +/g, ' ');
}

/** How another step is called where there is little room. */
export function shortName(step: PlannedStep | undefined, { stages }: Plan): string {
  if (step === undefined) return '';
  const place = placeIn(step);
  return place === '' ? (stages[step.stage]?.name ?? '') : place;
}

export function baseText({ base }: PlannedStage, { stages }: Plan): string {
  switch (base.kind) {
    case 'scratch':
      return 'scratch';
    case 'stage':
      return stages[base.stage]?.name ?? '';
    case 'image':
    case 'context':
      return base.text;
    default:
      return base satisfies never;
  }
}

export function originText(origin: Origin, plan: Plan, steps: ReadonlyMap<string, PlannedStep>): string {
  switch (origin.kind) {
    case 'step':
      return shortName(steps.get(origin.step), plan);
    case 'image':
      return familiar(origin.reference);
    case 'context':
      return origin.name === undefined ? 'context' : `context ${origin.name}`;
    case 'http':
    case 'git':
      return origin.url;
    case 'inline':
      return `text ${origin.name}`;
    default:
      return origin satisfies never;
  }
}

/** The name of an image as people write it, and the start of its digest. */
export function familiar(reference: string): string {
  const parsed = parseImageReference(reference);
  const name = parsed.ok ? parsed.value.familiar : reference;
  return name.replace(/(@\w+:\w{12})\w+$/, '$1…');
}

/** The paths of an input, where they say more than its origin does. */
export function pathsText({ origin, paths }: Input): string {
  if (origin.kind === 'inline' || origin.kind === 'http') return '';
  const isContext = origin.kind === 'context';
  return paths.map((path) => (isContext ? path.slice(1) || 'all of it' : path)).join(', ');
}

/** What a plan is about: `Dockerfile, stage build`. */
export function titleOf({ target }: Plan, path: string): string {
  return `${path}, ${target.isNamed ? `stage ${target.name}` : target.name}`;
}

/** How many commands and copies there are to run; equal ones count once. */
export function stepsToRun({ steps }: Plan): number {
  return steps.filter(({ makes, isBuilt, sameAs }) => makes === 'layer' && isBuilt && sameAs === undefined).length;
}

export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** `build 6/6: /shop`, `context: go.mod, go.sum`. */
export function inputText(input: Input, plan: Plan, steps: ReadonlyMap<string, PlannedStep>): string {
  const origin = originText(input.origin, plan, steps);
  const paths = pathsText(input);
  return paths === '' ? origin : `${origin}: ${paths}`;
}

/** The command that a step runs, where it runs one. */
export function commandOf(operation: Operation | undefined): ExecOperation | undefined {
  return operation?.kind === 'exec' ? operation : undefined;
}

/** As whom and where a command runs; undefined where only the base image tells. */
export function placeOfRun({ operation, step }: PlannedStep): {
  readonly user: string | undefined;
  readonly workdir: string | undefined;
} {
  const command = commandOf(operation);
  const unknown = step?.before.image.unknown;
  return {
    user: unknown?.has('user') === true ? undefined : command?.user || 'root',
    workdir: unknown?.has('workdir') === true ? undefined : command?.workdir,
  };
}

/** Mounts that no step, image or context fills, each with what it is. */
function ownMounts(operation: Operation | undefined): readonly string[] {
  const command = commandOf(operation);
  if (command === undefined) return [];
  const variables = command.secretEnvironment.map(({ id, name }) => `secret ${id} as $${name}`);
  return [...command.mounts.flatMap((mount) => ownMount(mount)), ...variables];
}

function ownMount({ type, target, cache, secret, size }: ExecMount): readonly string[] {
  switch (type) {
    case 'bind':
      return [];
    case 'cache': {
      const sharing = cache === undefined || cache.sharing === 'shared' ? '' : `, ${cache.sharing}`;
      return [`cache ${target}${sharing}`];
    }
    case 'tmpfs':
      return [`tmpfs ${target}${size === undefined || size === 0n ? '' : `, ${size} bytes`}`];
    case 'secret':
      return [`secret ${secret?.id ?? ''}`];
    case 'ssh':
      return [`ssh ${secret?.id || 'default'}`];
    default:
      return type satisfies never;
  }
}

/** What differs from an ordinary container. */
function privileges(operation: Operation | undefined): readonly string[] {
  const command = commandOf(operation);
  if (command === undefined) return [];
  const network = { UNSET: [], HOST: ['network of the host'], NONE: ['no network'] }[command.network];
  return [...network, ...(command.security === 'INSECURE' ? ['all privileges'] : [])];
}

/** `Env A=1`, `Cmd ["a"]`, `without Cmd`. */
export function changeText({ setting, name, value }: ImageChange): string {
  if (name === undefined && value === undefined) return `without ${setting}`;
  const text = value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
  return [setting, name === undefined ? text : text === undefined ? name : `${name}=${text}`].join(' ');
}

/** What a step takes besides the file system that it goes on with, and what makes it special; each in a few words. */
export function remarks(step: PlannedStep, plan: Plan, steps: ReadonlyMap<string, PlannedStep>): readonly string[] {
  if (step.makes === 'base') return [];
  const inputs = step.inputs.filter(({ as }) => as !== 'base');
  return [
    ...inputs.map((input) => inputText(input, plan, steps)),
    ...ownMounts(step.operation),
    ...privileges(step.operation),
    ...(step.operation?.kind === 'merge' ? ['linked'] : []),
    ...(step.sameAs === undefined ? [] : [`one with ${shortName(steps.get(step.sameAs), plan)}`]),
  ];
}

/** Who needs a stage and how: `shop (copy), test (base)`. What nobody builds does not count for what is built. */
export function needsText({ neededBy, isReachable }: PlannedStage, { stages }: Plan): string {
  const uses = new Map<number, Set<string>>();
  for (const { stage, as } of neededBy) {
    if (isReachable && stages[stage]?.isReachable !== true) continue;
    const known = uses.get(stage);
    if (known === undefined) uses.set(stage, new Set([as]));
    else known.add(as);
  }
  return [...uses].map(([stage, kinds]) => `${stages[stage]?.name ?? ''} (${[...kinds].join(', ')})`).join(', ');
}

/** How many layers the image has on top of the image that its first stage starts from, and what that is. */
export function layersOf(plan: Plan): { readonly count: number; readonly base: string } {
  let stage: PlannedStage = plan.target;
  let count = countLayers(stage);
  for (let { base } = stage; base.kind === 'stage'; base = stage.base) {
    const parent = plan.stages[base.stage];
    if (parent === undefined) break;
    stage = parent;
    count += countLayers(stage);
  }
  return { count, base: baseText(stage, plan) };
}

function countLayers({ steps }: PlannedStage): number {
  return steps.filter(({ makes }) => makes === 'layer').length;
}

/** The text safe to show and at most so many columns wide. */
export function fitted(text: string, columns: number): string {
  const shown = cells(visible(text));
  const width = shown.reduce((sum, cell) => sum + cell.width, 0);
  if (width <= columns) return shown.map((cell) => cell.text).join('');
  let result = '';
  let used = 1;
  for (const cell of shown) {
    used += cell.width;
    if (used > columns) break;
    result += cell.text;
  }
  return `${result}…`;
}

/** An instruction on so many columns; where there is too little room, blanks and the values of flags go first. */
export function fittedInstruction(text: string, columns: number): string {
  if (text.length <= columns) return fitted(text, columns);
  const [head = ''] = /^\S+(?:\s+--\S+)*/.exec(text) ?? [];
  const [keyword = '', ...flags] = head.split(/\s+/);
  const short = new Set(flags.map((flag) => flag.replace(/=.*$/s, '=…')));
  const rest = text.slice(head.length).trim().replaceAll(/\s+/g, ' ');
  return fitted([keyword, ...short, rest].join(' '), columns);
}

/** The name that BuildKit shows of a step, on so many columns. */
export function fittedName(name: string, columns: number): string {
  const [place = ''] = /^\[[^\]]*\] /.exec(name) ?? [];
  return fitted(place + fittedInstruction(name.slice(place.length), Math.max(columns - place.length, 1)), columns);
}
