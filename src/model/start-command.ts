// What a container starts: the ENTRYPOINT and CMD that a stage ends with, its own or those of the stages it starts from.

import { once } from '../shell/commands/once.ts';
import type { Cmd, Entrypoint, Instruction } from '../syntax/ast.ts';
import type { Stage } from './model.ts';

/** Undefined where the file says nothing: the base image may. */
export interface StartCommand {
  readonly entrypoint: Entrypoint | undefined;
  readonly cmd: Cmd | undefined;
  /** The CMD of a stage below that ENTRYPOINT dropped, where none takes its place. */
  readonly dropped: Cmd | undefined;
}

/** By stage; `stages` are those of a model, in order. An ENTRYPOINT drops the CMD of the base image (dispatchEntrypoint). */
export const startCommands = once((stages: readonly Stage[]): ReadonlyMap<Stage, StartCommand> => {
  const commands = new Map<Stage, StartCommand>();
  /** What the triggers of a stage set: BuildKit runs them at the start of the stages that start from it. */
  const triggered = new Map<Stage, Pick<StartCommand, 'entrypoint' | 'cmd'>>();
  for (const stage of stages) {
    const parent = stage.base.kind === 'stage' ? stage.base.stage : undefined;
    const inherited = parent && commands.get(parent);
    const first = parent && triggered.get(parent);
    const own = lastOf(stage.instructions);
    const entrypoint = own.entrypoint ?? first?.entrypoint;
    const cmd = own.cmd ?? first?.cmd;
    commands.set(stage, {
      entrypoint: entrypoint ?? inherited?.entrypoint,
      cmd: cmd ?? (entrypoint ? undefined : inherited?.cmd),
      dropped: cmd ? undefined : entrypoint ? (inherited?.cmd ?? inherited?.dropped) : inherited?.dropped,
    });
    triggered.set(stage, lastOf(stage.instructions.flatMap(triggerOf)));
  }
  return commands;
});

function lastOf(instructions: readonly Instruction[]): Pick<StartCommand, 'entrypoint' | 'cmd'> {
  return {
    entrypoint: instructions.findLast((instruction) => instruction.kind === 'Entrypoint'),
    cmd: instructions.findLast((instruction) => instruction.kind === 'Cmd'),
  };
}

function triggerOf(instruction: Instruction): readonly Instruction[] {
  return instruction.kind === 'Onbuild' && instruction.trigger ? [instruction.trigger] : [];
}
