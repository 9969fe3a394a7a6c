// The tree: what one Dockerfile says, instruction by instruction, with a place in the file for every token.

import type { Diagnostic } from '../diagnostic.ts';
import type { Folded } from './folded.ts';
import type { ImageReference } from './image-reference.ts';
import type { Source, Span } from './source.ts';

/** A token: the text as BuildKit reads it and its place. Quotes are still in it; those of JSON strings are not. */
export type Word = Folded;

export interface Dockerfile {
  readonly source: Source;
  /** The escape character in force. */
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  /** Every comment, also those between the lines of an instruction. Directives are not among them. */
  readonly comments: readonly Comment[];
  readonly instructions: readonly Instruction[];
}

/** `# name=value` at the head of the file, as BuildKit's parser takes it. `name` is in lower case. */
export interface Directive {
  readonly name: 'syntax' | 'escape' | 'check';
  readonly value: string;
  readonly span: Span;
  readonly valueSpan: Span;
}

/**
 * `text` is what BuildKit keeps of it: the raw line without its first byte, trimmed; it drops comments between the
 * lines of an instruction, whose text is what stands behind the `#`. `span` starts at the `#`.
 */
export interface Comment {
  readonly text: string;
  readonly span: Span;
}

/**
 * `--name` or `--name=value`; `value` has its quotes and escapes removed. As in BuildKit, each byte of a character
 * outside of ASCII is a character of its own.
 */
export interface Flag {
  readonly name: string;
  readonly value: Word | undefined;
  readonly nameSpan: Span;
  readonly span: Span;
}

export interface Heredoc {
  readonly name: string;
  readonly fileDescriptor: number;
  /** No part of the name is quoted: variables in the body of COPY and ADD are expanded. */
  readonly expand: boolean;
  /** `<<-`: leading tabs of body and terminator do not count. */
  readonly chomp: boolean;
  /** The body as it stands in the file, line endings and tabs included. */
  readonly content: string;
  /** The word `<<NAME`. */
  readonly span: Span;
  /** The body's lines. */
  readonly body: Span;
  /** The closing line without its line ending; undefined when the file ends before it. */
  readonly terminator: Span | undefined;
}

export interface Lines {
  readonly first: number;
  readonly last: number;
}

interface Base<Kind extends string> {
  readonly kind: Kind;
  /** As written; `kind` is its canonical spelling. */
  readonly keyword: Word;
  /** The logical line: continuations and the comments between its lines taken out. */
  readonly folded: Folded;
  /** From the keyword to the end of the last argument or of the last heredoc's terminator. */
  readonly span: Span;
  /** First and last line, counted from 1, as BuildKit has them. */
  readonly lines: Lines;
  readonly flags: readonly Flag[];
  /** The words after the flags, as BuildKit's parser splits them for this instruction. */
  readonly args: readonly Word[];
  /** The arguments are a JSON array of strings. */
  readonly json: boolean;
  readonly heredocs: readonly Heredoc[];
  /** The comments that describe the instruction, as BuildKit collects them. */
  readonly comments: readonly Comment[];
}

/** What RUN, CMD, ENTRYPOINT and HEALTHCHECK start. */
export type CommandLine =
  | { readonly form: 'exec'; readonly words: readonly Word[]; readonly span: Span }
  /** `text` is what the shell gets, heredoc bodies included. */
  | { readonly form: 'shell'; readonly text: Folded; readonly span: Span };

/** One `--mount`; every field as written, before expansion. */
export interface Mount {
  readonly flag: Flag;
  readonly fields: readonly MountField[];
  readonly type: string;
  readonly target: Word | undefined;
  readonly source: Word | undefined;
  readonly from: Word | undefined;
  readonly id: Word | undefined;
}

export interface MountField {
  /** The whole field without the quotes of CSV, as BuildKit's errors print it. */
  readonly text: string;
  /** In lower case. */
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Word | undefined;
  readonly span: Span;
}

export interface Pair {
  readonly name: Word;
  readonly value: Word;
  /** `=`, or a blank in the legacy form `ENV name value`. */
  readonly separator: '=' | ' ';
}

/** The image or stage that FROM names, before expansion. */
export interface ImageName {
  readonly text: string;
  readonly span: Span;
  /** Undefined where the text has a variable in it or is no valid reference. */
  readonly reference: ImageReference | undefined;
}

export interface From extends Base<'From'> {
  readonly image: ImageName | undefined;
  readonly platform: Flag | undefined;
  /** As written; BuildKit compares it in lower case. */
  readonly name: Word | undefined;
}
export interface Run extends Base<'Run'> {
  readonly command: CommandLine;
  readonly mounts: readonly Mount[];
}
export interface Cmd extends Base<'Cmd'> {
  readonly command: CommandLine;
}
export interface Entrypoint extends Base<'Entrypoint'> {
  readonly command: CommandLine;
}
export interface Copy extends Base<'Copy'> {
  /** Paths and URLs; heredocs are in `inline`. */
  readonly sources: readonly Word[];
  readonly inline: readonly Heredoc[];
  readonly destination: Word | undefined;
  readonly from: Flag | undefined;
}
export interface Add extends Base<'Add'> {
  readonly sources: readonly Word[];
  readonly inline: readonly Heredoc[];
  readonly destination: Word | undefined;
}
export interface Env extends Base<'Env'> {
  readonly pairs: readonly Pair[];
}
export interface Label extends Base<'Label'> {
  readonly pairs: readonly Pair[];
}
export interface Arg extends Base<'Arg'> {
  readonly variables: readonly { readonly name: Word; readonly value: Word | undefined }[];
}
export interface Expose extends Base<'Expose'> {}
export interface Volume extends Base<'Volume'> {}
export interface User extends Base<'User'> {
  readonly value: Word | undefined;
}
export interface Workdir extends Base<'Workdir'> {
  readonly value: Word | undefined;
}
export interface Stopsignal extends Base<'Stopsignal'> {
  readonly value: Word | undefined;
}
export interface Maintainer extends Base<'Maintainer'> {
  readonly value: Word | undefined;
}
export interface Healthcheck extends Base<'Healthcheck'> {
  readonly type: 'NONE' | 'CMD' | undefined;
  readonly command: CommandLine | undefined;
}
export interface Shell extends Base<'Shell'> {}
export interface Onbuild extends Base<'Onbuild'> {
  readonly trigger: Instruction | undefined;
}
/** A keyword that BuildKit does not know. */
export interface Unknown extends Base<'Unknown'> {}

export type Instruction =
  | Add
  | Arg
  | Cmd
  | Copy
  | Entrypoint
  | Env
  | Expose
  | From
  | Healthcheck
  | Label
  | Maintainer
  | Onbuild
  | Run
  | Shell
  | Stopsignal
  | Unknown
  | User
  | Volume
  | Workdir;

/** What the builder would refuse. `rule` is always `syntax`, `message` is the builder's own text. */
export interface SyntaxDiagnostic extends Diagnostic {
  /** BuildKit reads a file in two passes: an error of the first hides those of the second. */
  readonly pass: 'parse' | 'instructions';
  /** The lines that BuildKit names, counted from 1; for `instructions` the first is in its error text. */
  readonly lines: Lines;
}
