// What a change rebuilds, and why: a build fills the cache of a builder, the next one is asked.

import type { FileStage, Step } from '../model/evaluation/build-stage.ts';
import { type Builder, BuildkitBuilder, type BuildRequest, ClassicBuilder, type StepAnswer } from './builder.ts';
import { type BuilderName, type BuiltStage, type BuiltStep, builtStages } from './built-steps.ts';
import type { KeyPart } from './cache-key.ts';
import type { Answer } from './file-tree.ts';
import type { Operation } from './operation.ts';
import { counterparts } from './counterparts.ts';
import { type Basis, basisOf } from './step-basis.ts';
import { selectedChanges, type TreeChange } from './tree-difference.ts';
import { sameSelected } from './selection.ts';

/** `uncertain`: it rebuilds unless something that nobody knows before the build is as it was. */
export type Fate = 'cached' | 'rebuilds' | 'uncertain';

export interface Impact {
  readonly builder: BuilderName;
  readonly stages: readonly StageImpact[];
  /** All of them, in the order of the file. */
  readonly steps: readonly StepImpact[];
}

export interface StageImpact extends Omit<BuiltStage, 'steps'> {
  readonly steps: readonly StepImpact[];
}

export interface StepImpact extends BuiltStep {
  readonly fate: Fate;
  /** Of a cached `COPY --link`: its files are put on top of other layers than before, without being copied again. */
  readonly isMoved: boolean;
  /** Its text before, where that was another one. */
  readonly was: string | undefined;
  /** The first one is the one to tell; none for what is cached. */
  readonly reasons: readonly Reason[];
}

export type Reason =
  /** The instruction was not there before. */
  | { readonly kind: 'new' }
  /** A part of the key is another one; `before` is undefined where there was none, `after` where there is none now. */
  | {
      readonly kind: 'key';
      readonly part: Pick<KeyPart, 'kind' | 'name'>;
      readonly before: string | undefined;
      readonly after: string | undefined;
    }
  /** Files of the build context, or of the folder that `--build-context` has given this name. */
  | { readonly kind: 'files'; readonly context: string | undefined; readonly changes: readonly TreeChange[] }
  /** The image that it starts from or takes files from. */
  | { readonly kind: 'image'; readonly reference: string }
  /** It goes on with what that step leaves. */
  | { readonly kind: 'step'; readonly step: BuiltStep }
  /** It takes files of what that step leaves, which surely or perhaps are others than before. */
  | {
      readonly kind: 'output';
      readonly step: BuiltStep;
      readonly paths: readonly string[];
      readonly isSure: boolean;
    }
  /** No build before had all of this together. */
  | { readonly kind: 'combination' };

/** As many changed files as anybody reads. */
const MOST_CHANGES = 1000;

/** Of `after`, once `before` has been built with an empty cache. Both are requests for the same builder. */
export function impactOf(builder: BuilderName, before: BuildRequest, after: BuildRequest): Impact {
  const machine: Builder = builder === 'classic' ? new ClassicBuilder() : new BuildkitBuilder();
  const earlier = new Build(builder, before, machine.build(before));
  const later = new Build(builder, after, machine.build(after));
  const partners = counterparts(earlier.stages, later.stages);
  const fates = new Map<Step | FileStage, Answer>();
  const stages = later.stages.map(({ stage, name, steps }): StageImpact => {
    const impacts = steps.map((step) => {
      const impact = stepImpact(step, partners.get(step), { earlier, later, fates });
      const isSame = impact.fate === 'cached' && !impact.isMoved && earlier.hasResult(later.resultOf(step));
      fates.set(step.step ?? step.stage, isSame ? 'yes' : 'no');
      return impact;
    });
    return { stage, name, steps: impacts };
  });
  return { builder, stages, steps: stages.flatMap(({ steps }) => steps) };
}

/** One of the two builds, and what it says of its steps. */
class Build {
  readonly stages: readonly BuiltStage[];
  readonly request: BuildRequest;
  readonly #answers: ReadonlyMap<Step, StepAnswer>;
  readonly #builder: BuilderName;
  /** Equal steps of several stages have one operation. */
  readonly #steps = new Map<Operation, BuiltStep[]>();
  readonly #ofStep = new Map<Step, BuiltStep>();
  readonly #previous = new Map<Step, Step>();
  readonly #froms = new Map<FileStage, BuiltStep>();
  readonly #results = new Set<string>();

  constructor(builder: BuilderName, request: BuildRequest, answers: ReadonlyMap<Step, StepAnswer>) {
    this.#builder = builder;
    this.request = request;
    this.#answers = answers;
    this.stages = builtStages(builder, request.stages, request.graph);
    for (const step of this.stages.flatMap(({ steps }) => steps)) {
      if (step.operation !== undefined && step.step !== undefined) this.#note(step.operation, step);
      if (step.step !== undefined) this.#ofStep.set(step.step, step);
      else this.#froms.set(step.stage, step);
      const result = this.resultOf(step);
      if (result !== undefined) this.#results.add(result);
    }
    for (const { stage } of this.stages) {
      for (const [index, step] of stage.steps.entries()) {
        const previous = stage.steps[index - 1];
        if (previous !== undefined) this.#previous.set(step, previous);
      }
    }
  }

