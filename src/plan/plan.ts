// The plan of a build, for people and programs: its stages, its steps, what each takes and what it leaves.

import { reachableFrom } from '../model/evaluation/dependencies.ts';
import type { BuildStage, Command, FileStage, Step } from '../model/evaluation/build-stage.ts';
import { traceOf } from '../model/made.ts';
import type { BuildStages } from '../model/model.ts';
import type { Lines } from '../syntax/ast.ts';
import { formatPlatformAll } from '../syntax/platform.ts';
import type { Graph } from './graph.ts';
import { type ImageChange, imageChanges } from './image-change.ts';
import type { Operation } from './operation.ts';
import { type Input, inputsOf, type StepOf } from './step-inputs.ts';
import { type Unknown, unknownBase, unknownOf } from './unknown.ts';

export interface Plan {
  readonly target: PlannedStage;
  /** All of the file, in its order. */
  readonly stages: readonly PlannedStage[];
  /** Those of the stages that the target needs, each behind what it takes. */
  readonly steps: readonly PlannedStep[];
  /** Of the build context, what is sent; undefined for all of it, empty for nothing. */
  readonly contextPaths: readonly string[] | undefined;
}

export interface PlannedStage {
  readonly index: number;
  /** Its name, otherwise `stage-1`. */
  readonly name: string;
  readonly isNamed: boolean;
  readonly lines: Lines;
  readonly base: PlannedBase;
  /** Undefined where that is not known, as of a stage that nobody needs. */
  readonly platform: string | undefined;
  readonly isTarget: boolean;
  /** The target needs it; otherwise nothing of it is built. */
  readonly isReachable: boolean;
  readonly neededBy: readonly Need[];
  /** The FROM, where it is a step of its own, then the instructions as they are carried out. */
  readonly steps: readonly PlannedStep[];
  /** Settings of the base that nobody knows before the build. */
  readonly unknown: readonly Unknown[];
}

export type PlannedBase =
  | { readonly kind: 'scratch' }
  | { readonly kind: 'stage'; readonly stage: number }
  /** `reference` has the registry, and the digest where that is known. */
  | { readonly kind: 'image'; readonly text: string; readonly reference: string }
  /** What `--build-context` puts in its place. */
  | { readonly kind: 'context'; readonly text: string };

/** Who takes something of a stage, and how. */
export interface Need {
  /** The index of the stage. */
  readonly stage: number;
  readonly as: 'base' | 'copy' | 'mount';
  /** Of the instruction. */
  readonly line: number;
}

export interface PlannedStep {
  /** The index of the stage and the place in it: `2.5`. FROM is at place 0. */
  readonly id: string;
  readonly stage: number;
  /** Of the instruction; of a trigger of the base, those of FROM. */
  readonly lines: Lines;
  readonly isTrigger: boolean;
  readonly keyword: string;
  /** As BuildKit's progress shows it: `[build 3/7] RUN make`. What it does not show is the instruction alone. */
  readonly name: string;
  /** The end of the name: the instruction. */
  readonly text: string;
  readonly makes: 'base' | 'layer' | 'metadata' | 'nothing';
  /** The target needs what it leaves. */
  readonly isBuilt: boolean;
  readonly inputs: readonly Input[];
  /** What the builder is asked to do: command, environment, mounts, copies. Undefined where that is nothing. */
  readonly operation: Operation | undefined;
  /** The image before and after it; undefined for FROM and where nothing is built. */
  readonly step: Step | undefined;
  /** What it changes of the image's configuration. */
  readonly changes: readonly ImageChange[];
  /** The earlier step that does the same to the same: the two are one. */
  readonly sameAs: string | undefined;
  /** What of it only the build will tell. */
  readonly unknown: readonly Unknown[];
}

/** Undefined where there is no target. `graph` is that of the same stages. */
export function planOf(build: BuildStages, graph: Graph): Plan | undefined {
  if (build.target === undefined) return undefined;
  const planner = new Planner(build.all, build.target, graph);
  const stages = planner.ofFile.map((stage) => planner.stage(stage));
  const target = stages[build.target.index];
  if (target === undefined) return undefined;
  return { target, stages, steps: inBuildOrder(stages, graph.operations), contextPaths: graph.contextPaths };
}

class Planner {
  readonly ofFile: readonly FileStage[];
  readonly #target: FileStage;
  readonly #graph: Graph;
  readonly #reachable: ReadonlySet<BuildStage>;
  readonly #needs = new Map<BuildStage, Need[]>();
  /** The first step of each operation, and the last step of each stage that has one, be it one of the stage below. */
  readonly #first = new Map<Operation, string>();
  readonly #last = new Map<BuildStage, { readonly id: string; readonly operation: Operation | undefined }>();

