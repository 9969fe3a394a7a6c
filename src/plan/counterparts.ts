// Which step of a Dockerfile was which step before it was edited.

import type { BuiltStage, BuiltStep } from './built-steps.ts';

/**
 * The earlier step for each later one that had one: in the stage of the same name, else of the same number, the steps that
 * are equal from its start and from its end; between them, those that stand in the same place and have the same keyword.
 */
export function counterparts(
  before: readonly BuiltStage[],
  after: readonly BuiltStage[],
): ReadonlyMap<BuiltStep, BuiltStep> {
  const byName = new Map(before.map((stage) => [stage.name, stage]));
  const byIndex = new Map(before.map((stage) => [stage.stage.index, stage]));
  const pairs = new Map<BuiltStep, BuiltStep>();
  for (const stage of after) {
    const earlier = byName.get(stage.name) ?? byIndex.get(stage.stage.index);
    if (earlier !== undefined) pairSteps(pairs, earlier.steps, stage.steps);
  }
  return pairs;
}

function pairSteps(pairs: Map<BuiltStep, BuiltStep>, before: readonly BuiltStep[], after: readonly BuiltStep[]): void {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && isEqual(before[start], after[start])) start++;
  let end = 0;
  while (end < most - start && isEqual(before.at(-1 - end), after.at(-1 - end))) end++;
  const isReplaced = before.length === after.length;
  for (const [index, step] of after.entries()) {
    const isLast = index >= after.length - end;
    const other = isLast ? before[before.length - (after.length - index)] : before[index];
    if (other === undefined) continue;
    if (index < start || isLast || (isReplaced && other.keyword === step.keyword)) pairs.set(step, other);
  }
}

function isEqual(left: BuiltStep | undefined, right: BuiltStep | undefined): boolean {
  return left !== undefined && right !== undefined && written(left) === written(right);
}

/** As it stands in the file: an expanded text differs where only a variable does. */
function written({ step, stage }: BuiltStep): string {
  return (step?.command.instruction ?? stage.from).folded.text;
}
