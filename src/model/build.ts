// AST -> model, in one pass over the instructions.

import type { Dockerfile, From, Instruction } from '../syntax/ast.ts';
import { parseImageReference } from '../syntax/image-reference.ts';
import { globalScope, type GlobalScope } from './global-scope.ts';
import { lastAt } from './last-at.ts';
import type { BaseImage, Model, OperatingSystem, Stage } from './model.ts';
import { operatingSystem } from './operating-system.ts';
import { Shells } from './shells.ts';

/** FROM and the instructions up to the next one. */
type Section = Pick<Stage, 'from' | 'instructions'>;

/** A stage before it is known whether it is exported. */
interface Draft extends Stage {
  exported: boolean;
}

/** Reads the whole file; anything that parses has a model, broken instructions included. */
export function buildModel(file: Dockerfile): Model {
  const scope = globalScope(file);
  const stages: Draft[] = [];
  const named = new Map<string, Stage>();
  const shells = new Shells();

  for (const section of sectionsOf(file)) {
    const { from, instructions } = section;
    const name = from.name?.text.toLowerCase();
    const base = baseImage(from, scope, named);
    const origin = base.kind === 'stage' ? base.stage.origin : base;
    const os = base.kind === 'stage' ? base.stage.os : systemOf(section, base, scope, file);
    const stage = { index: stages.length, name, from, instructions, base, origin, os, exported: false };
    shells.readStage(stage);
    stages.push(stage);
    // Only now: a stage cannot start from itself, and a later one of the same name hides an earlier one.
    if (name !== undefined) named.set(name, stage);
  }
  markExported(stages);

  const starts = stages.map((stage) => ({ start: stage.from.span.start, stage }));
  const stageAt = (offset: number): Stage | undefined => lastAt(starts, offset)?.stage;
  return {
    stages,
    stageOf: (instruction) => stageAt(instruction.span.start),
    shellAt: (instruction) => shells.at(instruction.span.start),
    isStageOrScratch: (image) => {
      const kind = stageAt(image.span.start)?.base.kind;
      return kind === 'stage' || kind === 'scratch';
    },
  };
}

function sectionsOf(file: Dockerfile): readonly Section[] {
  const found: { from: From; instructions: Instruction[] }[] = [];
  for (const instruction of file.instructions) {
    if (instruction.kind === 'From') found.push({ from: instruction, instructions: [] });
    else found.at(-1)?.instructions.push(instruction);
  }
  return found;
}

/** BuildKit compares the expanded text with the lower-case names of the earlier stages, case and all. */
function baseImage({ image }: From, scope: GlobalScope, named: ReadonlyMap<string, Stage>): BaseImage {
  if (image === undefined) return { kind: 'unknown', reason: 'FROM names no image' };
  const expansion = scope.expand(image.text);
  if (expansion.kind === 'unknown') return expansion;
  const { text } = expansion;
  const stage = named.get(text);
  if (stage !== undefined) return { kind: 'stage', stage };
  if (text === 'scratch') return { kind: 'scratch' };
  if (text === image.text && image.reference !== undefined) return { kind: 'image', text, reference: image.reference };
  const reference = parseImageReference(text);
  return reference.ok
    ? { kind: 'image', text, reference: reference.value }
    : { kind: 'unknown', reason: reference.error };
}

function systemOf(
  { from, instructions }: Section,
  base: BaseImage,
  scope: GlobalScope,
  { escape, source: { path } }: Dockerfile,
): OperatingSystem {
  const expansion = scope.expand(from.platform?.value?.text ?? '');
  const platform = expansion.kind === 'known' ? expansion.text : undefined;
  const image = base.kind === 'image' ? base.text : (from.image?.text ?? '');
  return operatingSystem({ image, platform, instructions, escape, path });
}

/** Without `--target` the last stage is exported, and with it every stage that its FROM leads to. */
function markExported(stages: readonly Draft[]): void {
  for (let stage = stages.at(-1); stage !== undefined;) {
    stage.exported = true;
    stage = stage.base.kind === 'stage' ? stages[stage.base.stage.index] : undefined;
  }
}
