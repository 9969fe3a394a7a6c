// Why a symbol cannot have another name, in one sentence.

import { reservedStageNames } from '../../model/evaluation/stage-notes.ts';
import type { Stage } from '../../model/model.ts';
import { automaticArguments, isProxyArgument } from '../../model/predefined-arguments.ts';
import { visibleLine } from '../../report/visible-line.ts';
import type { Instruction } from '../../syntax/ast.ts';
import { toLower } from '../../syntax/go/unicode.ts';
import { parseImageReference } from '../../syntax/image-reference.ts';
import { STAGE_NAME } from '../../syntax/instruction-error.ts';
import { carriedOut } from './carried-out.ts';
import { isName, scriptVariables } from './script-reads.ts';
import { sourceNames } from './stage-uses.ts';
import {
  type FileSymbol,
  type HeredocSymbol,
  type Obstacle,
  type StageSymbol,
  symbolsOf,
  type VariableSymbol,
} from './symbols.ts';
import type { View } from '../view.ts';

/** Whether there is any other name for it. */
export function isRenamable(symbol: FileSymbol): boolean {
  if (symbol.kind === 'variable') return !isOfBuildKit(symbol.name) && isSet(symbol);
  return symbol.kind !== 'stage' || symbol.name !== '';
}

/** Undefined where the build stays the same under the new name. */
export function renameProblem(view: View, symbol: FileSymbol, newName: string): string | undefined {
  const [obstacle] = symbol.obstacles;
  if (obstacle !== undefined) return obstacleText(obstacle, symbol, lineOf(view, obstacle.span.start));
  switch (symbol.kind) {
    case 'stage':
      return stageProblem(view, symbol, newName);
    case 'variable':
      return variableProblem(view, symbol, newName);
    case 'heredoc':
      return heredocProblem(symbol, newName);
    default:
      return symbol satisfies never;
  }
}

function obstacleText({ reason }: Obstacle, { name }: FileSymbol, line: number): string {
  switch (reason) {
    case 'expanded':
      return `A variable on line ${line} may stand for the name, which cannot be changed there.`;
    case 'set by the script':
      return `The command on line ${line} may set ${name} itself, so it cannot be told which value it reads.`;
    case 'unread script':
      return `The command on line ${line} cannot be read in full, and ${name} is in it.`;
    case 'spelling':
      return `The name is not written in one piece on line ${line}.`;
    case 'file name':
      return `${name} is the name of the file that line ${line} makes, too.`;
    default:
      return reason satisfies never;
  }
}

function stageProblem(view: View, { stage, name }: StageSymbol, written: string): string | undefined {
  const newName = toLower(written);
  if (name === '') return 'The stage has no name: write "AS name" behind its image first.';
  if (newName === name) return undefined;
  if (!STAGE_NAME.test(newName) || !parseImageReference(newName).ok) {
    return `BuildKit takes no stage of the name ${quoted(written)}: a letter comes first, then letters, digits, ".", "_" and "-".`;
  }
  if (reservedStageNames.has(newName)) return `The name "${newName}" is reserved by BuildKit.`;
  for (const other of view.analysis.model.stages) {
    if (other !== stage && other.name === newName) {
      return `The stage on line ${other.from.lines.first} has the name "${newName}" already.`;
    }
    for (const instruction of [other.from, ...other.instructions]) {
      const images = instruction === other.from ? baseNames(other) : imagesIn(instruction);
      if (!images.some((image) => toLower(image) === newName)) continue;
      return `Line ${instruction.lines.first} takes an image of the name "${newName}", which would become the stage.`;
    }
  }
  return undefined;
}

/** As written, and with its variables replaced. */
function baseNames({ base, from }: Stage): readonly string[] {
  return [from.image?.text ?? '', base.kind === 'image' ? base.text : ''];
}

function imagesIn(instruction: Instruction): readonly string[] {
  return sourceNames(carriedOut(instruction)).map(({ text }) => text);
}

