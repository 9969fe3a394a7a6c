// What a builder's answer for a step rests on: the parts of its key, and what it takes from where.

import type { FileStage, Step } from '../model/evaluation/build-stage.ts';
import type { StepAnswer } from './builder.ts';
import type { BuilderName, BuiltStep } from './built-steps.ts';
import type { KeyPart } from './cache-key.ts';
import type { ClassicCommand } from './classic.ts';
import type { Outcome } from './invalidation.ts';
import type { Operation } from './operation.ts';
import type { Selected, Selection } from './selection.ts';

export interface Basis {
  /** Without those that only number the inputs. */
  readonly parts: readonly KeyPart[];
  readonly inputs: readonly BasisInput[];
  /** Of a FROM, what its image is known by. */
  readonly ids: readonly string[];
}

export interface BasisInput {
  readonly origin: BasisOrigin;
  /** What is taken of it by content; undefined where it has to be the same as a whole. */
  readonly selected: Selected | undefined;
  readonly selections: readonly Pick<Selection, 'path' | 'isPattern'>[];
  /** Of an image, what it is known by. */
  readonly ids: readonly string[];
}

export type BasisOrigin =
  | { readonly kind: 'step'; readonly step: BuiltStep }
  | { readonly kind: 'context'; readonly name: string | undefined }
  | { readonly kind: 'image'; readonly reference: string }
  /** A heredoc, or what BuildKit makes for a mount. */
  | { readonly kind: 'text'; readonly text: string };

/** The build that a step belongs to. */
export interface BasisSite {
  readonly builder: BuilderName;
  imageIds(reference: string): readonly string[];
  stepOf(operation: Operation): BuiltStep | undefined;
  /** The FROM of a stage that starts from an image. */
  fromOf(stage: FileStage): BuiltStep | undefined;
  builtOf(step: Step): BuiltStep | undefined;
  /** The step before, in the same stage. */
  previousOf(step: Step): Step | undefined;
}

export function basisOf(step: BuiltStep, answer: StepAnswer | undefined, site: BasisSite): Basis {
  const { reference } = step.stage;
  if (step.step === undefined) {
    const ids = reference === undefined || step.stage.parent !== undefined ? [] : site.imageIds(reference);
    const image = reference === undefined ? [] : [imageInput(reference, site)];
    return { parts: [], inputs: image, ids };
  }
  if (site.builder === 'classic') return classicBasis(step, step.step, answer?.command, site);
  return buildkitBasis(step, answer?.outcome, site);
}

const numbering = /^(?:input|source|tree|required)(?: \d+)?$/;

function buildkitBasis({ operation, stage }: BuiltStep, outcome: Outcome | undefined, site: BasisSite): Basis {
  const files = operation?.kind === 'merge' ? operation.inputs.at(-1) : operation;
  if (files === undefined || outcome === undefined) return { parts: [], inputs: [], ids: [] };
  const { key, contents } = outcome;
  const inputs = files.inputs.map((input, index): BasisInput => {
    const selected = contents[index];
    const own = originOf(input, site);
    const from = selected === undefined && own.kind === 'image' ? site.fromOf(stage) : undefined;
    const origin: BasisOrigin = from === undefined ? own : { kind: 'step', step: from };
    return {
      origin,
      selected,
      selections: key.dependencies[index]?.selections ?? [],
      ids: origin.kind === 'image' ? site.imageIds(origin.reference) : [],
    };
  });
  return { parts: key.parts.filter(({ name }) => !numbering.test(name)), inputs, ids: [] };
}

const IMAGE = 'docker-image://';
const FOLDER = 'local://';

function originOf(operation: Operation, site: BasisSite): BasisOrigin {
  const step = site.stepOf(operation);
  if (step !== undefined) return { kind: 'step', step };
  if (operation.kind === 'source') {
    const { identifier } = operation;
    if (identifier.startsWith(IMAGE)) return { kind: 'image', reference: identifier.slice(IMAGE.length) };
    const name = identifier.startsWith(FOLDER) ? identifier.slice(FOLDER.length) : identifier;
    return { kind: 'context', name: name === 'context' ? undefined : name };
  }
  const [action] = operation.kind === 'file' ? operation.actions : [];
  if (action?.kind === 'mkfile') return { kind: 'text', text: action.text };
  const [below] = operation.inputs;
  return below === undefined ? { kind: 'text', text: '' } : originOf(below, site);
}

function classicBasis({ stage }: BuiltStep, step: Step, command: ClassicCommand | undefined, site: BasisSite): Basis {
  const parts: readonly KeyPart[] =
    command === undefined ? [] : [{ kind: 'command', name: step.command.instruction.kind, value: command.command }];
  const before = site.previousOf(step) ?? stage.parent?.steps.at(-1);
  const parent = (before && site.builtOf(before)) ?? site.fromOf(stage);
  const base = parent === undefined ? [] : [wholeStep(parent)];
  const [source] = step.command.sources;
  const end = source?.steps.at(-1);
  const from = end && site.builtOf(end);
  const origin: BasisOrigin =
    from !== undefined
      ? { kind: 'step', step: from }
      : source === undefined
        ? { kind: 'context', name: undefined }
        : { kind: 'image', reference: source.reference ?? source.baseName };
  const taken = (command?.files ?? []).map(({ path, selected }): BasisInput => ({
    origin,
    selected,
    selections: [{ path: selected.kind === 'one' ? path : path || '*', isPattern: selected.kind === 'many' }],
    ids: origin.kind === 'image' ? site.imageIds(origin.reference) : [],
  }));
  return { parts, inputs: [...base, ...taken], ids: [] };
}

function wholeStep(step: BuiltStep): BasisInput {
  return { origin: { kind: 'step', step }, selected: undefined, selections: [], ids: [] };
}

function imageInput(reference: string, site: BasisSite): BasisInput {
  return { origin: { kind: 'image', reference }, selected: undefined, selections: [], ids: site.imageIds(reference) };
}
