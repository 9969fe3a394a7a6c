// The steps for which it matters what an earlier instruction sets: a variable, the user, the folder, the shell.

import { isScannerArgument } from '../../model/predefined-arguments.ts';
import type { Plan, PlannedStage, PlannedStep } from '../../plan/plan.ts';
import type { Arg, Dockerfile, From, Instruction } from '../../syntax/ast.ts';

/** What is another one than before. */
interface Changed {
  readonly names: Set<string>;
  /** Those that ENV has set: an ARG hides them up to the end of its stage only. */
  readonly inImage: Set<string>;
  user: boolean;
  workdir: boolean;
  shell: boolean;
}

/**
 * The steps whose cache key has in it what `changed` set, in the stages of these and in those that start from them; none
 * for what only changes the image's configuration. A value that is set anew in between does not count.
 */
export function settingReaders(plan: Plan, changed: ReadonlySet<PlannedStep>): readonly PlannedStep[] {
  const ends = new Map<number, Changed>();
  const readers: PlannedStep[] = [];
  for (const { index, base, steps, isReachable } of plan.stages) {
    if (!isReachable) continue;
    const parent = base.kind === 'stage' ? ends.get(base.stage) : undefined;
    let state = parent && inherited(parent, steps);
    for (const step of steps) {
      const instruction = step.step?.command.instruction;
      if (instruction === undefined) continue;
      if (state !== undefined) {
        if (step.operation !== undefined && isReader(instruction, state)) readers.push(step);
        carryOn(instruction, state);
      }
      if (changed.has(step)) addSetting(instruction, (state ??= nothing()));
      if (state !== undefined && isNothing(state)) state = undefined;
    }
    if (state !== undefined) ends.set(index, state);
  }
  return readers;
}

/**
 * What an ARG above the first FROM reaches: the stages, by their places in the file, whose FROM refers to it, and the
 * ARGs of stages that take its value.
 */
export function globalReaders(
  plan: Plan,
  { instructions }: Dockerfile,
  arg: Arg,
): { readonly stages: readonly PlannedStage[]; readonly args: ReadonlySet<PlannedStep> } {
  const names = new Set(namesIn(arg));
  const froms: From[] = [];
  for (const instruction of instructions) {
    if (instruction.kind === 'From') froms.push(instruction);
    const isLater = instruction.kind === 'Arg' && instruction.span.start > arg.span.start;
    if (froms.length === 0 && isLater && mentions(instruction, names)) {
      for (const name of namesIn(instruction)) names.add(name);
    }
  }
  const isTaken = ({ step }: PlannedStep): boolean => {
    const instruction = step?.command.instruction;
    return (
      instruction?.kind === 'Arg' &&
      instruction.variables.some(({ name, value }) => value === undefined && names.has(name.text))
    );
  };
  return {
    stages: plan.stages.filter(({ index }) => froms[index] !== undefined && mentions(froms[index], names)),
    args: new Set(plan.steps.filter(isTaken)),
  };
}

/** At the start of a stage the environment of the image wins over the ARGs of the stage that it starts from. */
function inherited({ names, inImage, ...others }: Changed, [first]: readonly PlannedStep[]): Changed {
  const image = first?.step?.before.image.env;
  const ofArguments = [...names].filter((name) => image?.has(name) !== true);
  return { ...others, names: new Set([...ofArguments, ...inImage]), inImage: new Set(inImage) };
}

function nothing(): Changed {
  return { names: new Set(), inImage: new Set(), user: false, workdir: false, shell: false };
}

function isNothing({ names, inImage, user, workdir, shell }: Changed): boolean {
  return names.size + inImage.size === 0 && !user && !workdir && !shell;
}

function addSetting(instruction: Instruction, changed: Changed): void {
  for (const name of namesIn(instruction)) if (!isScannerArgument(name)) setVariable(name, true, instruction, changed);
  changed.user ||= instruction.kind === 'User';
  changed.workdir ||= instruction.kind === 'Workdir';
  changed.shell ||= instruction.kind === 'Shell';
}

function setVariable(name: string, isOther: boolean, { kind }: Instruction, { names, inImage }: Changed): void {
  for (const set of kind === 'Env' ? [names, inImage] : [names]) {
    if (isOther) set.add(name);
    else set.delete(name);
  }
}

/** The variables that ARG or ENV sets. */
export function namesIn(instruction: Instruction): readonly string[] {
  if (instruction.kind === 'Arg') return instruction.variables.map(({ name }) => name.text);
  return instruction.kind === 'Env' ? instruction.pairs.map(({ name }) => name.text) : [];
}

/** Every RUN has the whole environment in its key; others have what their words say. */
function isReader(instruction: Instruction, { names, user, workdir, shell }: Changed): boolean {
  switch (instruction.kind) {
    case 'Run':
      return names.size > 0 || user || workdir || (shell && instruction.command.form === 'shell');
    case 'Workdir':
      return user || (workdir && !isAbsolute(instruction.value?.text)) || mentions(instruction, names);
    case 'Copy':
    case 'Add':
      return (workdir && !isAbsolute(instruction.destination?.text)) || mentions(instruction, names);
    default:
      return false;
  }
}

/** What of it still is another one behind an instruction. */
function carryOn(instruction: Instruction, changed: Changed): void {
  const isOther = mentions(instruction, changed.names);
  switch (instruction.kind) {
    case 'Arg':
    case 'Env':
      for (const name of namesIn(instruction)) setVariable(name, isOther, instruction, changed);
      break;
    case 'User':
      changed.user = isOther;
      break;
    case 'Workdir':
      changed.workdir = isOther || (changed.workdir && !isAbsolute(instruction.value?.text));
      break;
    case 'Shell':
      changed.shell = false;
      break;
    default:
  }
}

function isAbsolute(path = ''): boolean {
  return /^(?:[\\/]|[a-z]:)/i.test(path);
}

/** Whether one of the names stands behind a `$`, escaped or not. */
function mentions(instruction: Instruction, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  const { folded, heredocs } = instruction;
  const texts = [folded.text, ...heredocs.map(({ content }) => content)];
  return texts.some((text) => {
    if (!text.includes('$')) return false;
    for (const [, name = ''] of text.matchAll(/\$\{?(\w+)/g)) if (names.has(name)) return true;
    return false;
  });
}
