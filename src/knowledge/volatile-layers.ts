// Variables that are new in every build, and the layers below them that are made anew without reading them.

import type { Step } from '../model/evaluation/build-stage.ts';
import type { Stage } from '../model/model.ts';
import { transferOf } from '../model/transfer.ts';
import { variableReferences } from '../model/variable-references.ts';
import { readsNoVariables } from '../shell/commands/environment-readers.ts';
import { type Work, workOf } from '../shell/commands/work.ts';
import type { Command } from '../shell/tree.ts';
import type { Arg, Env, Instruction, Run, Word } from '../syntax/ast.ts';
import type { BuildFile } from './build-file.ts';
import { dependencyInstall } from './commands/dependency-install.ts';
import { sourceCopies } from './source-copies.ts';
import { isVolatile } from './volatile-names.ts';

/** A RUN that installs or downloads, and what says so. */
export interface Repeated {
  readonly run: Run;
  readonly work: Work;
}

export interface VolatileVariable {
  readonly instruction: Arg | Env;
  readonly name: Word;
  /** The RUNs that do not read it, one at least. */
  readonly repeated: readonly Repeated[];
  /** Those that refer to it above the last of them. */
  readonly readers: readonly Instruction[];
}

/** While the steps below it are looked at. */
interface Open {
  readonly instruction: Arg | Env;
  readonly name: Word;
  readonly repeated: Repeated[];
  /** `after`: how many RUNs were repeated before it. */
  readonly readers: { readonly instruction: Instruction; readonly after: number }[];
}

/** More of them than these nobody has in one stage. */
const MOST_OPEN = 16;

/** Stage by stage, in the order in which they end. */
export function volatileVariables(site: BuildFile): readonly VolatileVariable[] {
  return site.model.stages.flatMap((stage) => (stage.needed && stage.os !== 'windows' ? inStage(stage, site) : []));
}

function inStage({ steps }: Stage, site: BuildFile): readonly VolatileVariable[] {
  const found: VolatileVariable[] = [];
  const open = new Map<string, Open>();
  const close = (name: string, firstReader: Instruction | undefined): void => {
    const variable = open.get(name);
    open.delete(name);
    if (variable === undefined || variable.repeated.length === 0) return;
    const { instruction, name: word, repeated, readers } = variable;
    // What nothing reads is not in the wrong place.
    if (instruction.kind === 'Arg' && readers.length === 0 && firstReader === undefined) return;
    const between = readers.filter(({ after }) => after < repeated.length).map((reader) => reader.instruction);
    found.push({ instruction, name: word, repeated, readers: between });
  };
  for (const step of steps) {
    const { instruction, trigger } = step.command;
    if (trigger !== undefined) continue;
    // From here on every layer is made anew with every change of the sources anyway.
    if (bringsSources(step, site)) break;
    noteReaders(instruction, { open, close, site });
    if (instruction.kind === 'Arg' || instruction.kind === 'Env') openVolatile(instruction, step, { open, site });
    else if (instruction.kind === 'Run') visitRun(instruction, { open, close, site });
  }
  for (const name of [...open.keys()]) close(name, undefined);
  // An ENV that is made of an ARG moves with it.
  const followers = new Set(found.flatMap(({ readers }) => readers));
  return found.filter(({ instruction }) => !followers.has(instruction));
}

interface Visit {
  readonly open: Map<string, Open>;
  readonly close: (name: string, by: Instruction) => void;
  readonly site: BuildFile;
}

function bringsSources(step: Step, { file, context }: BuildFile): boolean {
  const transfer = transferOf(step, file);
  return transfer !== undefined && sourceCopies(transfer, context).length > 0;
}

function openVolatile(instruction: Arg | Env, { after }: Step, { open, site }: Omit<Visit, 'close'>): void {
  if (open.size >= MOST_OPEN) return;
  if (instruction.kind === 'Env') {
    const read = new Set(variableReferences(instruction, site.file).map(({ name }) => name));
    if (![...read].some((name) => open.has(name))) return;
    for (const { name } of instruction.pairs) {
      if (isVolatile(name.text, undefined) && !open.has(name.text)) {
        open.set(name.text, { instruction, name, repeated: [], readers: [] });
      }
    }
    return;
  }
  for (const { name } of instruction.variables) {
    const value = after.environment.get(name.text);
    if (!isVolatile(name.text, value?.unknown === undefined ? value?.text : undefined)) continue;
    open.set(name.text, { instruction, name, repeated: [], readers: [] });
  }
}

/** LABEL and ENV can follow a variable further down; what needs its value for a layer is where it has to be. */
function noteReaders(instruction: Instruction, { open, close, site }: Visit): void {
  if (open.size === 0 || instruction.kind === 'Run') return;
  for (const name of new Set(variableReferences(instruction, site.file).map((reference) => reference.name))) {
    const variable = open.get(name);
    if (variable === undefined) continue;
    if (/^(?:Arg|Env|Expose|Label|Stopsignal)$/.test(instruction.kind)) {
      variable.readers.push({ instruction, after: variable.repeated.length });
    } else close(name, instruction);
  }
}

function visitRun(run: Run, { open, close, site }: Visit): void {
  if (open.size === 0) return;
  const script = site.shell(run);
  const isPosix = script?.dialect === 'posix' || script?.dialect === 'bash';
  const isClosed = isPosix && script.complete && script.commands.every(readsOnlyItsOwn);
  const work = isPosix ? workIn(script.commands) : undefined;
  const words = new Set([run.folded.text, ...run.heredocs.map(({ content }) => content)].join('\n').match(/\w+/g));
  for (const [name, { repeated }] of [...open]) {
    if (words.has(name) || !isClosed) close(name, run);
    else if (work !== undefined) repeated.push({ run, work });
  }
}

function workIn(commands: readonly Command[]): Work | undefined {
  for (const command of commands) {
    const work = workOf(command);
    if (work?.kind === 'install' || work?.kind === 'fetch') return work;
  }
  return undefined;
}

/** What it reads of its environment has names of its own. */
function readsOnlyItsOwn(command: Command): boolean {
  if (readsNoVariables(command)) return true;
  const install = dependencyInstall(command);
  return install === undefined ? workOf(command)?.kind === 'install' : !install.needsSources;
}
