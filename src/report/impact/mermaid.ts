// What a change rebuilds as a flowchart for Mermaid: causes, the steps that they reach, and the others in grey.

import type { BuiltStep } from '../../plan/built-steps.ts';
import type { Impact, StepImpact } from '../../plan/impact.ts';
import { quoted, stageClasses } from '../plan/mermaid.ts';
import { fitted, fittedInstruction } from '../plan/words.ts';
import { causeOf, reasonsToTell, reasonText } from './words.ts';

const COLUMNS = 60;

/** By step, of a FROM by its stage. */
type Ids = ReadonlyMap<NonNullable<BuiltStep['step']> | BuiltStep['stage'], string>;

function idOf({ step, stage }: BuiltStep, ids: Ids): string {
  return ids.get(step ?? stage) ?? '';
}

export function impactMermaid(impact: Impact): string {
  const ids: Ids = new Map(impact.steps.map((step, index) => [step.step ?? step.stage, `s${index}`]));
  const stages = impact.stages.flatMap(({ name, steps }, index) => [
    `  subgraph g${index}[${quoted(fitted(name, COLUMNS))}]`,
    ...steps.map((step) => `    ${nodeOf(step, idOf(step, ids))}`),
    ...steps.flatMap((step, at) => {
      const next = steps[at + 1];
      return next === undefined ? [] : [`    ${idOf(step, ids)} --> ${idOf(next, ids)}`];
    }),
    '  end',
  ]);
  const lines = [
    'flowchart TB',
    ...stages,
    ...impact.steps.flatMap((step, index) => causeLines(step, index, ids)),
    ...impact.stages.map((_, index) => `  class g${index} stage`),
    ...stageClasses,
    '  classDef cached fill:#f7f7f7,stroke:#c0c0c0,color:#707070',
    '  classDef rebuilds fill:#fbdedc,stroke:#b5332a,color:#1a202c',
    '  classDef uncertain fill:#fdf1d0,stroke:#a36a00,color:#1a202c',
    '  classDef cause fill:#f6e3ee,stroke:#97266d,color:#1a202c',
  ];
  return `${lines.join('\n')}\n`;
}

function nodeOf({ place, text, fate }: StepImpact, id: string): string {
  const label = [...(place === '' ? [] : [fitted(place, COLUMNS)]), fittedInstruction(text, COLUMNS)];
  return `${id}[${quoted(label.join('\n'))}]:::${fate}`;
}

/** What stands outside the chain of the stage: files, images, other stages. */
function causeLines(impact: StepImpact, index: number, ids: Ids): readonly string[] {
  const { step, stage } = impact;
  return reasonsToTell(impact).flatMap((reason, number) => {
    const cause = typeof reason === 'string' ? undefined : causeOf(reason);
    const id = `s${index}`;
    if (typeof reason === 'string' || cause === undefined) {
      const text = typeof reason === 'string' ? reason : reasonText(reason);
      return [`  c${index}_${number}([${quoted(fitted(text, COLUMNS))}]):::cause --> ${id}`];
    }
    if (step === undefined || cause.stage === stage) return [];
    return [`  ${idOf(cause, ids)} ${reason.kind === 'output' ? '-.->' : '==>'} ${id}`];
  });
}
