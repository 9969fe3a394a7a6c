// What a shell will run: commands, how they are joined, and where each one stands in the Dockerfile.

import type { Span } from '../syntax/source.ts';

/** Which shell reads a script. `unknown`: a shell that nobody here can read, or a base image that is not known. */
export type Dialect = 'posix' | 'bash' | 'powershell' | 'cmd' | 'unknown';

/** `$name` and its other spellings, also names in arithmetic. Special parameters (`?`, `@`, `1`) are among them. */
export interface VariableRead {
  readonly name: string;
  /** The script says what happens where the variable is not set: `${name:-x}`, `${name+x}`, `${name:?}`. */
  readonly hasDefault: boolean;
  readonly span: Span;
}

/** One word of a command. All spans are offsets in the Dockerfile. */
export interface ShellWord {
  /** As written. */
  readonly text: string;
  /** What the command gets; undefined where that depends on an expansion, a substitution or the files there are. */
  readonly value: string | undefined;
  /** As `value`, with `*`, `?`, `[…]`, `{…}` and a leading `~` left as they stand: `foo[bar]`, `/var/lib/apt/lists/*`. */
  readonly pattern: string | undefined;
  /** The literal text before the first expansion: `--prefix=` of `--prefix=$HOME`. Equals `value` when that is known. */
  readonly literalPrefix: string;
  /** An unquoted expansion is in it: it may turn into no word or into several. */
  readonly splits: boolean;
  readonly span: Span;
  /** What it reads, in order; not what its substitutions read. */
  readonly variables: readonly VariableRead[];
  /** Scripts inside `$(…)`, backquotes and `<(…)`. */
  readonly substitutions: readonly Sequence[];
}

export interface Assignment {
  readonly name: string;
  /** `+=`. */
  readonly append: boolean;
  /** Undefined for an array. */
  readonly value: ShellWord | undefined;
  /** The members of `name=(a b)`. */
  readonly elements: readonly ShellWord[];
  readonly span: Span;
}

export interface Redirect {
  readonly operator: '>' | '>>' | '<' | '<>' | '<&' | '>&' | '>|' | '&>' | '&>>' | '<<' | '<<-' | '<<<';
  /** The one written before the operator, otherwise the operator's own; undefined for `{name}>`. `&>` counts as 1. */
  readonly descriptor: number | undefined;
  /** The file or descriptor; for `<<<` the text, for a heredoc its body. Undefined where the script breaks off. */
  readonly target: ShellWord | undefined;
  readonly span: Span;
}

/** A simple command. `sudo`, `env`, `exec`, `command`, `time`, `nice`, `nohup`, … are unwrapped: `name` is what runs. */
export interface Command {
  readonly type: 'command';
  /** Last part of the path: `apt-get` for `/usr/bin/apt-get`; undefined where an expansion decides, or only assignments stand. */
  readonly name: string | undefined;
  /** The word that `name` was read from. */
  readonly nameWord: ShellWord | undefined;
  /** The words after it. */
  readonly args: readonly ShellWord[];
  /** All words as they stand, those of the wrappers included. */
  readonly words: readonly ShellWord[];
  /** `['sudo', 'env']`: what was unwrapped, outermost first. */
  readonly wrappers: readonly string[];
  /** What stands before the command, also as arguments of `env` and `sudo`. */
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly Redirect[];
  /** The script that it is given as an argument or a heredoc: `sh -c '…'`, `bash <<EOF`. */
  readonly nested: NestedScript | undefined;
  /** A heredoc's body is outside of it. */
  readonly span: Span;
  readonly parent: ShellNode | undefined;
}

/** A script for another shell, which starts with its own options. */
export interface NestedScript {
  readonly dialect: Dialect;
  readonly shellArgs: readonly string[];
  readonly body: Sequence;
}

/** `a | b`; also for a single negated command. */
export interface Pipeline {
  readonly type: 'pipeline';
  readonly items: readonly ShellNode[];
  readonly negated: boolean;
  readonly span: Span;
  readonly parent: ShellNode | undefined;
}

/** `a && b || c`: `operators[i]` stands between `items[i]` and `items[i + 1]`. Both bind equally, from the left. */
export interface AndOr {
  readonly type: 'and-or';
  readonly items: readonly ShellNode[];
  readonly operators: readonly ('&&' | '||')[];
  readonly span: Span;
  readonly parent: ShellNode | undefined;
}

/** What a sequence is to its parent: a command has `substitution`, `process` (`<(…)`) and `nested`, a compound all others too. */
export type SequenceRole = 'script' | 'condition' | 'body' | 'substitution' | 'process' | 'nested';

/** Statements one after the other; `background[i]` says that `&` follows `items[i]`. */
export interface Sequence {
  readonly type: 'sequence';
  readonly role: SequenceRole;
  readonly items: readonly ShellNode[];
  readonly background: readonly boolean[];
  readonly span: Span;
  /** Of a substitution: the command or compound in whose words or redirects it stands. */
  readonly parent: ShellNode | undefined;
}

export type CompoundKind =
  | 'if'
  | 'for'
  | 'while'
  | 'case'
  | 'select'
  | 'subshell'
  | 'group'
  | 'function'
  | 'test'
  | 'arithmetic'
  | 'coproc';

/** `if`, loops (`until` is a `while`), `case`, `( … )`, `{ …; }`, functions, `[[ … ]]` and `(( … ))`. */
export interface Compound {
  readonly type: 'compound';
  readonly kind: CompoundKind;
  /** The variable of `for` and `select`, the name of a function. */
  readonly name: string | undefined;
  /** The list of `for`; of `case` what is compared, then all patterns; the operands of `[[ … ]]` and `(( … ))`. */
  readonly words: readonly ShellWord[];
  /** What is run only for its exit status. */
  readonly conditions: readonly Sequence[];
  readonly bodies: readonly Sequence[];
  readonly redirects: readonly Redirect[];
  readonly span: Span;
  readonly parent: ShellNode | undefined;
}

export type ShellNode = Command | Pipeline | AndOr | Sequence | Compound;

/** One script: a RUN, a CMD, ENTRYPOINT or HEALTHCHECK. */
export interface ShellScript {
  readonly dialect: Dialect;
  /** The text that the shell gets. */
  readonly text: string;
  readonly body: Sequence;
  /** Every simple command in source order, those in compounds, functions, substitutions and nested scripts included. */
  readonly commands: readonly Command[];
  /** Every variable that is read, in source order; in a nested script twice where both shells expand it. */
  readonly variables: readonly VariableRead[];
  /** False where the shell would refuse the script, or the parser could not read all of it: then be silent about what is absent. */
  readonly complete: boolean;
  /** Words after the shell's name: `['-o', 'pipefail', '-c']` of SHELL, or of a heredoc's `#!` line. */
  readonly shellArgs: readonly string[];
}
