// The graph of stages: cycles in it, and what a target needs.

import type { Instruction } from '../../syntax/ast.ts';
import type { BuildStage } from './build-stage.ts';
import { Refusal } from './refusal.ts';

interface Visit {
  readonly stage: BuildStage;
  readonly needs: Iterator<readonly [BuildStage, Instruction]>;
  /** The instruction that leads here. */
  readonly by: Instruction | undefined;
}

/** Refuses stages that need each other; a parent is no need here: BuildKit finds such cycles when it copies. */
export function refuseCycles(stages: readonly BuildStage[]): void {
  const visited = new Set<BuildStage>();
  for (const start of stages) {
    if (visited.has(start)) continue;
    const cycle = findCycle(start, visited);
    if (cycle !== undefined) throw new Refusal(`circular dependency detected on stage: ${start.label}`, cycle);
  }
}

/** The instructions that lead from `start` into a cycle and around it. */
function findCycle(start: BuildStage, visited: Set<BuildStage>): readonly Instruction[] | undefined {
  const onPath = new Set<BuildStage>([start]);
  const path: Visit[] = [{ stage: start, needs: start.needs.entries(), by: undefined }];
  visited.add(start);
  for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
    const next = visit.needs.next();
    if (next.done === true) {
      onPath.delete(visit.stage);
      path.pop();
      continue;
    }
    const [stage, by] = next.value;
    if (onPath.has(stage)) return [...path.flatMap((step) => step.by ?? []), by];
    if (visited.has(stage)) continue;
    visited.add(stage);
    onPath.add(stage);
    path.push({ stage, needs: stage.needs.entries(), by });
  }
  return undefined;
}

/** The target, what it starts from, what these take files from, and so on: each before what it leads to. */
export function reachableFrom(target: BuildStage): ReadonlySet<BuildStage> {
  const found = new Set<BuildStage>();
  extendReachable(found, target);
  return found;
}

/** Adds what `start` leads to; gives what was not in the set before. */
export function extendReachable(found: Set<BuildStage>, start: BuildStage): readonly BuildStage[] {
  const added: BuildStage[] = [];
  const open = [start];
  for (let stage = open.pop(); stage !== undefined; stage = open.pop()) {
    if (found.has(stage)) continue;
    found.add(stage);
    added.push(stage);
    open.push(...[...stage.needs.keys()].toReversed());
    if (stage.parent !== undefined) open.push(stage.parent);
  }
  return added;
}
