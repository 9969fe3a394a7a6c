// What an editor selects when the selection grows: from the word outwards to the file.

import type { SelectionRange } from 'vscode-languageserver';
import { nodesIn, wordsOf } from '../shell/flow.ts';
import type { Instruction } from '../syntax/ast.ts';
import type { Span } from '../syntax/source.ts';
import { carriedOut } from './names/carried-out.ts';
import { stageSpan } from './names/stage-outline.ts';
import { symbolsOf } from './names/symbols.ts';
import type { View } from './view.ts';

/** One for each offset. */
export function selectionRanges(view: View, offsets: readonly number[]): SelectionRange[] {
  return offsets.map((offset) => {
    let range: SelectionRange | undefined;
    for (const span of spansAround(view, offset).toReversed()) {
      range = { range: view.positions.range(span), ...(range !== undefined && { parent: range }) };
    }
    return range ?? { range: view.positions.range({ start: offset, end: offset }) };
  });
}

/** From the innermost to the file, each in the next one. */
function spansAround(view: View, offset: number): readonly Span[] {
  const nested: Span[] = [];
  const candidates = [...spansIn(view, offset)].filter(
    ({ start, end }) => start <= offset && offset <= end && start < end,
  );
  for (const span of candidates.toSorted((a, b) => a.end - a.start - (b.end - b.start))) {
    const inner = nested.at(-1);
    const isAround = inner === undefined || (span.start <= inner.start && inner.end <= span.end);
    const isWider = inner === undefined || span.end - span.start > inner.end - inner.start;
    if (isAround && isWider) nested.push(span);
  }
  return nested;
}

function* spansIn(view: View, offset: number): Generator<Span> {
  const { model, file } = view.analysis;
  yield { start: 0, end: view.text.length };
  yield wordAt(view.text, offset);
  const named = symbolsOf(view).at(offset);
  if (named !== undefined) yield named.occurrence.span;
  for (const { span } of [...file.directives, ...file.comments]) yield span;
  const instruction = view.instructionAt(offset);
  for (const stage of model.stages) yield stageSpan(stage);
  if (instruction === undefined) return;
  yield* partsOf(instruction);
  const runs = carriedOut(instruction);
  if (runs !== instruction) yield* partsOf(runs);
  const script = view.analysis.shell(runs);
  for (const node of script === undefined ? [] : nodesIn(script.body)) {
    yield node.span;
    if (node.type === 'command' || node.type === 'compound') for (const { span } of wordsOf(node)) yield span;
  }
}

function* partsOf(instruction: Instruction): Generator<Span> {
  const { span, keyword, flags, args, heredocs } = instruction;
  yield span;
  yield keyword.span;
  for (const { span: flag, nameSpan, value } of flags) {
    yield flag;
    yield nameSpan;
    if (value !== undefined) yield value.span;
  }
  const [first] = args;
  const last = args.at(-1);
  if (first !== undefined && last !== undefined) yield { start: first.span.start, end: last.span.end };
  for (const word of args) {
    yield word.span;
    // Inside of the quotes of a JSON string.
    yield word.spanOf(0, word.text.length);
  }
  for (const { span: opener, body, terminator } of heredocs) {
    yield opener;
    yield body;
    if (terminator !== undefined) yield terminator;
  }
  switch (instruction.kind) {
    case 'Env':
    case 'Label':
      for (const { name, value } of instruction.pairs) yield { start: name.span.start, end: value.span.end };
      return;
    case 'Run':
      for (const { fields } of instruction.mounts) {
        for (const field of fields) {
          yield field.span;
          yield field.keySpan;
          if (field.value !== undefined) yield field.value.span;
        }
      }
      return;
    default:
  }
}

/** Letters, digits and `_` around an offset. */
function wordAt(text: string, offset: number): Span {
  let start = offset;
  let end = offset;
  while (start > 0 && isWordCharacter(text.charCodeAt(start - 1))) start--;
  while (isWordCharacter(text.charCodeAt(end))) end++;
  return { start, end };
}

const wordCharacter = /\w/;

function isWordCharacter(code: number): boolean {
  return code >= 0x80 ? false : wordCharacter.test(String.fromCharCode(code));
}
