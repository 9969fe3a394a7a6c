// The cache as a step sees it: what makes it run again, and which steps run again when it changes.

import type { Operation } from '../../plan/operation.ts';
import type { Plan, PlannedStage, PlannedStep } from '../../plan/plan.ts';
import type { Input, Origin } from '../../plan/step-inputs.ts';
import { familiar, placeIn, stepsById } from '../../report/plan/words.ts';
import type { Arg, Dockerfile, Instruction } from '../../syntax/ast.ts';
import { groupsOf, wordList } from '../../syntax/groups.ts';
import { codeSpan } from '../markdown.ts';
import { globalReaders, namesIn, settingReaders } from './setting-readers.ts';
import type { View } from '../view.ts';

const byLine = new WeakMap<Plan, ReadonlyMap<number, readonly PlannedStep[]>>();
const byId = new WeakMap<Plan, ReadonlyMap<string, PlannedStep>>();

/**
 * The steps that an instruction of the file makes: its own, for a FROM that of its image and those of the triggers of
 * that. None where the builder would refuse the file, and for what is no step, as an ARG before the first FROM.
 */
export function stepsAt({ plan }: View, { lines }: Instruction): readonly PlannedStep[] {
  if (plan === undefined) return [];
  let steps = byLine.get(plan);
  if (steps === undefined) {
    const all = plan.stages.flatMap((stage) => stage.steps);
    steps = new Map(Array.from(groupsOf(all, lineOf), (group) => [lineOf(group[0]), group]));
    byLine.set(plan, steps);
  }
  return steps.get(lines.first) ?? [];
}

function lineOf({ lines }: PlannedStep): number {
  return lines.first;
}

/** What a change rebuilds. Steps that only change the image's configuration cost nothing and are not among them. */
export interface Rebuilt {
  /** In the order of the build. */
  readonly steps: readonly PlannedStep[];
  /** Those of them that stay as they are if the files that a COPY or a mount takes of a rebuilt stage stay as they are. */
  readonly uncertain: ReadonlySet<PlannedStep>;
}

/** What a change of `step` rebuilds, itself included: all that may have to. */
export function rebuiltBy(plan: Plan, step: PlannedStep): Rebuilt {
  return spread(plan, [step, ...settingReaders(plan, new Set([step]))]);
}

/** What another base of a stage rebuilds. What `COPY --link` brings stays. */
export function rebuildFrom(plan: Plan, stage: PlannedStage): Rebuilt {
  return spread(plan, dependentsIn(stage));
}

/** What another value of an ARG above the first FROM rebuilds. */
export function rebuiltByGlobal(plan: Plan, file: Dockerfile, arg: Arg): Rebuilt {
  const { stages, args } = globalReaders(plan, file, arg);
  return spread(plan, [...stages.flatMap(dependentsIn), ...settingReaders(plan, args)]);
}

function dependentsIn({ steps }: PlannedStage): readonly PlannedStep[] {
  return steps.filter(({ operation }) => operation?.kind !== 'merge');
}

/** How many steps they are for the builder, for which equal ones are one. */
export function countOf(steps: readonly PlannedStep[]): number {
  const operations = new Set<Operation>();
  for (const { operation } of steps) if (operation !== undefined) operations.add(operation);
  return operations.size;
}

const totals = new WeakMap<Plan, number>();

/** How many steps the whole build has. */
export function totalOf(plan: Plan): number {
  const total = totals.get(plan) ?? countOf(plan.steps);
  totals.set(plan, total);
  return total;
}

/** How sure it is that something is another one than before; the surest of several is the greatest. */
const NO = 0;
const PERHAPS = 1;
const YES = 2;

function spread(plan: Plan, given: readonly PlannedStep[]): Rebuilt {
  const changed = new Set(given.filter(({ operation }) => operation !== undefined));
  const results = new Map<string, number>();
  const steps: PlannedStep[] = [];
  const uncertain = new Set<PlannedStep>();
  for (const step of plan.steps) {
    if (results.size === 0 && !changed.has(step)) continue;
    const { id, inputs, operation } = step;
    let below = NO;
    // Compared by its files alone it may turn out to be another step of the same build.
    const isOfFiles = inputs.some(({ origin, as }) => as === 'base' && isMounted(origin, inputs));
    let own = changed.has(step) ? (isOfFiles ? PERHAPS : YES) : NO;
    for (const { origin, as } of inputs) {
      const result = origin.kind === 'step' ? (results.get(origin.step) ?? NO) : NO;
      // Files are compared by what is in them; the file system that a step goes on with only where it is mounted as well.
      if (as === 'base' && !isOfFiles) below = Math.max(below, result);
      else own = Math.max(own, Math.min(result, PERHAPS));
    }
    const rebuilt = operation?.kind === 'merge' ? own : Math.max(own, below);
    const result = Math.max(own, below);
    if (result !== NO) results.set(id, result);
    if (rebuilt === NO) continue;
    steps.push(step);
    if (rebuilt === PERHAPS) uncertain.add(step);
  }
  return { steps, uncertain };
}

