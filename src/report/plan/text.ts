// The report of `slipway plan` for people: the stages, and below each its steps.

import type { Setting } from '../../model/image.ts';
import type { Plan, PlannedStage, PlannedStep } from '../../plan/plan.ts';
import type { Input } from '../../plan/step-inputs.ts';
import type { Palette } from '../palette.ts';
import { visible } from '../visible.ts';
import { wrap } from '../wrap.ts';
import {
  baseText,
  counted,
  familiar,
  fitted,
  fittedInstruction,
  layersOf,
  needsText,
  remarks,
  stepsById,
  stepsToRun,
  titleOf,
} from './words.ts';

export interface PlanTextOptions {
  /** What the plan is of: `Dockerfile`. */
  readonly path: string;
  readonly palette: Palette;
  readonly width: number;
}

interface View extends PlanTextOptions {
  readonly plan: Plan;
  readonly steps: ReadonlyMap<string, PlannedStep>;
  /** How wide the numbers of lines are. */
  readonly digits: number;
}

const NARROWEST = 24;
/** Of what stands below the stages. */
const INDENT = 9;

export function planText(plan: Plan, options: PlanTextOptions): string {
  const last = Math.max(0, ...plan.stages.map(({ lines, steps }) => steps.at(-1)?.lines.first ?? lines.first));
  const view: View = { ...options, plan, steps: stepsById(plan), digits: String(last).length };
  const used = plan.stages.filter(({ isReachable }) => isReachable);
  const unused = plan.stages.filter(({ isReachable }) => !isReachable);
  const blocks = [
    headLines(view),
    ...used.map((stage) => stageLines(stage, view)),
    unused.flatMap((stage) => unusedLines(stage, view)),
    footLines(view),
  ];
  return blocks.flatMap((lines) => (lines.length === 0 ? [] : [lines.map((line) => `${line}\n`).join('')])).join('\n');
}

function headLines({ plan, path, palette, width }: View): readonly string[] {
  const { target, stages } = plan;
  const reachable = stages.filter(({ isReachable }) => isReachable).length;
  const { count, base } = layersOf(plan);
  const platform = target.platform === undefined ? '' : ` for ${target.platform}`;
  const of = stages.length === 1 ? '' : ` in ${reachable} of ${stages.length} stages`;
  const sum = `${counted(stepsToRun(plan), 'step')} to run${of}; ${counted(count, 'layer')} on top of ${base}`;
  return [palette.bold(fitted(titleOf(plan, path) + platform, width)), fitted(sum, width)];
}

function stageLines(stage: PlannedStage, view: View): readonly string[] {
  const { plan, palette, width } = view;
  const places = stage.steps.map((step) => placeText(step));
  const room = Math.max(0, ...places.map(({ length }) => length));
  const users = needsText(stage, plan);
  const purpose = [...(stage.isTarget ? ['the target'] : []), ...(users === '' ? [] : [`for ${users}`])].join(', ');
  const name = fitted(stage.name, width);
  const rest = fitted(`, from ${baseText(stage, plan)}, ${purpose}`, Math.max(width - name.length, NARROWEST));
  const head = palette.bold(name) + (stage.isTarget ? palette.green(rest) : rest);
  return [head, ...stage.steps.flatMap((step, index) => stepLines(step, places[index] ?? '', room, view))];
}

function placeText(step: PlannedStep): string {
  return step.name.slice(0, step.name.length - step.text.length).trimEnd();
}

