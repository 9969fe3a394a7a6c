// What carrying out an instruction needs: the stage, the words expanded, the notes put in their place.

import type { Instruction, Word } from '../../syntax/ast.ts';
import { type Expansion, expand, type ExpandOptions, type ExpandResult, isPlain } from '../../syntax/expand.ts';
import type { Span } from '../../syntax/source.ts';
import type { IgnoreList } from '../ignore-list.ts';
import { type HistoryEntry, type Image, type Value, withEntry } from '../image.ts';
import type { NewNote, NoteList } from '../note-list.ts';
import { isScannerArgument } from '../predefined-arguments.ts';
import type { Budget } from './budget.ts';
import type { BuildStage, Command, StageState } from './build-stage.ts';
import type { GlobalArguments } from './global-arguments.ts';
import { Refusal, type Tolerate } from './refusal.ts';
import type { StepWork } from './step-work.ts';

/** What holds for all instructions of a build. */
export interface BuildContext {
  readonly notes: NoteList;
  readonly args: GlobalArguments;
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly ignored: IgnoreList | undefined;
  readonly escape: '\\' | '`';
  /** What new entries of the history have for their time. */
  readonly created: string | undefined;
  readonly budget: Budget;
  readonly tolerate: Tolerate;
  /** The instructions that BuildKit cannot read. */
  readonly broken: ReadonlySet<Instruction>;
}

export class DispatchContext {
  readonly build: BuildContext;
  readonly stage: BuildStage;
  readonly command: Command;
  readonly state: StageState;
  /** What the instruction asks for, once that is read. */
  work: StepWork | undefined;

  constructor(build: BuildContext, stage: BuildStage, command: Command, state: StageState) {
    this.build = build;
    this.stage = stage;
    this.command = command;
    this.state = state;
  }

  /** The instruction that errors and notes are about. */
  get origin(): Instruction {
    return this.command.trigger ?? this.command.instruction;
  }

  refuse(message: string): never {
    throw new Refusal(message, [this.origin]);
  }

  note(note: NewNote, span?: Span): void {
    const { trigger } = this.command;
    // BuildKit gives triggers the options of the file alone.
    if (trigger === undefined) this.build.notes.add(note, { instruction: this.origin, span });
    else this.build.notes.add(note, { instruction: trigger, comments: [] });
  }

  /** Expands a word of the instruction with what its stage knows, refuses the build if that fails. */
  expand(word: Word, { in: state = this.state }: { readonly in?: StageState } = {}): Value {
    if (isPlain(word.text, this)) return { text: word.text, unknown: undefined };
    const { result, unknown } = this.tryExpand(word, { escape: this.escape }, state);
    this.reportUndefined(result, word.span, state);
    if (unknown !== undefined) return { text: word.text, unknown };
    return result.ok ? { text: result.value.text, unknown: undefined } : this.refuse(result.error);
  }

  /** The outcome, and why it is another one where the unknown becomes known. */
  tryExpand(
    { text }: Pick<Word, 'text'>,
    options: ExpandOptions,
    { environment }: StageState = this.state,
  ): { readonly result: ExpandResult; readonly unknown: string | undefined } {
    let unknown: string | undefined;
    const lookup = (name: string): string | undefined => {
      const value = environment.get(name);
      unknown ??= value === undefined ? environment.unknown : value.unknown;
      return value?.text;
    };
    const result = expand(text, lookup, options);
    if (result.ok) this.#spend(result.value);
    return { result, unknown };
  }

  reportUndefined(result: ExpandResult, span: Span, { environment, declared }: StageState = this.state): void {
    if (environment.unknown !== undefined) return;
    const { unmatched } = result.ok ? result.value : result;
    for (const name of unmatched) {
      if (declared.has(name) || isScannerArgument(name)) continue;
      const names = (): readonly string[] => environment.entries().map(([option]) => option);
      const suggestion = this.build.budget.suggest(name, names, 'given');
      this.note({ check: 'UndefinedVar', name, suggestion }, span);
    }
  }

  /** ONBUILD's texts are read with the default. */
  get escape(): '\\' | '`' {
    return this.build.escape;
  }

  /** The state with another image and one more entry in its history. */
  commit(image: Image, createdBy: () => string, { isEmpty }: { readonly isEmpty: boolean }): StageState {
    const entry = new DispatchedEntry(createdBy, isEmpty, this.build.created);
    const { environment, declared } = this.state;
    return { image: withEntry(image, entry), environment, declared };
  }

  #spend({ text }: Expansion): void {
    if (!this.build.budget.takes(text.length)) this.refuse('the result of the expansion is too long');
  }
}

/** Puts its text together when somebody reads it: a RUN repeats all ARGs before it. */
class DispatchedEntry implements HistoryEntry {
  readonly comment = 'buildkit.dockerfile.v0';
  readonly author = undefined;
  readonly created: string | undefined;
  readonly isEmpty: boolean;
  readonly #text: () => string;

  constructor(text: () => string, isEmpty: boolean, created: string | undefined) {
    this.#text = text;
    this.isEmpty = isEmpty;
    this.created = created;
  }

  get createdBy(): string {
    return this.#text();
  }
}

/** `image` with settings that are now known. */
export function settle(
  image: Image,
  ...names: readonly (keyof Image & Parameters<Image['unknown']['get']>[0])[]
): Image {
  if (!names.some((name) => image.unknown.has(name))) return image;
  const unknown = new Map(image.unknown);
  for (const name of names) unknown.delete(name);
  return { ...image, unknown };
}
