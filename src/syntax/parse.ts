// Text -> tree: one pass over the lines, exactly BuildKit's reading. Any text gives a tree.

import { adviceFor, adviceOnHeredoc } from './advice.ts';
import type { Comment, Directive, Dockerfile, Instruction, Lines, SyntaxDiagnostic } from './ast.ts';
import { withoutFirstByte } from './byte-place.ts';
import { readDirective } from './directives.ts';
import { skipSpace, trimBounds, trimSpace } from './go/space.ts';
import { BodyReader, readOpeners } from './heredoc.ts';
import { instructionFailure } from './instruction-error.ts';
import { toInstruction } from './instruction.ts';
import { type Line, type LineMark, LONGEST_LINE, LineReader } from './line-reader.ts';
import { joinLines } from './logical-line.ts';
import { type Failure, type Node, readNode } from './node.ts';
import { Causes, OUTSIDE_STAGE } from './recovery.ts';
import type { Source } from './source.ts';

/** BuildKit's one parser warning: a blank line inside an instruction. `line` is the instruction's last, from 1. */
export interface ParserWarning {
  readonly message: string;
  readonly line: number;
}

export interface Parsed {
  readonly file: Dockerfile;
  /**
   * What the builder would refuse, in the order of the file: it stops at one of them (`builderDiagnostic`). Of errors
   * that follow from the same cause, such as lines that lack their escape characters, only the first is there.
   */
  readonly diagnostics: readonly SyntaxDiagnostic[];
  readonly warnings: readonly ParserWarning[];
}

/**
 * Reads a Dockerfile as BuildKit's `parser.Parse` and `instructions.Parse` do, and goes on after errors.
 * Never throws; time and memory are linear in the text.
 */
export function parse(source: Source): Parsed {
  const parser = new Parser(source);
  parser.run();
  const { escape, directives, comments, instructions, diagnostics, warnings } = parser;
  return { file: { source, escape, directives, comments, instructions }, diagnostics, warnings };
}

/**
 * The error with which the builder ends before it looks at the meaning of the file, in its own words. The lines that
 * it names are those of the diagnostic.
 */
export function builderError(parsed: Parsed): string | undefined {
  const first = builderDiagnostic(parsed);
  if (first === undefined || first.pass === 'parse' || first.message === OUTSIDE_STAGE) return first?.message;
  return `dockerfile parse error on line ${first.lines.first}: ${first.message}`;
}

/** The diagnostic at which the builder stops: the first of its first pass, or else the first of all. */
export function builderDiagnostic({ diagnostics }: Parsed): SyntaxDiagnostic | undefined {
  return diagnostics.find(({ pass }) => pass === 'parse') ?? diagnostics[0];
}

/** One list for all that have nothing: most instructions have no heredoc and no comment. */
const NONE: readonly never[] = [];

class Parser {
  readonly #source: Source;
  readonly #reader: LineReader;
  readonly #bodies: BodyReader;
  readonly #causes = new Causes();
  readonly directives: Directive[] = [];
  readonly comments: Comment[] = [];
  readonly instructions: Instruction[] = [];
  readonly diagnostics: SyntaxDiagnostic[] = [];
  readonly warnings: ParserWarning[] = [];
  escape: '\\' | '`' = '\\';
  /** Comments that describe the next instruction. */
  #pending: Comment[] = [];
  #inDirectives = true;
  #hasStage = false;
  #isEmptyFile = false;
  /** The instruction above would go on in the current line. */
  #isCut = false;
  /** The number of the last line that BuildKit reads, once somebody needs it. */
  #lastLine: number | undefined;

  constructor(source: Source) {
    this.#source = source;
    this.#reader = new LineReader(source.text, source.text.startsWith('\ufeff') ? 1 : 0);
    this.#bodies = new BodyReader(this.#reader);
  }

  run(): void {
    const reader = this.#reader;
    while (reader.next()) {
      const first = skipSpace(reader.text, reader.start, reader.end);
      const isRefused = reader.isTooLong;
      if (isRefused && this.instructions.length === 0) this.#refuseEmptyFile(reader.number - 1);
      if (isRefused) this.#refuseLongLine(reader.line);
      if (this.#inDirectives && this.#readDirective(first)) continue;
      if (first === reader.end) continue;
      if (reader.text.charCodeAt(first) === 0x23) this.#readComment(first);
      else this.#readInstruction(first, isRefused);
    }
    if (this.instructions.length === 0) this.#refuseEmptyFile(reader.number);
  }

  #readDirective(first: number): boolean {
    const { text, end, number } = this.#reader;
    const directive = readDirective(text, first, end);
    if (directive === undefined) {
      this.#inDirectives = false;
      return false;
    }
    const { name, value, span, valueSpan } = directive;
    const lines = { first: number - 1, last: number - 1 };
    if (this.directives.some((other) => other.name === name)) {
      this.#report('parse', { message: `only one ${name} parser directive can be used`, span }, lines);
    } else if (name === 'escape' && value !== '\\' && value !== '`') {
      const message = `invalid escape token '${value}' does not match \` or \\`;
      this.#report('parse', { message, span: valueSpan }, lines);
    } else if (name === 'escape') {
      this.escape = value === '`' ? '`' : '\\';
    }
    this.directives.push(directive);
    return true;
  }