function variableProblem(view: View, symbol: VariableSymbol, newName: string): string | undefined {
  const { name } = symbol;
  if (!isName(newName)) {
    return `${quoted(newName)} cannot be referred to: a letter or "_" comes first, then letters, digits and "_".`;
  }
  if (isOfBuildKit(name)) return `BuildKit gives ${name} its meaning, so it has no other name.`;
  if (isOfBuildKit(newName)) return `BuildKit gives ${newName} a meaning of its own.`;
  if (!isSet(symbol)) return `Nothing in this file sets ${name}.`;
  return outsideProblem(symbol, newName) ?? takenProblem(view, symbol, newName) ?? scriptProblem(view, symbol, newName);
}

/** An ARG, an ENV: otherwise it is only read. */
function isSet({ occurrences }: VariableSymbol): boolean {
  return occurrences.some(({ access }) => access !== 'read');
}

/** The arguments that BuildKit itself sets or reads. */
function isOfBuildKit(name: string): boolean {
  return (
    automaticArguments.has(name) ||
    isProxyArgument(name) ||
    name.startsWith('BUILDKIT_') ||
    name === 'SOURCE_DATE_EPOCH'
  );
}

function outsideProblem({ name, families, isFromOutside }: VariableSymbol, newName: string): string | undefined {
  for (const family of families) {
    const environment = family?.start?.environment;
    if (environment?.get(name) !== undefined) return `The base image sets ${name}, too.`;
    if (environment?.get(newName) !== undefined) return `The base image sets ${newName}.`;
    if (isFromOutside && environment?.unknown !== undefined) {
      return `${name} is read before this file sets it: the base image may set it, too.`;
    }
  }
  return undefined;
}

function takenProblem(view: View, symbol: VariableSymbol, newName: string): string | undefined {
  const other = symbolsOf(view).variables.find((candidate) => {
    if (candidate.name !== newName) return false;
    const areArguments = candidate.isArgument && symbol.isArgument;
    return areArguments || [...candidate.families].some((family) => symbol.families.has(family));
  });
  const [first] = other?.occurrences ?? [];
  return first && `Line ${lineOf(view, first.span.start)} uses ${newName} already.`;
}

/** Scripts that set a variable of the new name, or that nobody here can read. */
function scriptProblem(view: View, { families }: VariableSymbol, newName: string): string | undefined {
  const { model } = view.analysis;
  const mention = new RegExp(`\\b${newName}\\b`);
  const roots = new Map<Stage, Stage>();
  for (const stage of model.stages) {
    const root = stage.base.kind === 'stage' ? (roots.get(stage.base.stage) ?? stage) : stage;
    roots.set(stage, root);
    if (!families.has(root)) continue;
    for (const instruction of stage.instructions) {
      if (!mention.test(view.text.slice(instruction.span.start, instruction.span.end))) continue;
      const runs = carriedOut(instruction);
      const script = view.analysis.shell(runs);
      if (script === undefined) continue;
      const { reads, assigned } = scriptVariables(script, runs);
      const isUsed = assigned.has(newName) || reads.some(({ name }) => name === newName);
      if (isUsed || !script.complete) return `Line ${instruction.lines.first} uses ${newName} already.`;
    }
  }
  return undefined;
}

function heredocProblem({ heredoc, instruction }: HeredocSymbol, newName: string): string | undefined {
  if (!/^(?!-)[\w.-]+$/.test(newName)) {
    return `${quoted(newName)} is no name for a heredoc here: take letters, digits, "_", "." and "-".`;
  }
  const { content, chomp } = heredoc;
  const lines = content.split(/\r?\n/);
  if (lines.some((line) => (chomp ? line.replace(/^\t+/, '') : line) === newName)) {
    return `A line of the heredoc is "${newName}", which would end it there.`;
  }
  if (instruction.heredocs.some(({ name }) => name === newName)) {
    return `Another heredoc of the instruction has the name "${newName}" already.`;
  }
  return undefined;
}

function quoted(text: string): string {
  return `"${visibleLine(text.replaceAll('\n', ' '))}"`;
}

function lineOf({ positions }: View, offset: number): number {
  return positions.lineOf(offset) + 1;
}
