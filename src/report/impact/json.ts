// The report of `slipway impact` as JSON. Its shape is stable: members are added, never renamed or removed.

import type { Impact, Reason, StepImpact } from '../../plan/impact.ts';
import type { BuiltStep } from '../../plan/built-steps.ts';
import { jsonText } from '../json-text.ts';
import { fateCounts, reasonText, summaryText } from './words.ts';

export interface ImpactJsonOptions {
  readonly dockerfile: string;
  readonly notes: readonly string[];
}

/** `fate` is `cached`, `rebuilds` or `uncertain`; a step is named by its stage and its place in it. */
export function impactJson(impact: Impact, { dockerfile, notes }: ImpactJsonOptions): string {
  return jsonText({
    version: 1,
    dockerfile,
    builder: impact.builder,
    summary: summaryText(impact),
    counts: { steps: impact.steps.length, ...fateCounts(impact) },
    notes,
    stages: impact.stages.map(({ name, stage, steps }) => ({
      name,
      line: stage.from.lines.first,
      steps: steps.map(stepJson),
    })),
  });
}

function stepJson({ place, text, was, line, fate, isMoved, reasons }: StepImpact): unknown {
  return { place, text, was, line, fate, moved: isMoved ? true : undefined, reasons: reasons.map(reasonJson) };
}

function reasonJson(reason: Reason): unknown {
  const text = reasonText(reason);
  switch (reason.kind) {
    case 'new':
    case 'combination':
      return { kind: reason.kind, text };
    case 'key':
      return {
        kind: 'key',
        text,
        part: reason.part.kind,
        name: reason.part.name,
        before: reason.before,
        after: reason.after,
      };
    case 'files':
      return { kind: 'files', text, context: reason.context, changes: reason.changes };
    case 'image':
      return { kind: 'image', text, reference: reason.reference };
    case 'step':
      return { kind: 'step', text, step: placeOf(reason.step) };
    case 'output':
      return { kind: 'output', text, step: placeOf(reason.step), paths: reason.paths, sure: reason.isSure };
    default:
      return reason satisfies never;
  }
}

function placeOf({ place, line }: BuiltStep): unknown {
  return { place, line };
}
