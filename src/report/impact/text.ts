// The report of `slipway impact` for people: what becomes of each step, why, and the sum in one line.

import type { Fate, Impact, StageImpact, StepImpact } from '../../plan/impact.ts';
import type { BuiltStep } from '../../plan/built-steps.ts';
import type { Paint, Palette } from '../palette.ts';
import { fitted, fittedInstruction } from '../plan/words.ts';
import { visible } from '../visible.ts';
import { wrap } from '../wrap.ts';
import { causeOf, fateWords, reasonText, reasonTexts, summaryText } from './words.ts';

export interface ImpactTextOptions {
  /** What it is about: `Dockerfile, stage build`. */
  readonly title: string;
  /** What the reader should know besides: changes that count for nothing, files that could not be read. */
  readonly notes: readonly string[];
  readonly palette: Palette;
  /** Of the terminal; undefined where there is none: each note and the sum stand on one line then. */
  readonly width: number | undefined;
}

interface Settings extends ImpactTextOptions {
  readonly width: number;
}

const WIDTH = 100;
const NARROWEST = 24;
const WORD = Math.max(...Object.values(fateWords).map(({ length }) => length));

export function impactText(impact: Impact, options: ImpactTextOptions): string {
  const { title, notes, palette, width = WIDTH } = options;
  const settings: Settings = { ...options, width };
  const stages = impact.stages.map((stage) => stageLines(stage, impact, settings));
  const lines = (text: string): readonly string[] =>
    options.width === undefined ? [visible(text)] : wrap(visible(text), width).split('\n');
  const foot = [...notes.flatMap(lines).map(palette.dim), ...lines(summaryText(impact))];
  return [[palette.bold(fitted(title, width))], ...stages, foot]
    .map((block) => block.map((line) => `${line}\n`).join(''))
    .join('\n');
}

function stageLines(stage: StageImpact, impact: Impact, options: Settings): readonly string[] {
  const { palette, width } = options;
  const room = Math.max(0, ...stage.steps.map((step) => numberOf(step, impact).length));
  const lines = stage.steps.flatMap((step, index) =>
    stepLines(step, stage.steps[index - 1], { room, impact, options }),
  );
  return [palette.bold(fitted(stage.name, width)), ...lines];
}

interface View {
  /** For the numbers of steps. */
  readonly room: number;
  readonly impact: Impact;
  readonly options: Settings;
}

function stepLines(step: StepImpact, previous: StepImpact | undefined, view: View): readonly string[] {
  const { options, room, impact } = view;
  const { palette, width } = options;
  const indent = 2 + WORD + 2 + (room === 0 ? 0 : room + 2);
  const columns = Math.max(width - indent, NARROWEST);
  const number = room === 0 ? '' : `${palette.cyan(visible(numberOf(step, impact)).padStart(room))}  `;
  const paint = paints(palette)[step.fate];
  const text = fittedInstruction(step.text, columns);
  const head = `  ${paint(fateWords[step.fate].padEnd(WORD))}  ${number}${step.fate === 'cached' ? palette.dim(text) : text}`;
  const below = told(step, previous).flatMap((reason) =>
    wrap(visible(reason), columns)
      .split('\n')
      .map((line) => ' '.repeat(indent) + paint(line)),
  );
  const moved = step.isMoved
    ? [' '.repeat(indent) + palette.dim(fitted('put on other layers, without being copied again', columns))]
    : [];
  return [head, ...below, ...moved];
}

/** The stage stands above: `3/7` of `build 3/7`. */
function numberOf({ place }: StepImpact, { builder }: Impact): string {
  return builder === 'classic' ? place : place.slice(place.lastIndexOf(' ') + 1);
}

/** That a step goes on with the one above it goes without saying. */
function told(step: StepImpact, previous: StepImpact | undefined): readonly string[] {
  const own = { ...step, reasons: step.reasons.filter(({ kind }) => kind !== 'step') };
  if (own.reasons.length > 0) return reasonTexts(own);
  return step.reasons.filter((reason) => !isSame(causeOf(reason), previous)).map(reasonText);
}

function isSame(cause: BuiltStep | undefined, step: BuiltStep | undefined): boolean {
  return cause !== undefined && cause.stage === step?.stage && cause.step === step.step;
}

function paints({ dim, red, yellow }: Palette): Readonly<Record<Fate, Paint>> {
  return { cached: dim, rebuilds: red, uncertain: yellow };
}
