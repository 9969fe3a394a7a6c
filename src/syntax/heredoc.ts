// Heredocs of RUN, COPY and ADD: the words that open them, and their bodies.

import type { Heredoc, Word } from './ast.ts';
import { processWords } from './expand.ts';
import { Folded, FoldedBuilder } from './folded.ts';
import type { Line, LineReader } from './line-reader.ts';
import type { Span } from './source.ts';

/** What `<<NAME` says, before its body is read. */
export interface HeredocOpener {
  readonly name: string;
  readonly fileDescriptor: number;
  readonly expand: boolean;
  readonly chomp: boolean;
}

export type PlacedOpener = HeredocOpener & { readonly span: Span };

export type OpenersResult =
  | { readonly openers: readonly PlacedOpener[] }
  | { readonly error: string; readonly span: Span };

export type OpenerResult = { readonly opener: HeredocOpener | undefined } | { readonly error: string };

/** Heredocs are always read with the backslash as escape character, whatever the directive says. */
const RAW = { escape: '\\', rawQuotes: true, rawEscapes: true, skipUnsetEnv: true } as const;
const UNQUOTED = { escape: '\\', skipUnsetEnv: true } as const;

const MAX_UINT = 2 ** 64;

/**
 * The heredocs that a logical line opens, in order. A line that the lexer cannot read opens none; a name that it
 * cannot read is an error (parser.go: heredocsFromLine).
 */
export function readOpeners(line: Folded): OpenersResult {
  const { text } = line;
  const openers: PlacedOpener[] = [];
  const words = processWords(text, RAW);
  let from = 0;
  for (const word of words.ok ? words.value : []) {
    const marker = word.indexOf('<<');
    if (marker === -1) continue;
    const at = text.indexOf('<<', from);
    // Where an escape is written twice in the word, only its `<<` has a place.
    const isWritten = text.startsWith(word, at - marker);
    const span = isWritten ? line.spanOf(at - marker, at - marker + word.length) : line.spanOf(at, at + 2);
    from = behindMarkers(text, at, word);
    const result = readOpener(word);
    if ('error' in result) return { error: result.error, span };
    if (result.opener !== undefined) openers.push({ span, ...result.opener });
  }
  return { openers };
}

/** Where the last `<<` of `word` ends in `text`, in which its first one stands at `at`. */
function behindMarkers(text: string, at: number, word: string): number {
  let end = at + 2;
  for (let left = word.split('<<').length - 2; left > 0; left--) end = text.indexOf('<<', end) + 2;
  return end;
}

/** Reads one word as `<<NAME`, with a descriptor before and a `-` behind the `<<` (parser.go: heredocFromMatch). */
export function readOpener(word: string): OpenerResult {
  let digits = 0;
  while (word.charCodeAt(digits) >= 0x30 && word.charCodeAt(digits) <= 0x39) digits++;
  if (!word.startsWith('<<', digits)) return { opener: undefined };
  const chomp = word[digits + 2] === '-';
  const tail = word.slice(digits + (chomp ? 3 : 2)).replace(/^[\t\n\f\r ]+/, '');
  const fileDescriptor = Math.min(Number(word.slice(0, digits)), MAX_UINT);
  if (PLAIN_NAME.test(tail)) return { opener: { name: tail, fileDescriptor, expand: true, chomp } };
  if (tail === '' || tail.includes('<')) return { opener: undefined };
  const unquoted = processWords(tail, UNQUOTED);
  if (!unquoted.ok) return { error: unquoted.error };
  const [name] = unquoted.value;
  if (name === undefined || unquoted.value.length !== 1) return { opener: undefined };
  const raw = processWords(tail, RAW);
  if (!raw.ok) return { error: raw.error };
  const [written] = raw.value;
  if (written === undefined || raw.value.length !== 1) return { opener: undefined };
  return { opener: { name, fileDescriptor, expand: countQuotes(written) === countQuotes(name), chomp } };
}

/** The lexer has nothing to do here. */
const PLAIN_NAME = /^[\w.-]+$/;

function countQuotes(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22 || code === 0x27) count++;
  }
  return count;
}

