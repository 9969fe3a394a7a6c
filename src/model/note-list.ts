// Collects what BuildKit's checks have to say, in order.

import type { Instruction } from '../syntax/ast.ts';
import type { Span } from '../syntax/source.ts';
import { type CheckOptions, isSilenced } from './check-options.ts';
import type { Note } from './notes.ts';

/** A note without what the list adds to it. */
export type NewNote = Note extends infer Kind
  ? Kind extends Note
    ? Omit<Kind, 'instruction' | 'lines' | 'span' | 'silenced'>
    : never
  : never;

export interface NotePlace {
  readonly instruction: Instruction;
  /** The part that the note is about, where that is not the whole instruction. */
  readonly span?: Span | undefined;
  /** The comments that may silence the note, where they are not those of the instruction. */
  readonly comments?: Instruction['comments'] | undefined;
}

export class NoteList {
  readonly options: CheckOptions;
  readonly #notes: Note[] = [];

  constructor(options: CheckOptions) {
    this.options = options;
  }

  get notes(): readonly Note[] {
    return this.#notes;
  }

  add(note: NewNote, { instruction, span = instruction.span, comments = instruction.comments }: NotePlace): void {
    const silenced = isSilenced(note.check, this.options, comments);
    this.#notes.push({ instruction, lines: instruction.lines, span, silenced, ...note });
  }

  addLine(note: NewNote & { readonly check: 'NoEmptyContinuation' }, line: number, instruction: Instruction): void {
    const silenced = isSilenced(note.check, this.options, []);
    this.#notes.push({ instruction, lines: { first: line, last: line }, span: instruction.span, silenced, ...note });
  }
}
