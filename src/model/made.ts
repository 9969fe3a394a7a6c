// Which instructions made a layer of an image, and which only changed its configuration.

import type { From, Instruction } from '../syntax/ast.ts';
import type { Step } from './evaluation/build-stage.ts';
import type { Stage } from './model.ts';

export interface Made {
  readonly instruction: Instruction;
  /** The FROM that set it off, where it is a trigger of the base image. */
  readonly trigger: Instruction | undefined;
  /** `nothing`: it leaves no trace in the image. */
  readonly what: 'layer' | 'metadata' | 'nothing';
}

/** What an image is made of: from the FROM that names an image to the last of its instructions. */
export interface Making {
  readonly base: string;
  readonly from: From;
  readonly steps: readonly Made[];
}

/** The making of the image that a stage has behind `last`; without it at its end, and where `last` is `start` at its start. */
export function makingOf(stage: Stage, last?: Step | 'start'): Making {
  const until = last === undefined || last === 'start' ? stage.steps.length : stage.steps.indexOf(last) + 1;
  const runs: (readonly Step[])[] = [last === 'start' ? [] : stage.steps.slice(0, until)];
  let root = stage;
  for (; root.base.kind === 'stage'; root = root.base.stage) runs.push(root.base.stage.steps);
  const steps = runs.toReversed().flat();
  return {
    base: baseName(root),
    from: root.from,
    steps: steps.map((step) => {
      const { instruction, trigger } = step.command;
      return { instruction, trigger, what: traceOf(step) };
    }),
  };
}

function baseName({ base, from }: Stage): string {
  return base.kind === 'image' ? base.text : base.kind === 'scratch' ? base.kind : (from.image?.text ?? '');
}

/** What a step leaves in the image: it adds at most one entry to the history. */
export function traceOf({ before, after }: Step): Made['what'] {
  const { length, last } = after.image.history;
  if (length === before.image.history.length) return 'nothing';
  return last?.isEmpty === true ? 'metadata' : 'layer';
}
