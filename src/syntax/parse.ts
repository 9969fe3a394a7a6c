// Text -> tree: one pass over the lines, exactly BuildKit's reading. Any text gives a tree.

import type { Comment, Directive, Dockerfile, Instruction, SyntaxDiagnostic } from './ast.ts';
import { adviceFor } from './advice.ts';
import { readDirective } from './directives.ts';
import { skipSpace, trimBounds, trimSpace } from './go/space.ts';
import { BodyReader, readOpeners } from './heredoc.ts';
import { instructionFailure } from './instruction-error.ts';
import { toInstruction } from './instruction.ts';
import { LONGEST_LINE, LineReader } from './line-reader.ts';
import { joinLines, type LogicalLine } from './logical-line.ts';
import { type Failure, type Node, readNode } from './node.ts';
import type { Source } from './source.ts';

/** BuildKit's one parser warning: a blank line inside an instruction. `line` is the instruction's last, from 1. */
export interface ParserWarning {
  readonly message: string;
  readonly line: number;
}

export interface Parsed {
  readonly file: Dockerfile;
  /** What the builder would refuse, in the order of the file; the builder itself stops at one of them (`builderError`). */
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

/** The error with which the builder ends before it looks at the meaning of the file, in its own words. */
export function builderError({ diagnostics }: Parsed): string | undefined {
  const first = diagnostics.find(({ pass }) => pass === 'parse') ?? diagnostics[0];
  if (first === undefined || first.pass === 'parse' || first.message === OUTSIDE_STAGE) return first?.message;
  return `dockerfile parse error on line ${first.lines.first}: ${first.message}`;
}

const OUTSIDE_STAGE = 'no build stage in current context';

class Parser {
  readonly #source: Source;
  readonly #reader: LineReader;
  readonly #bodies: BodyReader;
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

  constructor(source: Source) {
    this.#source = source;
    this.#reader = new LineReader(source.text, source.text.startsWith('\ufeff') ? 1 : 0);
    this.#bodies = new BodyReader(this.#reader);
  }

  run(): void {
    const reader = this.#reader;
    while (reader.next()) {
      const first = skipSpace(reader.text, reader.start, reader.end);
      if (this.#inDirectives && this.#readDirective(first)) continue;
      if (reader.isTooLong) this.#refuseLongLine();
      if (first === reader.end) continue;
      if (reader.text.charCodeAt(first) === 0x23) this.#readComment(first);
      else this.#readInstruction(first);
    }
    if (this.instructions.length === 0) {
      const { length } = this.#source.text;
      const span = { start: Math.min(this.#reader.start, length), end: length };
      this.#report('parse', { message: 'file with no instructions', span }, reader.number, reader.number);
    }
  }

  #readDirective(first: number): boolean {
    const { text, end, number } = this.#reader;
    const directive = readDirective(text, first, end);
    if (directive === undefined) {
      this.#inDirectives = false;
      return false;
    }
    const { name, value, span, valueSpan } = directive;
    if (this.directives.some((other) => other.name === name)) {
      const message = `only one ${name} parser directive can be used`;
      this.#report('parse', { message, span }, number - 1, number - 1);
    } else if (name === 'escape' && value !== '\\' && value !== '`') {
      const message = `invalid escape token '${value}' does not match \` or \\`;
      this.#report('parse', { message, span: valueSpan }, number - 1, number - 1);
    } else if (name === 'escape') {
      this.escape = value === '`' ? '`' : '\\';
    }
    this.directives.push(directive);
    return true;
  }

  /** An indented comment keeps its `#`; an empty one ends the description (parser.go: Parse). */
  #readComment(first: number): void {
    const { text, start, end } = this.#reader;
    const comment = { text: trimSpace(text.slice(start + 1, end)), span: { start: first, end } };
    this.comments.push(comment);
    if (comment.text === '') this.#pending = [];
    else this.#pending.push(comment);
  }

  #readInstruction(start: number): void {
    const reader = this.#reader;
    const first = reader.number;
    const line = joinLines(reader, start, this.escape, this.comments);
    const node = readNode(line.folded, this.escape);
    this.#warn(line);
    if (node.failure) this.#report('parse', node.failure, first, reader.number);
    const heredocs = takesHeredocs(node) && line.folded.text.includes('<<') ? this.#readHeredocs(node, first) : [];
    const end = heredocs.at(-1)?.terminator?.end ?? heredocs.at(-1)?.body.end ?? lastCharacter(node);
    const lines = { first, last: reader.number };
    const span = { start: node.keyword.span.start, end };
    const around = { source: this.#source, span, lines, heredocs, comments: this.#pending };
    this.instructions.push(toInstruction(node, around));
    this.#pending = [];
    if (!node.failure) this.#checkInstruction(node, first, reader.number);
    if (line.isTooLong && first !== reader.number) this.#refuseLongLine();
  }

  #warn({ folded, hasBlankLine }: LogicalLine): void {
    if (!hasBlankLine) return;
    this.warnings.push({ message: `Empty continuation line found in: ${folded.text}`, line: this.#reader.number });
  }

  #readHeredocs(node: Node, first: number): Instruction['heredocs'] {
    const result = readOpeners(node.folded);
    if ('error' in result) {
      this.#report('parse', { message: result.error, span: result.span }, first, this.#reader.number);
      return [];
    }
    return result.openers.map((opener) => {
      const heredoc = this.#bodies.read(opener);
      if (heredoc.terminator === undefined) {
        this.#report('parse', { message: 'unterminated heredoc', span: opener.span }, first, this.#reader.number);
      }
      return heredoc;
    });
  }

  #checkInstruction(node: Node, first: number, last: number): void {
    const failure = instructionFailure(node);
    if (failure) {
      this.#report('instructions', failure, first, last);
    } else if (!this.#hasStage && node.kind !== 'From' && node.kind !== 'Arg') {
      this.#report('instructions', { message: OUTSIDE_STAGE, span: node.keyword.span }, first, last);
    }
    if (node.kind === 'From') this.#hasStage = true;
  }

  #refuseLongLine(): void {
    const { start, end, number } = this.#reader;
    const message = `dockerfile line greater than max allowed size of ${LONGEST_LINE}`;
    this.#report('parse', { message, span: { start, end } }, number, number);
  }

  #report(pass: SyntaxDiagnostic['pass'], { message, span }: Failure, first: number, last: number): void {
    const help = adviceFor(message);
    const lines = { first, last };
    const diagnostic = { rule: 'syntax', severity: 'error', message, span, related: [], pass, lines } as const;
    this.diagnostics.push(help === undefined ? diagnostic : { ...diagnostic, help });
  }
}

/** RUN, COPY and ADD, and ONBUILD of them, unless their arguments are JSON (parser.go: canContainHeredoc). */
function takesHeredocs(node: Node): boolean {
  const { kind, json } = node.kind === 'Onbuild' && node.trigger ? node.trigger : node;
  return (kind === 'Run' || kind === 'Copy' || kind === 'Add') && !json;
}

function lastCharacter({ folded }: Node): number {
  return folded.toSource(trimBounds(folded.text).end);
}
