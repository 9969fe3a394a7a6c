// What the model knows where a cursor stands, though the instruction there may be half-typed and not carried out.

import type { StageState, Step } from '../model/evaluation/build-stage.ts';
import { lastAt } from '../model/last-at.ts';
import type { Stage } from '../model/model.ts';
import type { View } from './view.ts';

/** The stage that the instruction at `start` is in, or that it would be in; a FROM itself opens a new one. Undefined before the first. */
export function stageBefore({ analysis: { model } }: View, start: number): Stage | undefined {
  return model.stages.findLast(({ from }) => from.span.start < start);
}

/** The stages that are there before the instruction at `start`, but for the one that it is in. */
export function earlierStages(view: View, start: number, isFrom: boolean): readonly Stage[] {
  const { stages } = view.analysis.model;
  const own = stageBefore(view, start);
  return own === undefined ? [] : stages.slice(0, own.index + (isFrom ? 1 : 0));
}

/** The steps of a stage in front of `start`. */
export function stepsBefore({ steps }: Stage, start: number): readonly Step[] {
  const end = steps.findIndex((step) => startOf(step) >= start);
  return end === -1 ? steps : steps.slice(0, end);
}

/** What holds in front of the instruction at `start`. */
export function stateBefore(stage: Stage, start: number): StageState | undefined {
  return lastAt(stage.steps, start - 1, startOf)?.after ?? stage.start;
}

/** The triggers of the base image come before all that is written. */
function startOf({ command: { instruction, trigger } }: Step): number {
  return trigger === undefined ? instruction.span.start : -1;
}

/** A stage and those that it is built on, the first of the chain first. */
export function chainOf(stage: Stage): readonly Stage[] {
  const chain = [stage];
  for (let { base } = stage; base.kind === 'stage'; { base } = base.stage) chain.push(base.stage);
  return chain.toReversed();
}
