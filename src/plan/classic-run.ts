// A build of the classic builder as a learner sees it: each instruction, its container, the image behind it (dispatchers.go).

import { createHash } from 'node:crypto';
import type { BuildStage, Step } from '../model/evaluation/build-stage.ts';
import type { BuildStages } from '../model/model.ts';
import type { From, Instruction } from '../syntax/ast.ts';
import { findFlag } from '../syntax/flag-table.ts';
import type { StepAnswer } from './builder.ts';

/** An instruction that is carried out, or one that only names a base. */
export interface ClassicStep {
  readonly instruction: Instruction;
  /** Counted from 1; undefined for a trigger of the base image. */
  readonly number: number | undefined;
  /** How many triggers the base image has: they follow. */
  readonly triggers: number;
  readonly isCached: boolean;
  /** It may be cached: a command before it may write what it wrote before. */
  readonly isUncertain: boolean;
  /** The container that makes the image and is removed; undefined where none is needed. */
  readonly container: string | undefined;
  /** Undefined where the builder names none; empty for `scratch`. */
  readonly image: string | undefined;
}

export interface ClassicRun {
  /** Up to the one that is refused. */
  readonly steps: readonly ClassicStep[];
  /** How many instructions are counted. */
  readonly total: number;
  /** Why the builder stops at the last step: it wants BuildKit's means. */
  readonly refusal: string | undefined;
  /** The image that is made; undefined where nothing is. */
  readonly image: string | undefined;
}

/**
 * What the builder does for the stages up to the target, from what it says of their steps. The ids of images and containers are
 * made up, as the real ones are random or hold the time; the same step of the same build always has the same.
 */
export function classicRun(
  { all, target }: BuildStages,
  answers: ReadonlyMap<Step, StepAnswer>,
  { globals, imageId }: { readonly globals: readonly Instruction[]; imageId(reference: string): string },
): ClassicRun {
  const written = all.filter((stage) => stage.from !== undefined);
  const stages = written.slice(0, target === undefined ? written.length : written.indexOf(target) + 1);
  const steps: ClassicStep[] = [];
  const ends = new Map<BuildStage, string>();
  let number = 0;
  for (const instruction of globals) steps.push({ ...nothing, instruction, number: ++number });
  for (const stage of stages) {
    const triggers = stage.steps.filter(({ command }) => command.trigger !== undefined).length;
    const base = (stage.parent && ends.get(stage.parent)) ?? baseId(stage, imageId);
    let image = base;
    // With triggers, the builder goes on to them without naming the image.
    steps.push({
      ...nothing,
      instruction: stage.from,
      number: ++number,
      triggers,
      image: triggers > 0 ? undefined : base,
    });
    for (const step of stage.steps) {
      const made = classicStep(step, answers.get(step), image);
      image = made.image;
      steps.push({ ...made, number: step.command.trigger === undefined ? ++number : undefined });
    }
    ends.set(stage, image);
  }
  const refused = steps.findIndex(({ instruction }) => refusalOf(instruction) !== undefined);
  const refusedStep = steps[refused];
  if (refusedStep !== undefined) {
    const asked = { ...nothing, instruction: refusedStep.instruction, number: refusedStep.number };
    return {
      steps: [...steps.slice(0, refused), asked],
      total: number,
      refusal: refusalOf(asked.instruction),
      image: undefined,
    };
  }
  const last = stages.at(-1);
  const image = last && ends.get(last);
  return { steps, total: number, refusal: undefined, image: image === '' ? undefined : image };
}

/** In the words of the builder, which reads the other flags of BuildKit and does as if they were not there. */
function refusalOf(instruction: Instruction): string | undefined {
  const { kind } = instruction;
  if (kind === 'Copy' || kind === 'Add') {
    if (findFlag(instruction.flags, 'chmod') !== undefined) return needsBuildkit('chmod');
    return instruction.sources.length === 0
      ? `${kind.toUpperCase()} failed: no source files were specified`
      : undefined;
  }
  if (kind !== 'Run') return undefined;
  const flag = instruction.flags.find(({ name }) => name === 'mount' || name === 'network');
  return flag && needsBuildkit(flag.name);
}

function needsBuildkit(flag: string): string {
  const advice = 'Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled';
  return `the --${flag} option requires BuildKit. ${advice}`;
}

type StartedStage = BuildStage & { readonly from: From };

const nothing = { triggers: 0, isCached: false, isUncertain: false, container: undefined, image: undefined };

function baseId({ reference, baseName }: StartedStage, imageId: (reference: string) => string): string {
  return baseName === 'scratch' ? '' : shortId(imageId(reference ?? baseName));
}

function classicStep(
  { command: { instruction } }: Step,
  answer: StepAnswer | undefined,
  before: string,
): Omit<ClassicStep, 'number' | 'image'> & { readonly image: string } {
  const isCached = answer?.hit === 'yes';
  const isUncertain = answer?.hit === 'maybe';
  // What is made again is another image, whatever is in it.
  const image = shortId(JSON.stringify([before, answer?.image, isUncertain]));
  // Files are put into the image without a container that runs.
  const needsContainer = !isCached && instruction.kind !== 'Copy' && instruction.kind !== 'Add';
  const container = needsContainer ? shortId(`container of ${image}`) : undefined;
  return { instruction, triggers: 0, isCached, isUncertain, container, image };
}

/** Twelve hexadecimal digits, as Docker's programs show ids. */
function shortId(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