  constructor(all: readonly BuildStage[], target: FileStage, graph: Graph) {
    this.ofFile = all.filter((stage) => stage.from !== undefined);
    this.#target = target;
    this.#graph = graph;
    this.#reachable = reachableFrom(target);
    for (const stage of this.ofFile) this.#noteNeeds(stage);
    for (const stage of this.ofFile) this.#noteSteps(stage);
  }

  stage(stage: FileStage): PlannedStage {
    const isReachable = this.#reachable.has(stage);
    const { index, name, from, platform } = stage;
    return {
      index,
      name: name === '' ? `stage-${index}` : name,
      isNamed: name !== '',
      lines: from.lines,
      base: baseOf(stage),
      platform: isReachable && platform !== undefined ? formatPlatformAll(platform) : undefined,
      isTarget: stage === this.#target,
      isReachable,
      neededBy: this.#needs.get(stage) ?? [],
      steps: [...this.#baseStep(stage), ...(isReachable ? this.#steps(stage) : this.#unbuiltSteps(stage))],
      unknown: isReachable && stage.parent === undefined ? unknownBase(stage) : [],
    };
  }

  #noteNeeds({ index, parent, from, commands }: FileStage): void {
    const add = (stage: BuildStage, need: Need): void => {
      const needs = this.#needs.get(stage);
      if (needs === undefined) this.#needs.set(stage, [need]);
      else needs.push(need);
    };
    if (parent !== undefined) add(parent, { stage: index, as: 'base', line: from.lines.first });
    for (const { instruction, trigger, sources } of commands) {
      const as = instruction.kind === 'Run' ? 'mount' : 'copy';
      for (const source of new Set(sources)) {
        if (source.from !== undefined) add(source, { stage: index, as, line: (trigger ?? instruction).lines.first });
      }
    }
  }

  #noteSteps(stage: FileStage): void {
    const { steps, commands } = stage;
    const note = (id: string, operation: Operation | undefined): void => {
      if (operation !== undefined && !this.#first.has(operation)) this.#first.set(operation, id);
      this.#last.set(stage, { id, operation });
    };
    const inherited = stage.parent && this.#last.get(stage.parent);
    if (inherited !== undefined) this.#last.set(stage, inherited);
    const base = stage.parent === undefined ? this.#graph.baseOf(stage) : undefined;
    if (base !== undefined) note(idOf(stage, 0), base);
    for (const [index, step] of steps.entries()) {
      const operation = this.#graph.operationOf(step);
      if (operation !== undefined) note(idOf(stage, index + 1), operation);
    }
    for (const [index, { instruction }] of this.#reachable.has(stage) ? [] : commands.entries()) {
      if (changesFiles(instruction.kind)) note(idOf(stage, index + 1), undefined);
    }
  }