/** Reads bodies from the lines after the current one. One is made for each file; it remembers where texts occur last. */
export class BodyReader {
  readonly #reader: LineReader;
  /** For each line of the file, with and without its leading tabs, the last line number that has this content. */
  #lastLines: Map<string, number> | undefined;

  constructor(reader: LineReader) {
    this.#reader = reader;
  }

  /**
   * Reads the body of `opener` and its terminator. Without a terminator BuildKit reads to the end of the file;
   * then the body ends before the next line that looks like an instruction, so that the rest is read too.
   * `longLine` is the first line of it that is longer than the builder takes.
   */
  read(opener: PlacedOpener): { readonly heredoc: Heredoc; readonly longLine: Line | undefined } {
    const reader = this.#reader;
    const { name, fileDescriptor, expand, chomp, span } = opener;
    const isTerminated = (this.#lines().get(name) ?? 0) > reader.number;
    const start = reader.after;
    let body = { start, end: start };
    let terminator: Span | undefined;
    let longLine: Line | undefined;
    for (let mark = reader.mark; reader.next(); mark = reader.mark) {
      const first = chomp ? skipTabs(reader.text, reader.start, reader.end) : reader.start;
      if (reader.end - first === name.length && reader.text.startsWith(name, first)) {
        terminator = { start: reader.start, end: reader.end };
        break;
      }
      if (!isTerminated && looksLikeInstruction(reader)) {
        reader.reset(mark);
        break;
      }
      if (reader.isTooLong) longLine ??= reader.line;
      body = { start, end: reader.after };
    }
    const content = reader.text.slice(body.start, body.end);
    return { heredoc: { name, fileDescriptor, expand, chomp, content, span, body, terminator }, longLine };
  }

  #lines(): ReadonlyMap<string, number> {
    if (this.#lastLines === undefined) {
      this.#lastLines = new Map();
      for (const [index, line] of this.#reader.text.split('\n').entries()) {
        let end = line.length;
        while (line.charCodeAt(end - 1) === 0x0d) end--;
        this.#lastLines.set(line.slice(0, end), index + 1);
        if (line.startsWith('\t')) this.#lastLines.set(line.slice(skipTabs(line, 0, end), end), index + 1);
      }
    }
    return this.#lastLines;
  }
}

function skipTabs(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) === 0x09) at++;
  return at;
}

const INSTRUCTION_LINE =
  /(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)[\t ]/y;

function looksLikeInstruction(reader: LineReader): boolean {
  INSTRUCTION_LINE.lastIndex = reader.start;
  return INSTRUCTION_LINE.test(reader.text);
}

/**
 * The text that the shell gets for a RUN with heredocs: the body alone where the command is nothing but one heredoc,
 * otherwise the command, the bodies and their terminators (dispatchRun in dockerfile2llb/convert_runheredoc.go).
 */
export function shellText(command: Word, heredocs: readonly Heredoc[], source: string): Folded {
  const [first] = heredocs;
  if (first === undefined) return command;
  const only = readOpener(command.text);
  if ('opener' in only && only.opener !== undefined) return bodyText(first, source);
  const parts: Folded[] = [command];
  for (const { body, terminator, name } of heredocs) {
    const end = terminator ?? { start: body.end, end: body.end };
    parts.push(Folded.verbatim('\n', body.start), Folded.verbatim(source.slice(body.start, body.end), body.start));
    parts.push(Folded.verbatim(name, end.end - (terminator === undefined ? 0 : name.length)));
  }
  return Folded.concat(parts);
}

/** The body of a heredoc, without the leading tabs of its lines where `<<-` drops them. */
function bodyText({ body, chomp }: Heredoc, source: string): Folded {
  const content = source.slice(body.start, body.end);
  if (!chomp) return Folded.verbatim(content, body.start);
  const text = new FoldedBuilder();
  for (let at = body.start; at < body.end;) {
    const newline = source.indexOf('\n', at);
    const end = newline === -1 || newline >= body.end ? body.end : newline + 1;
    const first = skipTabs(source, at, end);
    text.add(source.slice(first, end), first);
    at = end;
  }
  return text.build();
}
