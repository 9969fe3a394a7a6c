// The whole file as a row of tokens: nothing between them, nothing left out.

import type { Dockerfile, Instruction } from './ast.ts';
import type { Span } from './source.ts';

export type TokenKind =
  | 'argument'
  | 'byte-order-mark'
  | 'comment'
  | 'directive'
  | 'flag'
  | 'heredoc-body'
  | 'heredoc-end'
  | 'keyword'
  /** White space, line ends, and the escape characters that continue a line. */
  | 'space'
  /** What the builder drops or refuses to read: `--` alone, what follows an unknown keyword. */
  | 'text';

export interface Token {
  readonly kind: TokenKind;
  readonly span: Span;
  readonly text: string;
}

/** Every token of the file in order. Their texts, one after the other, are the file. */
export function* tokens(file: Dockerfile): Generator<Token> {
  const { text } = file.source;
  const space = file.escape === '\\' ? /^[\s\u0085\\]*$/ : /^[\s\u0085`]*$/;
  let at = 0;
  for (const { kind, span } of marks(file)) {
    const start = Math.max(at, span.start);
    if (span.end <= start) continue;
    if (start > at) yield between(at, start);
    yield { kind, span: { start, end: span.end }, text: text.slice(start, span.end) };
    at = span.end;
  }
  if (at < text.length) yield between(at, text.length);

  function between(start: number, end: number): Token {
    const gap = text.slice(start, end);
    return { kind: space.test(gap) ? 'space' : 'text', span: { start, end }, text: gap };
  }
}

/** The file, from its tokens. */
export function print(file: Dockerfile): string {
  let text = '';
  for (const token of tokens(file)) text += token.text;
  return text;
}

interface Mark {
  readonly kind: TokenKind;
  readonly span: Span;
}

function marks(file: Dockerfile): readonly Mark[] {
  const all: Mark[] = [];
  if (file.source.text.startsWith('\ufeff')) all.push({ kind: 'byte-order-mark', span: { start: 0, end: 1 } });
  for (const { span } of file.directives) all.push({ kind: 'directive', span });
  for (const { span } of file.comments) all.push({ kind: 'comment', span });
  for (const instruction of file.instructions) for (const mark of instructionMarks(instruction)) all.push(mark);
  return all.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** The words of an instruction, cut where the lines that they stand on end. */
function* instructionMarks(instruction: Instruction): Generator<Mark> {
  const { folded, keyword, flags, args, heredocs } = instruction;
  const words: Mark[] = [{ kind: 'keyword', span: keyword.span }];
  for (const { span } of flags) words.push({ kind: 'flag', span });
  for (const { span } of args) words.push({ kind: 'argument', span });
  if (instruction.kind === 'Onbuild' && instruction.trigger) yield* instructionMarks(instruction.trigger);
  const runs = [...folded.runs()];
  for (const { kind, span } of words) {
    for (const run of overlapping(runs, span)) {
      yield { kind, span: { start: Math.max(run.start, span.start), end: Math.min(run.end, span.end) } };
    }
  }
  for (const { body, terminator } of heredocs) {
    yield { kind: 'heredoc-body', span: body };
    if (terminator) yield { kind: 'heredoc-end', span: terminator };
  }
}

/** The runs (sorted, apart) that share a character with `span`. */
function* overlapping(runs: readonly Span[], span: Span): Generator<Span> {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.end ?? 0) <= span.start) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < runs.length; i++) {
    const run = runs[i];
    if (run === undefined || run.start >= span.end) return;
    yield run;
  }
}
