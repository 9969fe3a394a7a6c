// The steps of a file in order, with what is known at each of them handed on from stage to stage.

import type { Step } from './evaluation/build-stage.ts';
import type { Model, Stage } from './model.ts';

/**
 * Goes through the steps of the stages of `model` that `counts` lets pass. A stage starts with the state that the one it is
 * built on ended with, otherwise with `start`. States are never changed but derived: several stages may go on from one.
 */
export function walkStages<State>(
  { stages }: Model,
  counts: (stage: Stage) => boolean,
  start: State,
  next: (state: State, step: Step, stage: Stage) => State,
): void {
  const ends = new Map<Stage, State>();
  for (const stage of stages) {
    if (!counts(stage)) continue;
    let state = (stage.base.kind === 'stage' ? ends.get(stage.base.stage) : undefined) ?? start;
    for (const step of stage.steps) state = next(state, step, stage);
    ends.set(stage, state);
  }
}
