// Semantic tokens: what each part of a Dockerfile is, down to the commands in its scripts.

import type { SemanticTokensEdit, SemanticTokensLegend } from 'vscode-languageserver';
import type { Dockerfile, Directive } from '../syntax/ast.ts';
import { toLower } from '../syntax/go/unicode.ts';
import type { Span } from '../syntax/source.ts';
import type { Positions } from './positions.ts';
import { markInstruction } from './semantic-tokens/instruction-marks.ts';
import { type Mark, Marks, tokenModifiers, tokenTypes } from './semantic-tokens/marks.ts';
import type { View } from './view.ts';

export const semanticTokensLegend: SemanticTokensLegend = {
  tokenTypes: [...tokenTypes],
  tokenModifiers: [...tokenModifiers],
};

/**
 * The tokens of a file, or of the lines that `span` touches, as the protocol encodes them: five numbers each. They are in
 * order, apart, and none goes on in another line.
 */
export function semanticTokens(view: View, span?: Span): number[] {
  const { text, analysis, positions } = view;
  const { file } = analysis;
  const within = span === undefined ? { start: 0, end: text.length } : wholeLines(span, positions);
  const touches = (place: Span): boolean => place.start < within.end && place.end > within.start;
  const site = { analysis, stageNames: stageNames(file) };
  const marks = new Marks();
  for (const directive of file.directives) markDirective(directive, marks);
  for (const instruction of file.instructions) {
    if (touches(instruction.span)) markInstruction(instruction, site, marks);
  }
  for (const comment of file.comments) if (touches(comment.span)) marks.add('comment', comment.span);
  return encode(marks.tokens(), within, positions);
}

/** One edit that makes the later list of the earlier one, or none. It replaces whole tokens. */
export function tokenDelta(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (start === shorter && before.length === after.length) return [];
  start -= start % NUMBERS;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  end -= end % NUMBERS;
  return [{ start, deleteCount: before.length - start - end, data: after.slice(start, after.length - end) }];
}

/** That encode a token. */
const NUMBERS = 5;

function wholeLines({ start, end }: Span, positions: Positions): Span {
  return { start: positions.lineStart(positions.lineOf(start)), end: positions.lineEnd(positions.lineOf(end)) };
}

function stageNames({ instructions }: Dockerfile): ReadonlySet<string> {
  return new Set(instructions.flatMap((each) => (each.kind === 'From' && each.name ? toLower(each.name.text) : [])));
}

function markDirective({ span, valueSpan }: Directive, marks: Marks): void {
  marks.add('macro', span);
  marks.add('string', valueSpan);
}

/** Encodes the tokens of some lines, each cut where a line ends. */
function encode(tokens: readonly Mark[], within: Span, positions: Positions): number[] {
  const data: number[] = [];
  let lastLine = 0;
  let lastStart = 0;
  for (const { span, type, modifiers } of tokens) {
    if (type === undefined || span.end <= within.start || span.start >= within.end) continue;
    const code = tokenTypes.indexOf(type);
    const flags = modifiers.reduce((all, modifier) => all | (1 << tokenModifiers.indexOf(modifier)), 0);
    let line = positions.lineOf(span.start);
    for (let start = span.start; start < span.end; start = Math.max(start, positions.lineStart(++line))) {
      const end = Math.min(span.end, positions.lineEnd(line));
      if (end <= start || start < within.start || end > within.end) continue;
      const before = line === lastLine ? lastStart : positions.lineStart(line);
      data.push(line - lastLine, positions.distance(before, start), positions.distance(start, end), code, flags);
      lastLine = line;
      lastStart = start;
    }
  }
  return data;
}