  #note(operation: Operation, step: BuiltStep): void {
    const known = this.#steps.get(operation);
    if (known === undefined) this.#steps.set(operation, [step]);
    else known.push(step);
  }

  /** The one result of a step that is in the cache. */
  resultOf(step: BuiltStep): string | undefined {
    const answer = this.answerOf(step);
    return answer?.image ?? answer?.outcome?.ids.keys().next().value;
  }

  /** Whether a step had this result; one that is in the cache may have that of an equal step of its own build. */
  hasResult(result: string | undefined): boolean {
    return result === undefined || this.#results.has(result);
  }

  answerOf({ step }: BuiltStep): StepAnswer | undefined {
    return step && this.#answers.get(step);
  }

  basisOf(step: BuiltStep): Basis {
    return basisOf(step, this.answerOf(step), {
      builder: this.#builder,
      imageIds: this.request.imageIds,
      stepOf: (operation) => {
        const steps = this.#steps.get(operation);
        return steps?.find(({ stage }) => stage === step.stage) ?? steps?.at(-1);
      },
      fromOf: (stage) => this.#froms.get(stage),
      builtOf: (one) => this.#ofStep.get(one),
      previousOf: (one) => this.#previous.get(one),
    });
  }
}

interface Builds {
  readonly earlier: Build;
  readonly later: Build;
  /** Of the steps so far, whether all is as it was. */
  readonly fates: ReadonlyMap<Step | FileStage, Answer>;
}

function stepImpact(step: BuiltStep, partner: BuiltStep | undefined, builds: Builds): StepImpact {
  const { earlier, later, fates } = builds;
  const now = later.basisOf(step);
  const before = partner && earlier.basisOf(partner);
  const answer = later.answerOf(step);
  // A FROM is no question to the cache: its image is the same or another one.
  const hit = answer?.hit ?? (sameTexts(now.ids, before?.ids ?? []) ? 'yes' : 'no');
  const isMoved = hit === 'yes' && answer !== undefined && answer.isPlaced !== 'yes';
  const fate = hit === 'yes' ? 'cached' : hit === 'no' ? 'rebuilds' : 'uncertain';
  const was = partner?.text === step.text ? undefined : partner?.text;
  if (fate === 'cached') return { ...step, fate, isMoved, was, reasons: [] };
  const found = before === undefined ? [{ kind: 'new' } as const] : reasonsOf(before, now, fates);
  // What is sure needs no other reason.
  const sure = found.filter((reason) => reason.kind !== 'output' || reason.isSure);
  const reasons = fate === 'rebuilds' && sure.length > 0 ? sure : found;
  return { ...step, fate, isMoved, was, reasons: reasons.length === 0 ? [{ kind: 'combination' }] : reasons };
}

function reasonsOf(before: Basis, now: Basis, fates: Builds['fates']): readonly Reason[] {
  const inputs = now.inputs.flatMap((input, index): readonly Reason[] => {
    const { origin, selected, selections, ids } = input;
    const earlier = before.inputs[index];
    const isContent = selected !== undefined && earlier?.selected !== undefined;
    const same = isContent ? sameSelected(earlier.selected, selected) : 'no';
    if (same === 'yes') return [];
    switch (origin.kind) {
      case 'context': {
        const changes = selectedChanges(earlier?.selected, selected, selections, MOST_CHANGES);
        return changes.length === 0 ? [] : [{ kind: 'files', context: origin.name, changes }];
      }
      case 'image':
        if (earlier !== undefined && sameTexts(ids, earlier.ids)) return [];
        return [{ kind: 'image', reference: origin.reference }];
      case 'step':
        if (fates.get(origin.step.step ?? origin.step.stage) === 'yes') return [];
        return selected === undefined
          ? [{ kind: 'step', step: origin.step }]
          : [{ kind: 'output', step: origin.step, paths: selections.map(({ path }) => path), isSure: same === 'no' }];
      case 'text':
        return earlier?.origin.kind === 'text' && earlier.origin.text === origin.text
          ? []
          : [{ kind: 'key', part: { kind: 'command', name: 'heredoc' }, before: undefined, after: origin.text }];
      default:
        return origin satisfies never;
    }
  });
  const own = keyReasons(before.parts, now.parts);
  const [sources, derived] = [inputs.filter(isSource), inputs.filter((reason) => !isSource(reason))];
  return [...own, ...sources, ...derived];
}

/** It does not come from another step. */
function isSource({ kind }: Reason): boolean {
  return kind !== 'step' && kind !== 'output';
}

/** The parts that differ, each with what it was; the order of variables counts, but says nothing by itself. */
function keyReasons(before: readonly KeyPart[], now: readonly KeyPart[]): readonly Reason[] {
  const old = new Map(before.map((part) => [keyOf(part), part]));
  const current = new Map(now.map((part) => [keyOf(part), part]));
  const reasons: Reason[] = [];
  for (const [key, part] of current) {
    const earlier = old.get(key);
    if (earlier?.value !== part.value) reasons.push({ kind: 'key', part, before: earlier?.value, after: part.value });
  }
  for (const [key, part] of old) {
    if (!current.has(key)) reasons.push({ kind: 'key', part, before: part.value, after: undefined });
  }
  if (reasons.length > 0 || sameTexts(before.map(keyOf), now.map(keyOf))) return reasons;
  return [{ kind: 'key', part: { kind: 'environment', name: 'order' }, before: undefined, after: undefined }];
}

function keyOf({ kind, name }: KeyPart): string {
  return `${kind} ${name}`;
}

function sameTexts(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((text, index) => text === right[index]);
}
