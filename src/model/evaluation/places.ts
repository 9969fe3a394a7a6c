// What holds at a place of the file: look-ups in the stages and in their steps, which follow each other in the file.

import type { ImageName, Instruction } from '../../syntax/ast.ts';
import { lastAt } from '../last-at.ts';
import type { Model, Stage } from '../model.ts';
import type { Step } from './build-stage.ts';
import { shellOf } from './default-shell.ts';

export function placesIn(stages: readonly Stage[]): Pick<Model, 'stageOf' | 'stepOf' | 'shellAt' | 'isStageOrScratch'> {
  const stageAt = ({ span: { start } }: Instruction | ImageName): Stage | undefined =>
    lastAt(stages, start, ({ from }) => from.span.start);
  return {
    stageOf: stageAt,
    stepOf(instruction) {
      const step = stepAt(stageAt(instruction), instruction);
      return step?.command.instruction === instruction ? step : undefined;
    },
    shellAt(instruction) {
      const stage = stageAt(instruction);
      const step = stepAt(stage, instruction);
      const state = step === undefined ? stage?.start : isWithin(step, instruction) ? step.before : step.after;
      return state && (stage?.os === 'unknown' && !state.image.shell ? undefined : shellOf(state.image));
    },
    isStageOrScratch(image) {
      const kind = stageAt(image)?.base.kind;
      return kind === 'stage' || kind === 'scratch';
    },
  };
}

/** It is the step's own instruction, or the trigger in it. */
function isWithin({ command }: Step, { span }: Instruction): boolean {
  return command.trigger === undefined && span.start < command.instruction.span.end;
}

/** The last step at or before an instruction, those of triggers included. */
function stepAt(stage: Stage | undefined, { span: { start } }: Instruction): Step | undefined {
  return (
    stage && lastAt(stage.steps, start, ({ command: { instruction, trigger } }) => (trigger ?? instruction).span.start)
  );
}