  /** Of an indented comment the first blank is cut off, not the `#`; an empty one ends the description (parser.go: Parse). */
  #readComment(first: number): void {
    const { text, start, end } = this.#reader;
    const comment = { text: trimSpace(withoutFirstByte(text, start, end)), span: { start: first, end } };
    this.comments.push(comment);
    if (comment.text === '') this.#pending = [];
    else this.#pending.push(comment);
  }

  /** Errors of an instruction in a line that is refused as a whole say nothing. */
  #readInstruction(start: number, isRefused: boolean): void {
    const reader = this.#reader;
    const first = reader.number;
    const { folded, hasBlankLine, isCut } = joinLines(reader, start, this.escape, this.comments);
    this.#isCut = isCut;
    const node = readNode(folded, this.escape);
    const opening = { first, last: reader.number };
    if (hasBlankLine) {
      this.warnings.push({ message: `Empty continuation line found in: ${folded.text}`, line: opening.last });
    }
    if (node.failure && !isRefused) this.#report('parse', node.failure, opening);
    const heredocs = takesHeredocs(node) && folded.text.includes('<<') ? this.#readHeredocs(node, opening) : NONE;
    const lines = { first, last: reader.number };
    const end = heredocs.at(-1)?.terminator?.end ?? heredocs.at(-1)?.body.end ?? lastCharacter(node);
    const span = { start: node.keyword.span.start, end };
    const comments = this.#pending.length === 0 ? NONE : this.#pending;
    if (comments !== NONE) this.#pending = [];
    this.instructions.push(toInstruction(node, { source: this.#source, span, lines, heredocs, comments }));
    if (!isRefused) this.#checkInstruction(node, lines);
    if (node.kind === 'From') this.#hasStage = true;
  }

  #readHeredocs(node: Node, { first, last }: Lines): Instruction['heredocs'] {
    const result = readOpeners(node.folded);
    if ('error' in result) {
      this.#report('parse', { message: result.error, span: result.span }, { first, last });
      return [];
    }
    const { mark } = this.#reader;
    let isReported = false;
    return result.openers.map((opener) => {
      const { heredoc, longLine } = this.#bodies.read(opener);
      if (!isReported && (longLine !== undefined || heredoc.terminator === undefined)) {
        isReported = true;
        const failure = { message: 'unterminated heredoc', span: opener.span };
        const help = longLine ? stopsAt(longLine) : adviceOnHeredoc(opener.name);
        this.#report('parse', failure, { first, last: this.#lastLineAfter(mark) }, help);
      }
      if (longLine !== undefined) this.#refuseLongLine(longLine);
      return heredoc;
    });
  }

  #checkInstruction(node: Node, lines: Lines): void {
    const isExplained = this.#causes.explain(node);
    if (isExplained || node.failure) return;
    const failure = instructionFailure(node) ?? this.#stageFailure(node);
    if (failure === undefined) return;
    this.#causes.add(node, failure);
    this.#report('instructions', failure, lines, adviceFor(failure.message, node));
  }

  /** It is told once: the next instructions lack the same FROM. */
  #stageFailure({ kind, keyword }: Node): Failure | undefined {
    if (this.#hasStage || kind === 'From' || kind === 'Arg') return undefined;
    this.#hasStage = true;
    return { message: OUTSIDE_STAGE, span: keyword.span };
  }

  /** BuildKit's scanner stops before the line; where an instruction was to go on in it, it counts the line. */
  #refuseLongLine({ number, span }: Line): void {
    const last = this.#isCut ? number : number - 1;
    const message = `dockerfile line greater than max allowed size of ${LONGEST_LINE}`;
    this.#report('parse', { message, span }, { first: last, last });
    this.#isCut = false;
  }

  #refuseEmptyFile(last: number): void {
    if (this.#isEmptyFile) return;
    this.#isEmptyFile = true;
    const { length } = this.#source.text;
    const span = { start: Math.min(this.#reader.start, length), end: length };
    this.#report('parse', { message: 'file with no instructions', span }, { first: last, last });
  }

  /** The number of the last line that BuildKit reads in search of a terminator: it stops at a line that is too long. */
  #lastLineAfter(mark: LineMark): number {
    if (this.#lastLine === undefined) {
      const ahead = new LineReader(this.#source.text, mark.after);
      ahead.reset(mark);
      this.#lastLine = mark.number;
      while (ahead.next() && !ahead.isTooLong) this.#lastLine = ahead.number;
      if (this.#isCut) this.#lastLine++;
    }
    return Math.max(this.#lastLine, mark.number);
  }

  #report(
    pass: SyntaxDiagnostic['pass'],
    { message, span }: Failure,
    { first, last }: Lines,
    help: string | undefined = adviceFor(message),
  ): void {
    const lines = { first, last };
    const diagnostic = { rule: 'syntax', severity: 'error', message, span, related: [], pass, lines } as const;
    this.diagnostics.push(help === undefined ? diagnostic : { ...diagnostic, help });
  }
}

function stopsAt({ number }: Line): string {
  return `The builder stops at line ${number}, which is too long for it.`;
}

/** RUN, COPY and ADD, and ONBUILD of them, unless their arguments are JSON (parser.go: canContainHeredoc). */
function takesHeredocs(node: Node): boolean {
  const { kind, json } = node.kind === 'Onbuild' && node.trigger ? node.trigger : node;
  return (kind === 'Run' || kind === 'Copy' || kind === 'Add') && !json;
}

function lastCharacter({ folded }: Node): number {
  return folded.toSource(trimBounds(folded.text).end);
}
