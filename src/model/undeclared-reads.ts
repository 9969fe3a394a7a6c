// Where a stage reads an ARG that only FROM can see, because the stage does not declare it.

import { outerReads } from '../shell/script-variables.ts';
import type { ShellScript } from '../shell/tree.ts';
import type { Dockerfile, From, Instruction } from '../syntax/ast.ts';
import type { Span } from '../syntax/source.ts';
import type { Model, Stage } from './model.ts';
import { automaticArguments, isProxyArgument } from './predefined-arguments.ts';
import { variableReferences } from './variable-references.ts';

export interface UndeclaredRead {
  readonly name: string;
  readonly span: Span;
  readonly instruction: Instruction;
}

/** What is known of the file. */
export interface ReadFile {
  readonly file: Dockerfile;
  readonly model: Model;
  readonly shell: (instruction: Instruction) => ShellScript | undefined;
}

/** Stages that lead to the same FROM of an image. */
interface Family {
  /** The variables in that FROM. */
  readonly choosing: ReadonlySet<string>;
  /** The names that were found. */
  readonly told: Set<string>;
}

/** The ARGs before the first FROM, by name; of several of a name the first. */
export function globalArguments({ instructions }: Dockerfile): ReadonlyMap<string, Span> {
  const found = new Map<string, Span>();
  for (const instruction of instructions) {
    if (instruction.kind === 'From') break;
    if (instruction.kind !== 'Arg') continue;
    for (const { name } of instruction.variables) if (!found.has(name.text)) found.set(name.text, name.span);
  }
  return found;
}

/**
 * Of each name the first place where an instruction or the shell of a RUN reads it in vain: a global ARG,
 * or one that BuildKit sets itself. Where nobody knows the variables of the base image, those are left out that the
 * image may well set: the image is chosen by them. Stages that lead to the same FROM of an image count as one, since they
 * inherit what the first of them declares.
 */
export function undeclaredReads({ file, model, shell }: ReadFile): readonly UndeclaredRead[] {
  const found: UndeclaredRead[] = [];
  const globals = globalArguments(file);
  const families = new Map<From, Family>();
  const roots = new Map<Stage, From>();
  for (const stage of model.stages) {
    const { base, from, instructions } = stage;
    const root = base.kind === 'stage' ? (roots.get(base.stage) ?? from) : from;
    roots.set(stage, root);
    const family = families.get(root) ?? {
      choosing: new Set(variableReferences(root, file).map(({ name }) => name)),
      told: new Set(),
    };
    families.set(root, family);
    const { choosing, told } = family;
    for (const instruction of instructions) {
      if (!instruction.folded.text.includes('$') && instruction.heredocs.length === 0) continue;
      const before = model.stepOf(instruction)?.before;
      if (before === undefined) continue;
      const { declared, environment } = before;
      for (const { name, span } of readsOf(instruction, file, shell)) {
        if (told.has(name) || !(globals.has(name) || automaticArguments.has(name)) || isProxyArgument(name)) continue;
        if (declared.has(name) || environment.get(name) !== undefined) continue;
        const isOfImage = /^[A-Z]/.test(name) && choosing.has(name) && !automaticArguments.has(name);
        if (environment.unknown !== undefined && isOfImage) continue;
        told.add(name);
        found.push({ name, span, instruction });
      }
    }
  }
  return found;
}

function readsOf(
  instruction: Instruction,
  file: Dockerfile,
  shell: ReadFile['shell'],
): readonly { readonly name: string; readonly span: Span }[] {
  if (instruction.kind === 'Onbuild' || instruction.kind === 'Arg') return [];
  const words = variableReferences(instruction, file).filter(({ hasAlternative }) => !hasAlternative);
  const script = instruction.kind === 'Run' ? shell(instruction) : undefined;
  return [...words, ...((script && outerReads(script)) ?? [])];
}