/** BuildKit has one input for both then, which is compared as the mount is (solver/llbsolver/ops/exec.go: getMountDeps). */
function isMounted(base: Origin, inputs: readonly Input[]): boolean {
  return inputs.some(
    ({ as, origin }) => as === 'mount' && origin.kind === 'step' && base.kind === 'step' && origin.step === base.step,
  );
}

/**
 * What besides its own text makes a step run again, each in a few words of Markdown; none for a step that only changes
 * the image's configuration. What a cache mount holds and what a secret says is not among them: the builder does not look.
 */
export function invalidators(plan: Plan, step: PlannedStep): readonly string[] {
  if (step.operation === undefined) return [];
  const steps = byId.get(plan) ?? stepsById(plan);
  byId.set(plan, steps);
  // What `COPY --link` brings does not depend on the file system below it.
  const inputs = step.inputs.filter(({ as }) => as !== 'base' || step.operation?.kind !== 'merge');
  return [...inputs.flatMap((input) => inputWords(input, plan, steps)), ...settingWords(plan, step)];
}

function inputWords(
  { origin, as, paths }: Input,
  { stages }: Plan,
  steps: ReadonlyMap<string, PlannedStep>,
): readonly string[] {
  switch (origin.kind) {
    case 'step': {
      const step = steps.get(origin.step);
      if (step === undefined) return [];
      const name = stages[step.stage]?.name ?? '';
      if (as !== 'base') return [`${pathList(paths)} of stage ${codeSpan(name)}`];
      const place = placeIn(step);
      return [`step ${codeSpan(place === '' ? name : place)} (line ${step.lines.first})`];
    }
    case 'image': {
      const image = codeSpan(familiar(origin.reference));
      return [as === 'base' ? `the image ${image}` : `${pathList(paths)} of the image ${image}`];
    }
    case 'context': {
      const relative = paths.map((path) => path.slice(1));
      const context = origin.name === undefined ? 'the build context' : `the context ${codeSpan(origin.name)}`;
      return [relative.includes('') ? `any file of ${context}` : `${pathList(relative)} of ${context}`];
    }
    case 'http':
      return [`what ${codeSpan(origin.url)} answers`];
    case 'git':
      return [`the commit that ${codeSpan(origin.reference ?? 'HEAD')} of ${codeSpan(origin.url)} names`];
    case 'inline':
      return [];
    default:
      return origin satisfies never;
  }
}

/** Variables and folders that instructions before it in the file set, as far as its key has them. */
function settingWords(plan: Plan, { stage, id, operation }: PlannedStep): readonly string[] {
  if (operation?.kind !== 'exec') return [];
  const names = declaredBefore(plan, stage, id);
  const set = new Set(operation.environment.map((text) => text.slice(0, text.indexOf('='))));
  const read = names.filter((name) => set.has(name));
  const words = read.length === 0 ? [] : [`the ${read.length === 1 ? 'variable' : 'variables'} ${nameList(read)}`];
  return operation.user === '' ? words : [...words, `the user ${codeSpan(operation.user)}`];
}

/** By ARG and ENV, in this stage and in those that it starts from. */
function declaredBefore(plan: Plan, stage: number, id: string): readonly string[] {
  const names = new Set<string>();
  let isOwn = true;
  for (let at = plan.stages[stage]; at !== undefined;) {
    const end = isOwn ? at.steps.findIndex((step) => step.id === id) : at.steps.length;
    for (const { step } of at.steps.slice(0, end)) {
      for (const name of step === undefined ? [] : namesIn(step.command.instruction)) names.add(name);
    }
    isOwn = false;
    at = at.base.kind === 'stage' ? plan.stages[at.base.stage] : undefined;
  }
  return [...names];
}

const MOST_NAMES = 5;

function pathList(paths: readonly string[]): string {
  return paths.includes('/') ? 'any file' : nameList(paths);
}

function nameList(names: readonly string[]): string {
  return wordList(names.map(codeSpan), MOST_NAMES);
}
