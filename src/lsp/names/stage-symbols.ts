// The stages that have a name or are used by their number, and where.

import type { Model, Stage } from '../../model/model.ts';
import type { Obstacle, Occurrence, StageSymbol } from './symbols.ts';
import { type StageUse, usesByStage } from './stage-uses.ts';

export function stageSymbols(model: Pick<Model, 'stages'>): readonly StageSymbol[] {
  const uses = usesByStage(model);
  return model.stages.flatMap((stage) => {
    const ofStage = uses.get(stage) ?? [];
    return stage.from.name === undefined && ofStage.length === 0 ? [] : [symbolOf(stage, ofStage)];
  });
}

function symbolOf(stage: Stage, uses: readonly StageUse[]): StageSymbol {
  const { name, keyword } = stage.from;
  const definition: Occurrence = {
    span: (name ?? keyword).span,
    access: 'definition',
    isSpelt: name !== undefined,
    source: undefined,
  };
  const reads = uses.map(({ span, spelling }): Occurrence => {
    return { span, access: 'read', isSpelt: spelling === 'name', source: definition };
  });
  const obstacles = uses.flatMap(({ span, spelling }): Obstacle[] => {
    return spelling === 'expanded' ? [{ span, reason: 'expanded' }] : [];
  });
  const occurrences = [definition, ...reads].toSorted((a, b) => a.span.start - b.span.start);
  return { kind: 'stage', name: stage.name, stage, occurrences, obstacles };
}
