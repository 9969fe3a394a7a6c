// What the RUNs of stages that are built on one another do with programs and files.

import { type Mentions, mentionsIn } from '../shell/later-use.ts';
import type { ShellScript } from '../shell/tree.ts';
import type { Instruction } from '../syntax/ast.ts';
import type { Model, Stage } from './model.ts';

type ScriptOf = (instruction: Instruction) => ShellScript | undefined;

const NOTHING: Mentions = { readers: new Map(), mentions: new Map() };

/**
 * What is named in the RUNs of the stage of an instruction and of all stages that share its origin: those that it is
 * built on, those that are built on it, and their other branches. Nothing is read before somebody asks.
 */
export function runMentions(model: Model, scriptOf: ScriptOf): (instruction: Instruction) => Mentions {
  let known: ReadonlyMap<Stage, Mentions> | undefined;
  return (instruction) => {
    const stage = model.stageOf(instruction);
    return (stage && (known ??= mentionsByStage(model, scriptOf)).get(stage)) ?? NOTHING;
  };
}

function mentionsByStage({ stages }: Model, scriptOf: ScriptOf): ReadonlyMap<Stage, Mentions> {
  const families = new Map<Stage, ShellScript[]>();
  for (const stage of stages) {
    const scripts = (stage.base.kind === 'stage' ? families.get(stage.base.stage) : undefined) ?? [];
    families.set(stage, scripts);
    for (const instruction of stage.instructions) {
      const script = instruction.kind === 'Run' ? scriptOf(instruction) : undefined;
      if (script !== undefined) scripts.push(script);
    }
  }
  const mentions = new Map([...new Set(families.values())].map((scripts) => [scripts, mentionsIn(scripts)]));
  return new Map([...families].map(([stage, scripts]) => [stage, mentions.get(scripts) ?? NOTHING]));
}
