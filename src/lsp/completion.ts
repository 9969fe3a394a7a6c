// What can be typed where the cursor is.

import type { CompletionList } from 'vscode-languageserver';
import type { Heredoc, Instruction } from '../syntax/ast.ts';
import { argumentOffers } from './completion/arguments.ts';
import { commentOffers, directiveCandidates } from './completion/comments.ts';
import { type Cursor, cursorIn, offersFor } from './completion/cursor.ts';
import { flagCandidates, flagValueOffers } from './completion/flags.ts';
import { keywordCandidates } from './completion/keywords.ts';
import { type Candidate, type CompletionClient, completionList, type Offer } from './completion/offer.ts';
import { type Place, placeOf } from './completion/place.ts';
import { type Reader, typedVariable, variableOffer } from './completion/variables.ts';
import type { View } from './view.ts';

/** The characters behind which a client should ask without being asked to. */
export const completionTriggers: readonly string[] = ['$', '{', '=', ',', ':', '/', '-', '#', '"'];

/**
 * The list for one offset. The text edit of each item replaces what it completes, on the line of the cursor; the items are
 * in order by `sortText`. The list is incomplete only where it is cut.
 */
export function completion(view: View, offset: number, client: CompletionClient): CompletionList {
  return completionList(offersAt(view, offset), view.positions, client);
}

function offersAt(view: View, offset: number): readonly Offer[] {
  const inComment = commentOffers(view, offset);
  if (inComment !== undefined) return inComment;
  const cursor = cursorIn(view, offset);
  if (cursor === undefined) return newInstruction(view, offset);
  const heredoc = cursor.outer.heredocs.find(({ body, terminator }) => {
    return body.start <= offset && offset <= (terminator?.end ?? body.end);
  });
  return heredoc === undefined ? instructionOffers(cursor) : heredocOffers(cursor, heredoc);
}

/** On a line on which nothing stands yet. */
function newInstruction(view: View, offset: number): readonly Offer[] {
  const { positions, text, analysis } = view;
  const row = positions.lineOf(offset);
  if (text.slice(positions.lineStart(row), positions.lineEnd(row)).trim() !== '') return [];
  const keywords = keywordCandidates(view, offset, { isTrigger: false, isAlone: true });
  const directives = row <= analysis.file.directives.length ? directiveCandidates(view) : [];
  return [{ span: { start: offset, end: offset }, typed: '', candidates: [...keywords, ...directives] }];
}

function instructionOffers(cursor: Cursor): readonly Offer[] {
  const place = placeOf(cursor);
  if (place === undefined) return [];
  const variables = variableOffers(cursor, place);
  if (variables !== undefined) return variables;
  const isTriggerMissing = cursor.instruction.kind === 'Onbuild' && place.kind === 'argument';
  if (place.kind === 'keyword' || isTriggerMissing) return keywordOffers(cursor, place.word);
  switch (place.kind) {
    case 'flag':
      return offersFor(cursor, place.word, flagCandidates(cursor, place.word, place.hasValue));
    case 'value':
      return flagValueOffers(cursor, place.flag, place.word);
    case 'argument':
      return argumentOffers(cursor, place);
    default:
      return place satisfies never;
  }
}

function keywordOffers(cursor: Cursor, word: Place['word']): readonly Offer[] {
  const { view, outer, instruction, line } = cursor;
  const isTrigger = outer !== instruction || word.start > 0;
  const isAlone = line.text.slice(word.end).trim() === '';
  return offersFor(cursor, word, keywordCandidates(view, outer.span.start, { isTrigger, isAlone }));
}

/** Undefined where no name of a variable is being typed. */
function variableOffers(cursor: Cursor, place: Place): readonly Offer[] | undefined {
  if (place.kind === 'keyword' || place.kind === 'flag') return undefined;
  const { view, line, at, instruction, outer } = cursor;
  const reader = readerOf(cursor, place);
  const isShell = reader === 'build shell' || reader === 'container shell';
  const typed = typedVariable(line.text.slice(place.word.start, at), isShell ? '\\' : view.analysis.file.escape);
  if (typed === undefined) return undefined;
  if (reader === undefined) return [];
  return namedVariable(cursor, { ...typed, reader, isFrom: instruction.kind === 'From' }, outer.span.start);
}