  #baseStep(stage: FileStage): readonly PlannedStep[] {
    const operation = stage.parent === undefined ? this.#graph.baseOf(stage) : undefined;
    if (operation === undefined) return [];
    const name = this.#graph.nameOf(stage) ?? operation.name;
    const first = this.#first.get(operation);
    const id = idOf(stage, 0);
    return [
      {
        id,
        stage: stage.index,
        lines: stage.from.lines,
        isTrigger: false,
        keyword: 'FROM',
        name,
        text: textIn(name),
        makes: 'base',
        isBuilt: true,
        inputs: inputsOf(operation, () => undefined),
        operation,
        step: undefined,
        changes: [],
        sameAs: first === id ? undefined : first,
        unknown: [],
      },
    ];
  }

  #steps(stage: FileStage): readonly PlannedStep[] {
    const own = new Map<Operation, string>();
    const end = stage.parent === undefined ? undefined : this.#last.get(stage.parent);
    const base = end?.operation ?? this.#graph.baseOf(stage);
    if (base !== undefined) own.set(base, end?.id ?? idOf(stage, 0));
    return stage.steps.map((step, index) => {
      const id = idOf(stage, index + 1);
      const operation = this.#graph.operationOf(step);
      const named = this.#endsOf(step.command.sources);
      const planned = this.#step(step, { id, stage, operation }, (one, as) => {
        return (as === 'base' ? own : named).get(one) ?? this.#first.get(one);
      });
      if (operation !== undefined) own.set(operation, id);
      return planned;
    });
  }

  /** Equal steps of two stages are one operation; who names a stage means the step of that one. */
  #endsOf(stages: readonly BuildStage[]): ReadonlyMap<Operation, string> {
    const ends = new Map<Operation, string>();
    for (const stage of stages) {
      const last = this.#last.get(stage);
      if (last?.operation !== undefined) ends.set(last.operation, last.id);
    }
    return ends;
  }

  #step(
    step: Step,
    {
      id,
      stage,
      operation,
    }: { readonly id: string; readonly stage: FileStage; readonly operation: Operation | undefined },
    stepOf: StepOf,
  ): PlannedStep {
    const { before, after, command } = step;
    const name = this.#graph.nameOf(step);
    const makes = traceOf(step);
    const first = operation && this.#first.get(operation);
    const text = name === undefined ? writtenText(command) : textIn(name);
    return {
      ...placeOf(command, id, stage),
      name: name ?? text,
      text,
      makes,
      isBuilt: operation !== undefined || makes !== 'layer',
      inputs: operation === undefined ? [] : inputsOf(operation, stepOf),
      operation,
      step,
      changes: imageChanges(before.image, after.image),
      sameAs: first === id ? undefined : first,
      unknown: unknownOf(step),
    };
  }

  #unbuiltSteps(stage: FileStage): readonly PlannedStep[] {
    return stage.commands.map((command, index) => {
      const { instruction, sources } = command;
      const text = writtenText(command);
      const inputs = [...new Set(sources)].flatMap((source): readonly Input[] => {
        const last = this.#last.get(source);
        if (last === undefined) return [];
        const as = instruction.kind === 'Run' ? 'mount' : 'copy';
        return [{ origin: { kind: 'step', step: last.id }, as, paths: [], to: undefined }];
      });
      return {
        ...placeOf(command, idOf(stage, index + 1), stage),
        name: text,
        text,
        makes: changesFiles(instruction.kind) ? 'layer' : instruction.kind === 'Onbuild' ? 'nothing' : 'metadata',
        isBuilt: false,
        inputs,
        operation: undefined,
        step: undefined,
        changes: [],
        sameAs: undefined,
        unknown: [],
      };
    });
  }
}

function idOf({ index }: FileStage, place: number): string {
  return `${index}.${place}`;
}

function placeOf(
  { instruction, trigger }: Command,
  id: string,
  { index }: FileStage,
): Pick<PlannedStep, 'id' | 'stage' | 'lines' | 'isTrigger' | 'keyword'> {
  const { lines } = trigger ?? instruction;
  return { id, stage: index, lines, isTrigger: trigger !== undefined, keyword: instruction.kind.toUpperCase() };
}

function baseOf({ baseName, parent, reference, replacement }: FileStage): PlannedBase {
  if (replacement !== undefined) return { kind: 'context', text: replacement.context.text };
  if (parent !== undefined) return { kind: 'stage', stage: parent.index };
  if (baseName === 'scratch') return { kind: 'scratch' };
  return { kind: 'image', text: baseName, reference: reference ?? baseName };
}

function changesFiles(kind: Command['instruction']['kind']): boolean {
  return kind === 'Add' || kind === 'Copy' || kind === 'Run' || kind === 'Workdir';
}

/** The instruction on one line. */
function writtenText({ instruction, trigger }: Command): string {
  const text = instruction.folded.text.trim().replaceAll(/\s+/g, ' ');
  const blank = text.indexOf(' ');
  const end = blank === -1 ? text.length : blank;
  return `${trigger === undefined ? '' : 'ONBUILD '}${text.slice(0, end).toUpperCase()}${text.slice(end)}`;
}

/** What stands behind the brackets of a name. */
function textIn(name: string): string {
  return name.startsWith('[') ? name.slice(name.indexOf('] ') + 2) : name;
}

/** By the operation that a step is or that stands below it, then as in the file. */
function inBuildOrder(stages: readonly PlannedStage[], operations: readonly Operation[]): readonly PlannedStep[] {
  const places = new Map(operations.map((operation, index) => [operation, index]));
  const ends: number[] = [];
  const placed: { readonly step: PlannedStep; readonly place: number }[] = [];
  for (const { index, base, steps, isReachable } of stages) {
    let place = base.kind === 'stage' ? (ends[base.stage] ?? -1) : -1;
    for (const step of isReachable ? steps : []) {
      if (step.operation !== undefined) place = places.get(step.operation) ?? place;
      placed.push({ step, place });
    }
    ends[index] = place;
  }
  return placed.toSorted((left, right) => left.place - right.place).map(({ step }) => step);
}
