// The ARGs that no instruction, no shell and, as far as is known, no program reads.

import { isKnownVariable, readsNoVariables } from '../shell/commands/environment-readers.ts';
import { packageInstall } from '../shell/commands/package-managers.ts';
import type { ShellScript, ShellWord } from '../shell/tree.ts';
import type { Arg, Dockerfile, Instruction } from '../syntax/ast.ts';
import type { Span } from '../syntax/source.ts';
import { mayBeTemplate } from '../syntax/template.ts';
import type { Stage } from './model.ts';
import { automaticArguments, isProxyArgument, isScannerArgument } from './predefined-arguments.ts';
import { variableReferences } from './variable-references.ts';

export interface UnreadArgument {
  readonly name: string;
  /** The name, and the default if there is one. */
  readonly span: Span;
  /** Above the first FROM. */
  readonly isGlobal: boolean;
  readonly hasDefault: boolean;
  /** A package of that name that a later RUN installs without a version. */
  readonly installed: ShellWord | undefined;
  /** A RUN comes after it, which runs again with every new value. */
  readonly isAboveRun: boolean;
}

export interface ArgumentFile {
  readonly file: Dockerfile;
  readonly stages: readonly Stage[];
  readonly shell: (instruction: Instruction) => ShellScript | undefined;
}

type Declared = Pick<UnreadArgument, 'name' | 'span' | 'hasDefault'>;

/** Stages that lead to the same FROM of an image: an ARG of one may be read in another that starts from it. */
interface Family {
  readonly declared: Declared[];
  /** What instructions refer to, and every word in what shells read. */
  readonly read: Set<string>;
  /** Where the last program starts that may read any variable. */
  lastReader: number;
  lastRun: number;
  /** Packages without a version, by name; of each the last. */
  readonly installed: Map<string, ShellWord>;
}

/** Those above the first FROM come first, then those of stages that belong together. */
export function unreadArguments(source: ArgumentFile): readonly UnreadArgument[] {
  const { file, stages } = source;
  if (!file.instructions.some(({ kind }) => kind === 'Arg') || mayBeTemplate(file)) return [];
  const families = familiesOf(source);
  // One right above a later FROM that it seems to be for: that FROM sees the one above the first.
  const byFrom = new Set(stages.flatMap(({ from }) => variableReferences(from, file).map(({ name }) => name)));
  const unread = [...families].flatMap(({ declared, read, lastReader, lastRun, installed }) =>
    declared.flatMap((argument): readonly UnreadArgument[] => {
      const { name, span } = argument;
      if (read.has(name) || byFrom.has(name) || isReadElsewhere(name)) return [];
      const word = packageFor(name, installed);
      const found = word !== undefined && word.span.start > span.start ? word : undefined;
      if (found === undefined && lastReader > span.start) return [];
      return [{ isGlobal: false, installed: found, isAboveRun: lastRun > span.start, ...argument }];
    }),
  );
  return [...unreadGlobals(source, families), ...unread];
}

function unreadGlobals({ file, stages }: ArgumentFile, families: ReadonlySet<Family>): readonly UnreadArgument[] {
  // Triggers of a base image see global ARGs, too.
  if (stages.length === 0 || stages.some(isOpen)) return [];
  const used = new Set<string>();
  const note = (instruction: Instruction): void => {
    for (const { name } of variableReferences(instruction, file)) used.add(name);
  };
  for (const { from } of stages) note(from);
  for (const { declared, read } of families) {
    for (const { name } of declared) used.add(name);
    for (const name of read) used.add(name);
  }
  const globals: Declared[] = [];
  for (const instruction of file.instructions) {
    if (instruction.kind === 'From') break;
    if (instruction.kind !== 'Arg') continue;
    note(instruction);
    globals.push(...declaredBy(instruction));
  }
  return globals.flatMap((argument) => {
    const isRead = used.has(argument.name) || isReadElsewhere(argument.name);
    return isRead ? [] : [{ isGlobal: true, installed: undefined, isAboveRun: false, ...argument }];
  });
}

/** By the builder, or by a program under a name that everybody knows. */
function isReadElsewhere(name: string): boolean {
  return automaticArguments.has(name) || isProxyArgument(name) || isScannerArgument(name) || isKnownVariable(name);
}

function familiesOf({ file, stages, shell }: ArgumentFile): ReadonlySet<Family> {
  // FROM base-$TARGETARCH may lead to any stage.
  const whole = stages.some(isOpen) ? newFamily() : undefined;
  const byStage = new Map<Stage, Family>();
  for (const stage of stages) {
    const { base, instructions } = stage;
    const inherited = base.kind === 'stage' ? byStage.get(base.stage) : undefined;
    const family = inherited ?? whole ?? newFamily();
    byStage.set(stage, family);
    for (const instruction of instructions) {
      for (const { name } of variableReferences(instruction, file)) family.read.add(name);
      if (instruction.kind === 'Arg') family.declared.push(...declaredBy(instruction));
      if (instruction.kind === 'Run') family.lastRun = instruction.span.start;
      if (instruction.kind === 'Run') readScript(instruction, shell(instruction), family);
      if (TEXTS.has(instruction.kind)) readText(instruction, family);
    }
  }
  return new Set(byStage.values());
}

function newFamily(): Family {
  return { declared: [], read: new Set(), lastReader: -1, lastRun: -1, installed: new Map() };
}

/** Nobody knows what it starts from. */
function isOpen({ origin }: Stage): boolean {
  return origin.kind === 'unknown';
}

function declaredBy({ variables }: Arg): readonly Declared[] {
  // What is meant as a comment behind an ARG declares its words.
  return variables.flatMap(({ name, value }) =>
    isName(name.text)
      ? [
          {
            name: name.text,
            span: { start: name.span.start, end: (value ?? name).span.end },
            hasDefault: value !== undefined,
          },
        ]
      : [],
  );
}

function isName(text: string): boolean {
  return /^[A-Za-z_]\w*$/.test(text);
}

/** What others expand than BuildKit: shells, and of COPY --from other builders. */
const TEXTS: ReadonlySet<Instruction['kind']> = new Set(['Cmd', 'Copy', 'Entrypoint', 'Healthcheck', 'Onbuild', 'Run']);

function readText({ folded, heredocs }: Instruction, { read }: Family): void {
  for (const text of [folded.text, ...heredocs.map(({ content }) => content)]) {
    for (const [word] of text.matchAll(/[A-Za-z_]\w*/g)) read.add(word);
  }
}

function readScript({ span }: Instruction, script: ShellScript | undefined, family: Family): void {
  if (script === undefined) return;
  const isPosix = script.dialect === 'posix' || script.dialect === 'bash';
  if (!isPosix || !script.complete || !script.commands.every(readsNoVariables)) family.lastReader = span.start;
  for (const command of script.commands) {
    for (const word of packageInstall(command)?.packages ?? []) {
      const name = word.value;
      if (name !== undefined && /^[a-z][a-z0-9.+-]*$/.test(name)) family.installed.set(name, word);
    }
  }
}

/** `nodejs` for NODE_VERSION, `python3` for PYTHON_VERSION. */
function packageFor(name: string, installed: Family['installed']): ShellWord | undefined {
  const [, stem] = /^(\w+)_VER(?:SION)?$/i.exec(name) ?? [];
  if (stem === undefined) return undefined;
  const plain = stem.toLowerCase().replaceAll('_', '-');
  return installed.get(plain) ?? installed.get(`${plain}js`) ?? installed.get(`${plain}3`);
}
