// What BuildKit's 22 checks have to say of a file, as facts: `model.notes`. The words are those of the rules.
//
// A rule takes the notes of its check from `analysis.model.notes`; they stand in the order in which BuildKit
// raises them, repetitions included. Those that a `# check=` directive or comment keeps silent are there too, `silenced`.

import type { Instruction, Lines } from '../syntax/ast.ts';
import type { Span } from '../syntax/source.ts';

interface Base<Name extends string> {
  readonly check: Name;
  /** The instruction that BuildKit points at; undefined only for NoEmptyContinuation of an instruction nobody finds. */
  readonly instruction: Instruction | undefined;
  /** The lines that BuildKit names: of the whole instruction, or the one line of NoEmptyContinuation. */
  readonly lines: Lines;
  /** The part of the file that the note is about. */
  readonly span: Span;
  /** The file says that it does not want to hear this. An experimental check is silent unless it is asked for. */
  readonly silenced: boolean;
}

type Fact<Name extends string, Data = unknown> = Base<Name> & Readonly<Data>;

/** A name that was looked up in vain, and a name that it may stand for. */
interface Undefined {
  readonly name: string;
  readonly suggestion: string | undefined;
}

export type Note =
  // While the file is read, in its order.
  | Fact<'NoEmptyContinuation'>
  | Fact<'MaintainerDeprecated'>
  /** `name` as written. */
  | Fact<'StageNameCasing', { name: string }>
  /** Both words as written. */
  | Fact<'FromAsCasing', { as: string; from: string }>
  /** Experimental. `subject` is what the comment should start with: a name, or `<arg_key>` for an ARG of several. */
  | Fact<'InvalidDefinitionDescription', { keyword: 'FROM' | 'ARG'; subject: string }>
  // About all stages, before any of them is built.
  | Fact<'ReservedStageName', { name: string }>
  | Fact<'DuplicateStageName', { name: string }>
  /** `keyword` as written. */
  | Fact<'ConsistentInstructionCasing', { keyword: string; majority: 'lowercase' | 'uppercase' }>
  /** `base` as written, variables and all. */
  | Fact<'InvalidDefaultArgInFrom', { base: string }>
  | Fact<'UndefinedArgInFrom', Undefined>
  /** The value of `--platform` as written. */
  | Fact<'RedundantTargetPlatform', { platform: string }>
  /** The value of `--platform`, expanded. */
  | Fact<'FromPlatformFlagConstDisallowed', { platform: string }>
  // About the stages that are built.
  | Fact<'InvalidBaseImagePlatform', { image: string; actual: string; expected: string }>
  | Fact<'UndefinedVar', Undefined>
  /** `keyword` as written. */
  | Fact<'LegacyKeyValueFormat', { keyword: string }>
  | Fact<'SecretsUsedInArgOrEnv', { keyword: 'ARG' | 'ENV'; name: string }>
  /** The path after expansion. */
  | Fact<'WorkdirRelativePath', { path: string }>
  /** `instruction` is the one that has no effect; `keyword` is that of `later`, as written. */
  | Fact<'MultipleInstructionsDisallowed', { keyword: string; later: Instruction }>
  /** `keyword` as written. */
  | Fact<'JSONArgsRecommended', { keyword: string }>
  /** `path` is the source after expansion, cleaned. */
  | Fact<'CopyIgnoredFile', { command: 'Add' | 'Copy'; path: string }>
  /** The word of EXPOSE after expansion. */
  | Fact<'ExposeProtoCasing', { port: string }>
  | Fact<'ExposeInvalidFormat', { port: string }>;

export type Check = Note['check'];

/** The note of one check. */
export type NoteOf<Name extends Check> = Extract<Note, { readonly check: Name }>;