interface TypedVariable {
  readonly name: string;
  readonly isBraced: boolean;
  readonly reader: Reader;
  readonly isFrom: boolean;
}

function namedVariable(
  cursor: Cursor,
  { name, isBraced, reader, isFrom }: TypedVariable,
  start: number,
): readonly Offer[] {
  const { view, offset } = cursor;
  const [rest = ''] = /^\w*/.exec(view.text.slice(offset, offset + LONGEST_NAME)) ?? [];
  const span = { start: offset - name.length, end: offset + rest.length };
  if (view.text.slice(span.start, offset) !== name) return [];
  const offer = variableOffer(view, start, { typed: name, span, reader, isFrom });
  const behind = view.text.slice(span.end, span.end + LONGEST_NAME);
  const isOpen = isBraced && !/^[^\s"'$}]*\}/.test(behind);
  if (!isOpen) return [offer];
  return [{ ...offer, candidates: offer.candidates.map((each) => closed(each)) }];
}

function closed(candidate: Candidate): Candidate {
  return { ...candidate, text: `${candidate.label}}` };
}

const LONGEST_NAME = 1000;

/** The flags whose values the builder expands. */
const EXPANDED: ReadonlySet<string> = new Set(['platform', 'chown', 'chmod', 'checksum', 'mount']);

/** Who replaces variables in a place; undefined where nobody does. */
function readerOf(
  { instruction, view }: Cursor,
  place: Exclude<Place, { kind: 'keyword' | 'flag' }>,
): Reader | undefined {
  if (place.kind === 'value') return EXPANDED.has(place.flag) ? 'builder' : undefined;
  switch (instruction.kind) {
    case 'From':
      return place.index === 0 ? 'builder' : undefined;
    case 'Add':
    case 'Arg':
    case 'Copy':
    case 'Env':
    case 'Expose':
    case 'Label':
    case 'Stopsignal':
    case 'User':
    case 'Volume':
    case 'Workdir':
      return 'builder';
    case 'Run':
      return instruction.json || !isPosix(view, instruction) ? undefined : 'build shell';
    case 'Cmd':
    case 'Entrypoint':
    case 'Healthcheck':
      return instruction.json || !isPosix(view, instruction) ? undefined : 'container shell';
    case 'Maintainer':
    case 'Onbuild':
    case 'Shell':
    case 'Unknown':
      return undefined;
    default:
      return instruction satisfies never;
  }
}

/** PowerShell and cmd write variables in other ways. */
function isPosix({ analysis }: View, instruction: Instruction): boolean {
  const dialect = analysis.shell(instruction)?.dialect;
  return dialect !== 'powershell' && dialect !== 'cmd';
}

/** Variables in its body: those of the shell, or those that the builder puts into a file. */
function heredocOffers(cursor: Cursor, { body, terminator, expand, content }: Heredoc): readonly Offer[] {
  const { view, offset, instruction, outer } = cursor;
  if (offset < body.start || (terminator !== undefined && offset >= body.end)) return [];
  const isScript = instruction.kind === 'Run';
  if (isScript ? isOfOtherLanguage(content) : !expand) return [];
  const typed = typedVariable(view.text.slice(Math.max(body.start, offset - LONGEST_NAME), offset), '\\');
  if (typed === undefined) return [];
  const reader = isScript ? 'build shell' : 'builder';
  return namedVariable(cursor, { ...typed, reader, isFrom: false }, outer.span.start);
}

function isOfOtherLanguage(content: string): boolean {
  const [line = ''] = content.slice(0, 200).split('\n', 1);
  return line.startsWith('#!') && !/sh\b/.test(line);
}
