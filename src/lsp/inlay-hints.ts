// Inlay hints: the values of variables where they are read, and what the build makes of each instruction.

import { type InlayHint, MarkupKind } from 'vscode-languageserver';
import type { Value } from '../model/image.ts';
import { variableReferences } from '../model/variable-references.ts';
import type { PlannedStep } from '../plan/plan.ts';
import { counted, placeIn } from '../report/plan/words.ts';
import { withoutHalf } from '../report/visible.ts';
import { visibleLine } from '../report/visible-line.ts';
import type { Instruction } from '../syntax/ast.ts';
import type { Span } from '../syntax/source.ts';
import { codeSpan } from './markdown.ts';
import { isNeeded } from './steps/needed-stages.ts';
import { scriptVariables } from './names/script-reads.ts';
import { valueRead } from './names/variable-values.ts';
import { stepsAt } from './steps/step-cache.ts';
import type { View } from './view.ts';

export interface HintSettings {
  /** Behind `$name` what it stands for, where that is known. */
  readonly variables: boolean;
  /** At the end of an instruction's first line its number among the steps of its stage, and whether it makes a layer. */
  readonly steps: boolean;
}

/** The hints in a part of the file, in its order. */
export function inlayHints(view: View, span: Span, settings: HintSettings): InlayHint[] {
  const hints: Hint[] = [];
  for (const instruction of view.analysis.file.instructions) {
    if (instruction.span.end < span.start || instruction.span.start > span.end) continue;
    if (settings.variables) hints.push(...variableHints(view, instruction));
    if (settings.steps) hints.push(...stepHints(view, instruction));
  }
  return hints
    .filter(({ at }) => at >= span.start && at <= span.end)
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, label, tooltip }) => ({
      position: view.positions.position(at),
      label,
      tooltip: { kind: MarkupKind.Markdown, value: tooltip },
      paddingLeft: true,
    }));
}

interface Hint {
  readonly at: number;
  readonly label: string;
  /** In Markdown. */
  readonly tooltip: string;
}

/** What everybody has before their eyes, or what would fill the line. */
const UNTOLD: ReadonlySet<string> = new Set(['HOME', 'PATH', 'PWD']);

const LONGEST_LABEL = 32;
const LONGEST_TOOLTIP = 1000;

interface Read {
  readonly name: string;
  readonly span: Span;
}

/** Of several reads of a variable in one instruction the first one says it for all. */
function variableHints(view: View, instruction: Instruction): readonly Hint[] {
  const told = new Set(UNTOLD);
  return readsOf(view, instruction).flatMap((read): readonly Hint[] => {
    const { name, span } = read;
    if (told.has(name)) return [];
    const value = shownValue(view, instruction, read);
    if (value === undefined || value.unknown !== undefined) return [];
    told.add(name);
    const { text } = value;
    const isClear = text !== '' && text.trim() === text;
    const label = `= ${cut(visibleLine(isClear ? text : JSON.stringify(text)), LONGEST_LABEL)}`;
    const written = codeSpan(view.text.slice(span.start, span.end));
    const shown = text === '' ? 'empty' : codeSpan(cut(text, LONGEST_TOOLTIP));
    return [{ at: span.end, label, tooltip: `${written} is ${shown} here${condition(view, instruction, name)}.` }];
  });
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${withoutHalf(text.slice(0, longest - 1))}…` : text;
}

function condition({ analysis }: View, instruction: Instruction, name: string): string {
  const isArgument = instruction.kind === 'From' || analysis.model.stepOf(instruction)?.before.declared.has(name);
  return isArgument === true ? `, unless ${codeSpan(`--build-arg ${name}=…`)} sets another value` : '';
}

/** Where the builder replaces variables, or a shell takes them from what the builder gives it. */
function readsOf({ analysis, text }: View, instruction: Instruction): readonly Read[] {
  if (instruction.kind === 'Onbuild') return [];
  const script = analysis.shell(instruction);
  const reads =
    script === undefined ? [] : scriptVariables(script, instruction).reads.filter(({ from }) => from === 'outside');
  return [...variableReferences(instruction, analysis.file), ...reads.filter((read) => isPlain(read, text))];
}

function isPlain({ name, span }: Read, text: string): boolean {
  const written = text.slice(span.start, span.end);
  return written === `$${name}` || written === `\${${name}}`;
}

/** What stands for a variable; for `${name:-x}` the `x` where it is not set. */
function shownValue(view: View, instruction: Instruction, read: Read): Value | undefined {
  const { model, file } = view.analysis;
  if (isPlain(read, view.text)) return valueRead(model, instruction, read.name);
  const written = view.text.slice(read.span.start, read.span.end);
  const environment = model.stepOf(instruction)?.before.environment;
  return written.includes('\n') ? undefined : environment?.expand(written, file.escape);
}

function stepHints(view: View, instruction: Instruction): readonly Hint[] {
  const { positions, analysis } = view;
  const at = positions.lineEnd(positions.lineOf(instruction.span.start));
  const stage = analysis.model.stageOf(instruction);
  if (instruction.kind === 'From' && stage !== undefined && !isNeeded(view, stage)) {
    return [{ at, label: 'not built', tooltip: 'The target needs nothing of this stage.' }];
  }
  const steps = stepsAt(view, instruction);
  const triggers = steps.filter(({ isTrigger }) => isTrigger);
  const own = steps.find(({ isTrigger }) => !isTrigger);
  const labels = own === undefined ? [] : [labelOf(own)];
  if (triggers.length > 0) labels.push(counted(triggers.length, 'trigger'));
  const label = labels.filter((text) => text !== '').join(' + ');
  if (label === '') return [];
  return [{ at, label, tooltip: [own && tooltipOf(own), ...triggers.map(tooltipOf)].filter(Boolean).join('\n\n') }];
}

function labelOf(step: PlannedStep): string {
  if (!step.isBuilt || step.makes === 'nothing') return '';
  const place = placeIn(step);
  const number = place.slice(place.lastIndexOf(' ') + 1);
  return number === '' ? step.makes : `${number} ${step.makes}`;
}

function tooltipOf(step: PlannedStep): string {
  const place = placeIn(step);
  const name = place === '' ? step.keyword : `${place} ${step.keyword}`;
  return `${codeSpan(name)} ${made(step)}`;
}

function made({ makes, sameAs }: PlannedStep): string {
  switch (makes) {
    case 'base':
      return 'is the image that the stage starts from.';
    case 'layer':
      return sameAs === undefined
        ? 'makes a layer.'
        : 'makes a layer. An earlier step does the same to the same: the builder runs it once for both.';
    case 'metadata':
      return 'changes the settings of the image and makes no layer.';
    case 'nothing':
      return 'is kept for the builds that start from the image.';
    default:
      return makes satisfies never;
  }
}
