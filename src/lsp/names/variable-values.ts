// What variables stand for, as far as the file and its base images tell.

import type { Environment } from '../../model/environment.ts';
import type { Value } from '../../model/image.ts';
import type { Model } from '../../model/model.ts';
import type { Instruction } from '../../syntax/ast.ts';
import { stateBefore } from '../surroundings.ts';

/** What FROM has for a name; undefined where it is neither declared nor one that BuildKit sets. */
function globalValue({ globals }: Pick<Model, 'globals'>, name: string): Value | undefined {
  const text = globals?.values.get(name);
  const isOpen = text === undefined && globals?.declared.has(name) === true;
  const unknown = isOpen ? globals.whyUnset(name) : globals?.whyOpen(name);
  return text === undefined && unknown === undefined ? undefined : { text: text ?? '', unknown };
}

/**
 * What a name stands for where an instruction of the file reads it; undefined where it is not set, as far as anybody knows.
 * For commands that a container starts with, that is what it has at the end of the stage.
 */
export function valueRead(model: Model, instruction: Instruction, name: string): Value | undefined {
  const stage = model.stageOf(instruction);
  if (instruction.kind === 'From' || stage === undefined) return globalValue(model, name);
  switch (instruction.kind) {
    case 'Cmd':
    case 'Entrypoint':
    case 'Healthcheck':
      return stage.end?.image.env.get(name);
    default: {
      // A half-typed instruction is no step.
      const state = model.stepOf(instruction)?.before ?? stateBefore(stage, instruction.span.start);
      return state && valueIn(state.environment, name);
    }
  }
}

/** A name that nothing sets may be one of those that nobody knows of the base image. */
export function valueIn(environment: Environment, name: string): Value | undefined {
  const value = environment.get(name);
  if (value !== undefined || environment.unknown === undefined) return value;
  return { text: '', unknown: environment.unknown };
}
