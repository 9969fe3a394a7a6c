// The steps that a builder goes through, under the names that it gives them.

import { reachableFrom } from '../model/evaluation/dependencies.ts';
import type { Command, FileStage, Step } from '../model/evaluation/build-stage.ts';
import type { BuildStages } from '../model/model.ts';
import type { Graph } from './graph.ts';
import type { Operation } from './operation.ts';

export type BuilderName = 'buildkit' | 'classic';

export interface BuiltStage {
  readonly stage: FileStage;
  /** Its name, otherwise `stage-1`. */
  readonly name: string;
  readonly steps: readonly BuiltStep[];
}

export interface BuiltStep {
  readonly stage: FileStage;
  /** `build 3/7`, with the classic builder `4/9`. */
  readonly place: string;
  /** The instruction on one line; BuildKit shows its variables expanded. */
  readonly text: string;
  readonly keyword: string;
  /** Of the instruction, from 1; of a trigger of the base, that of FROM. */
  readonly line: number;
  /** Undefined for a FROM. */
  readonly step: Step | undefined;
  /** Undefined where nothing is to do for BuildKit; of a FROM, its image. */
  readonly operation: Operation | undefined;
}

/** By stage, in the order of the file: for BuildKit what the target needs, for the classic builder all up to the target. */
export function builtStages(builder: BuilderName, stages: BuildStages, graph: Graph): readonly BuiltStage[] {
  const ofFile = stages.all.filter((stage) => stage.from !== undefined);
  if (stages.target === undefined) return [];
  if (builder === 'classic') return classicStages(ofFile.slice(0, ofFile.indexOf(stages.target) + 1), graph);
  const needed = reachableFrom(stages.target);
  return ofFile.filter((stage) => needed.has(stage)).map((stage) => buildkitStage(stage, graph));
}

function buildkitStage(stage: FileStage, graph: Graph): BuiltStage {
  const base = stage.parent === undefined ? graph.baseOf(stage) : undefined;
  const from =
    base === undefined ? [] : [{ ...fromOf(stage), ...named(graph.nameOf(stage) ?? base.name), operation: base }];
  const steps = stage.steps.flatMap((step): readonly BuiltStep[] => {
    const operation = graph.operationOf(step);
    if (operation === undefined) return [];
    return [{ ...stepOf(stage, step), ...named(graph.nameOf(step) ?? operation.name), operation }];
  });
  return { stage, name: nameOf(stage), steps: [...from, ...steps] };
}

function classicStages(stages: readonly FileStage[], graph: Graph): readonly BuiltStage[] {
  const total = stages.reduce((sum, { commands }) => sum + 1 + commands.filter(isWritten).length, 0);
  let index = 0;
  const place = (isNext: boolean): string => `${isNext ? ++index : index}/${total}`;
  return stages.map((stage) => {
    const from = { ...fromOf(stage), place: place(true), operation: graph.baseOf(stage) };
    const steps = stage.steps.map((step) => ({
      ...stepOf(stage, step),
      place: place(isWritten(step.command)),
      operation: graph.operationOf(step),
    }));
    return { stage, name: nameOf(stage), steps: [from, ...steps] };
  });
}

/** The classic builder does not count triggers. */
function isWritten({ trigger }: Command): boolean {
  return trigger === undefined;
}

function fromOf(stage: FileStage): Omit<BuiltStep, 'place' | 'operation'> {
  const { from } = stage;
  return { stage, text: oneLine(from.folded.text), keyword: 'FROM', line: from.lines.first, step: undefined };
}

function stepOf(stage: FileStage, step: Step): Omit<BuiltStep, 'place' | 'operation'> {
  const { instruction, trigger } = step.command;
  const text = oneLine(instruction.folded.text);
  return {
    stage,
    text: trigger === undefined ? text : `ONBUILD ${text}`,
    keyword: instruction.kind.toUpperCase(),
    line: (trigger ?? instruction).lines.first,
    step,
  };
}

/** Of `[build 3/7] RUN make`. */
function named(name: string): Pick<BuiltStep, 'place' | 'text'> {
  const end = name.startsWith('[') ? name.indexOf('] ') : -1;
  return end === -1
    ? { place: '', text: oneLine(name) }
    : { place: name.slice(1, end).replaceAll(/ +/g, ' '), text: oneLine(name.slice(end + 2)) };
}

function nameOf({ name, index }: FileStage): string {
  return name === '' ? `stage-${index}` : name;
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
