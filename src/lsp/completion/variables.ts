// The variables that can be referred to behind a `$`, with their values and where those come from.

import { CompletionItemKind } from 'vscode-languageserver';
import type { Value } from '../../model/image.ts';
import type { Stage } from '../../model/model.ts';
import { automaticArguments } from '../../model/predefined-arguments.ts';
import type { Arg, Instruction } from '../../syntax/ast.ts';
import type { Span } from '../../syntax/source.ts';
import { codeSpan } from '../markdown.ts';
import { entryMarkdown } from '../reference/entry.ts';
import { variableReference } from '../reference/variables.ts';
import type { View } from '../view.ts';
import type { Candidate, Offer } from './offer.ts';
import { chainOf, stageBefore, stateBefore } from '../surroundings.ts';

/** Who replaces the variables: the builder, or a shell that runs in the build or in a container. */
export type Reader = 'builder' | 'build shell' | 'container shell';

/** A name, and where in the file it gets its value. */
type Origins = ReadonlyMap<string, Instruction>;

/** The name that is typed behind a `$` or `${`, and the offset of the sign; undefined where there is none. `text` ends at the cursor. */
export function typedVariable(
  text: string,
  escape: string,
): { readonly name: string; readonly isBraced: boolean } | undefined {
  let start = text.length;
  while (start > 0 && /\w/.test(text.charAt(start - 1))) start--;
  const name = text.slice(start);
  const isBraced = text[start - 1] === '{';
  const sign = start - (isBraced ? 2 : 1);
  if (text[sign] !== '$' || /^\d/.test(name)) return undefined;
  let marks = 0;
  while (text[sign - 1 - marks] === escape) marks++;
  const isPlain = marks % 2 === 0 && (text[sign - 1] !== '$' || isBraced);
  return isPlain ? { name, isBraced } : undefined;
}

/** What an instruction that starts at `start` can refer to. `span` is the name, `after` what follows it. */
export function variableOffer(
  view: View,
  start: number,
  {
    typed,
    span,
    reader,
    isFrom,
  }: { readonly typed: string; readonly span: Span; readonly reader: Reader; readonly isFrom: boolean },
): Offer {
  const stage = isFrom ? undefined : stageBefore(view, start);
  const candidates = stage === undefined ? globalVariables(view, start) : variablesOfStage(view, stage, start, reader);
  return { span, typed, candidates };
}

/** In FROM and in front of it: the arguments of the file, and those that BuildKit sets. */
function globalVariables(view: View, start: number): readonly Candidate[] {
  const own = new Map(
    globalArguments(view)
      .filter(({ span }) => span.start < start)
      .flatMap((instruction) => instruction.variables.map(({ name, value }) => [name.text, { instruction, value }])),
  );
  const declared = Array.from(own, ([name, { instruction, value }]) =>
    candidate(name, value?.text, `ARG in line ${instruction.lines.first}`),
  );
  const automatic = [...automaticArguments].filter((name) => !own.has(name));
  return [...declared.toReversed(), ...automatic.map((name) => predefined(name))];
}

/** The ARGs in front of the first FROM. */
function globalArguments({ analysis: { file } }: View): readonly Arg[] {
  const end = file.instructions.findIndex(({ kind }) => kind === 'From');
  const head = end === -1 ? file.instructions : file.instructions.slice(0, end);
  return head.filter((instruction) => instruction.kind === 'Arg');
}

/** Those that the file sets come first, the last one before the others. */
function variablesOfStage(view: View, stage: Stage, start: number, reader: Reader): readonly Candidate[] {
  const state = stateBefore(stage, start);
  if (state === undefined) return [];
  const origins = originsIn(stage, start);
  const base = baseName(stage);
  const values = reader === 'container shell' ? state.image.env.entries() : state.environment.entries().toReversed();
  const known = values.map(([name, value]) => valued(name, value, origins.get(name), base));
  const isOwn = ({ label }: Candidate): boolean => origins.has(label);
  return [...known.filter(isOwn), ...known.filter((each) => !isOwn(each))];
}

/** The instructions that name each variable last, those of the stages that this one is built on included. */
function originsIn(stage: Stage, start: number): Origins {
  const origins = new Map<string, Instruction>();
  for (const { instructions } of chainOf(stage)) {
    for (const instruction of instructions) {
      if (instruction.span.start >= start) break;
      if (instruction.kind === 'Env') for (const { name } of instruction.pairs) origins.set(name.text, instruction);
      if (instruction.kind === 'Arg') for (const { name } of instruction.variables) origins.set(name.text, instruction);
    }
  }
  return origins;
}

function baseName({ origin }: Stage): string {
  return origin.kind === 'image' ? `the image ${origin.reference.familiar}` : 'the base image';
}

function originText(origin: Instruction | undefined, base: string): string {
  return origin === undefined ? `set by ${base}` : `${origin.kind.toUpperCase()} in line ${origin.lines.first}`;
}

function valued(name: string, { text, unknown }: Value, origin: Instruction | undefined, base: string): Candidate {
  const place = originText(origin, base);
  if (unknown === undefined) return candidate(name, text, place);
  return {
    ...candidate(name, undefined, place),
    documentation: `${place}. Its value is not known: ${codeSpan(unknown)}`,
  };
}

const LONGEST_VALUE = 500;

function candidate(name: string, value: string | undefined, origin: string): Candidate {
  const shown = value !== undefined && value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
  const own = variableReference(name);
  const head = shown === undefined || shown === '' ? origin : `${codeSpan(shown)}\n\n${origin}`;
  return {
    label: name,
    kind: CompletionItemKind.Variable,
    detail: shown === undefined ? origin : shown.replaceAll(/\s+/g, ' '),
    documentation: own === undefined ? head : `${head}\n\n${own.summary}`,
  };
}

/** A variable that BuildKit itself knows. */
function predefined(name: string): Candidate {
  const entry = variableReference(name);
  return {
    label: name,
    kind: CompletionItemKind.Variable,
    detail: 'set by BuildKit',
    documentation: entry && entryMarkdown(entry),
  };
}

/** What ARG can declare: arguments of the file and of BuildKit that the stage has not declared yet. */
export function argumentNames(view: View, start: number): readonly Candidate[] {
  const stage = stageBefore(view, start);
  if (stage === undefined) return [];
  const declared = new Set(
    stage.instructions.flatMap((instruction) =>
      instruction.kind === 'Arg' && instruction.span.start < start
        ? instruction.variables.map(({ name }) => name.text)
        : [],
    ),
  );
  const known = globalVariables(view, start);
  return known.filter(({ label }) => !declared.has(label));
}
