// Where the engine and we differ about a random build.

import type { ClassicRun } from '../../../src/plan/classic-run.ts';
import type { FinishedVertex } from '../../../src/plan/progress-stream.ts';
import { isStepName } from '../../../src/plan/verification.ts';
import { classicTranscript } from '../../../src/report/classic-transcript.ts';
import { plain } from '../../../src/report/palette.ts';
import type { Prediction } from './predict.ts';

export interface Comparison {
  /** Steps that were compared, and those of them that we would not be certain of. */
  readonly steps: number;
  readonly uncertain: number;
  /** One line each. */
  readonly differences: readonly string[];
}

export function compareNames(predicted: Prediction, seen: readonly FinishedVertex[]): readonly string[] {
  const names = new Set(stepsOf(seen).map(({ name }) => name));
  return [
    ...[...predicted.keys()].filter((name) => !names.has(name)).map((name) => `the engine has no step ${name}`),
    ...[...names].filter((name) => !predicted.has(name)).map((name) => `we have no step ${name}`),
  ];
}

export function compareHits(predicted: Prediction, seen: readonly FinishedVertex[]): Comparison {
  const differences = compareNames(predicted, seen);
  const compared = stepsOf(seen).flatMap(({ name, isCached }) => {
    const hit = predicted.get(name);
    return hit === undefined ? [] : [{ name, isCached, hit }];
  });
  const wrong = compared.filter(({ isCached, hit }) => hit !== 'maybe' && (hit === 'yes') !== isCached);
  return {
    steps: compared.length,
    uncertain: compared.filter(({ hit }) => hit === 'maybe').length,
    differences: [...differences, ...wrong.map(({ name, isCached }) => `${isCached ? 'a hit' : 'a miss'}: ${name}`)],
  };
}

function stepsOf(seen: readonly FinishedVertex[]): readonly FinishedVertex[] {
  return seen.filter(({ name }) => isStepName(name));
}

/** Line by line up to the first step that is uncertain, without what commands print and with all ids alike. */
export function compareTranscripts(run: ClassicRun, seen: string): Comparison {
  const { steps } = run;
  const first = steps.findIndex(({ isUncertain }) => isUncertain);
  const certain = first === -1 ? steps : steps.slice(0, first);
  const ours = linesOf(classicTranscript({ run: { ...run, steps: certain }, contextBytes: 0 }, plain));
  const engine = linesOf(seen);
  const count = first === -1 ? Math.max(ours.length, engine.length) : ours.length - 1;
  const differences = Array.from({ length: count }, (_, index) => [
    engine[index] ?? 'nothing',
    ours[index] ?? 'nothing',
  ])
    .filter(([theirs, our]) => theirs !== our)
    .map(([theirs, our]) => `"${theirs}" is to us "${our}"`);
  return { steps: steps.length, uncertain: steps.length - certain.length, differences: differences.slice(0, 1) };
}

const TOLD = /^(?:Step \d+\/\d+ : | --->|# Executing |Successfully built |No image was )/;

function linesOf(transcript: string): readonly string[] {
  const lines = transcript.split('\n').map((line) => line.trimEnd());
  return lines.filter((line) => TOLD.test(line)).map((line) => line.replace(/\b[0-9a-f]{12}\b/g, 'ID'));
}