function stepLines(step: PlannedStep, place: string, placeRoom: number, view: View): readonly string[] {
  const { plan, palette, width, digits } = view;
  const indent = digits + 3 + (placeRoom === 0 ? 0 : placeRoom + 1);
  const room = Math.max(width - indent, NARROWEST);
  const line = palette.dim(String(step.lines.first).padStart(digits + 1));
  const text = fittedInstruction(step.text, room);
  const isQuiet = step.makes === 'metadata' || step.makes === 'nothing' || !step.isBuilt;
  const head = placeRoom === 0 ? '' : `${palette.cyan(visible(place.padEnd(placeRoom)))} `;
  const below = (mark: string, said: string): string => ' '.repeat(indent) + fitted(`${mark} ${said}`, room);
  const unknown = step.unknown.filter(({ setting }) => setting === undefined);
  return [
    `${line}  ${head}${isQuiet ? palette.dim(text) : text}`,
    ...packed(notesOf(step, view), room - 2).map((said) => palette.dim(below('←', said))),
    ...unknown.map(({ what, reason }) => palette.yellow(below('?', `${what}: ${reason}`))),
    ...(step.isBuilt || !isReached(step, plan)
      ? []
      : [palette.dim(below('←', 'not run: nothing takes what it makes'))]),
  ];
}

/** As many on a line as there is room for. */
function packed(notes: readonly string[], room: number): readonly string[] {
  const lines: string[] = [];
  for (const note of notes) {
    const last = lines.at(-1);
    if (last === undefined || last.length + note.length + 3 > room) lines.push(note);
    else lines[lines.length - 1] = `${last} · ${note}`;
  }
  return lines;
}

function isReached({ stage }: PlannedStep, { stages }: Plan): boolean {
  return stages[stage]?.isReachable === true;
}

function notesOf(step: PlannedStep, { plan, steps }: View): readonly string[] {
  if (step.makes !== 'layer') return [];
  return remarks({ ...step, inputs: step.inputs.filter((input) => !isWritten(input)) }, plan, steps);
}

/** The instruction says it itself, as the paths that it copies from the context. */
function isWritten({ origin, as }: Input): boolean {
  if (as !== 'copy') return false;
  return origin.kind === 'context' ? origin.name === undefined : origin.kind !== 'step' && origin.kind !== 'image';
}

function unusedLines({ name, lines }: PlannedStage, { palette, width, digits }: View): readonly string[] {
  const line = String(lines.first).padStart(digits + 1);
  return [palette.dim(fitted(`${line}  ${name} is not built: the target does not need it`, width))];
}

function footLines(view: View): readonly string[] {
  const { plan } = view;
  const images = new Set<string>();
  for (const { origin } of plan.steps.flatMap(({ inputs }) => inputs)) {
    if (origin.kind === 'image') images.add(familiar(origin.reference));
  }
  return [
    ...footLine('Context', contextText(plan), view),
    ...footLine('Images', [...images].join(', '), view),
    ...unknownTexts(plan).flatMap((text, index) => footLine(index === 0 ? 'Unknown' : '', text, view)),
  ];
}

/** Those on which it depends what steps do. */
const decisive = new Set<Setting | undefined>(['env', 'onBuild', 'shell', 'user', 'workdir']);

/** What is not known of the base images, by the reason. */
function unknownTexts({ stages }: Plan): readonly string[] {
  const whats = new Map<string, Set<string>>();
  for (const { what, reason, setting } of stages.flatMap(({ unknown }) => unknown)) {
    if (!decisive.has(setting)) continue;
    const known = whats.get(reason);
    if (known === undefined) whats.set(reason, new Set([what]));
    else known.add(what);
  }
  return [...whats].map(([reason, { size }]) => (size > 3 ? `the configuration of an image: ${reason}` : reason));
}

function contextText({ contextPaths }: Plan): string {
  if (contextPaths === undefined) return 'all of it, but for what the ignore file leaves out';
  return contextPaths.length === 0 ? 'not needed' : contextPaths.join(', ');
}

function footLine(heading: string, text: string, { palette, width }: View): readonly string[] {
  if (text === '') return [];
  const room = Math.max(width - INDENT, NARROWEST);
  const lines = wrap(visible(text), room)
    .split('\n')
    .map((line) => fitted(line, room));
  return lines.map((line, index) => (index === 0 ? palette.bold(heading.padEnd(INDENT)) : ' '.repeat(INDENT)) + line);
}
