// Where a stage of the file is used by another: FROM, `COPY --from`, the mounts of RUN, and these behind ONBUILD.

import type { Model, Stage } from '../../model/model.ts';
import { automaticArguments } from '../../model/predefined-arguments.ts';
import type { Instruction, Word } from '../../syntax/ast.ts';
import { atoi } from '../../syntax/go/number.ts';
import { toLower } from '../../syntax/go/unicode.ts';
import { groupsOf } from '../../syntax/groups.ts';
import type { Span } from '../../syntax/source.ts';
import { carriedOut } from './carried-out.ts';

export interface StageUse {
  /** The stage that is used. */
  readonly stage: Stage;
  /** The stage whose instruction uses it. */
  readonly user: Stage;
  readonly instruction: Instruction;
  /** The name, or what stands for it. */
  readonly span: Span;
  /** `expanded`: a variable or an escape gives the name; where only a build knows its value, the name may be another one. */
  readonly spelling: 'name' | 'number' | 'expanded';
}

/** In the order of the file. */
export function stageUses({ stages }: Pick<Model, 'stages'>): readonly StageUse[] {
  const byName = new Map(stages.flatMap((stage) => (stage.name === '' ? [] : [[stage.name, stage] as const])));
  const started = new Set(stages.flatMap(({ base }) => (base.kind === 'stage' ? [base.stage] : [])));
  const comparisons = { left: mostComparisons };
  const found: StageUse[] = [];
  for (const user of stages) {
    const use = baseUse(user);
    if (use !== undefined) found.push(use);
    for (const stage of possibleBases(user, stages, comparisons)) {
      const span = user.from.args[0]?.span ?? user.from.span;
      found.push({ stage, user, instruction: user.from, span, spelling: 'expanded' });
    }
    for (const instruction of user.instructions) {
      // A trigger names the stages of the file whose FROM sets it off; only for stages of this file is that known.
      const isTrigger = instruction.kind === 'Onbuild';
      if (isTrigger && !started.has(user)) continue;
      const taking = carriedOut(instruction);
      for (const word of sourceNames(taking)) {
        const isNumber = taking.kind === 'Copy' && atoi(word.text).ok;
        const stage = isNumber ? stages[Number(word.text)] : byName.get(toLower(word.text));
        if (stage === undefined) continue;
        found.push({ stage, user, instruction, span: word.span, spelling: isNumber ? 'number' : 'name' });
      }
    }
  }
  return found;
}

/** The uses of each stage that is used. */
export function usesByStage(model: Pick<Model, 'stages'>): ReadonlyMap<Stage, readonly StageUse[]> {
  const groups = groupsOf(stageUses(model), ({ stage }) => stage);
  return new Map(Array.from(groups, (group) => [group[0].stage, group]));
}

/** What an instruction names after `--from=`: stages and images. */
export function sourceNames(instruction: Instruction): readonly Word[] {
  switch (instruction.kind) {
    case 'Copy':
      return instruction.from?.value === undefined ? [] : [instruction.from.value];
    case 'Run':
      return instruction.mounts.flatMap(({ from }) => from ?? []);
    default:
      return [];
  }
}

/** Files with `FROM bin-$TARGETOS` have a few stages; from here on nobody can be meant to look. */
const mostComparisons = 100_000;

/** The earlier stages that `FROM bin-$TARGETOS` may mean, by what is written around its variables. */
function possibleBases(
  { base, from, index }: Stage,
  stages: readonly Stage[],
  comparisons: { left: number },
): readonly Stage[] {
  const text = from.image?.text ?? '';
  if (base.kind !== 'unknown' || !text.includes('$')) return [];
  const prefix = text.slice(0, text.indexOf('$'));
  const suffix = /\}([^${}]*)$/.exec(text)?.[1] ?? '';
  const isTold = prefix !== '' || suffix !== '' || automaticArguments.has(text.replaceAll(/[${}]/g, ''));
  if (!isTold || comparisons.left < index) return [];
  comparisons.left -= index;
  return stages.slice(0, index).filter(({ name }) => name.startsWith(prefix) && name.endsWith(suffix) && name !== '');
}

function baseUse(user: Stage): StageUse | undefined {
  const { base, from } = user;
  const [word] = from.args;
  if (base.kind !== 'stage' || word === undefined) return undefined;
  const { stage } = base;
  const start = /^(["']?)([^"']*)\1$/.exec(word.text)?.[2] === stage.name ? word.text.indexOf(stage.name) : -1;
  if (start === -1) return { stage, user, instruction: from, span: word.span, spelling: 'expanded' };
  const span = word.spanOf(start, start + stage.name.length);
  return { stage, user, instruction: from, span, spelling: 'name' };
}
