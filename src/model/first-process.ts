// Process 1 of a container: the program itself, the shell that stays in front of it, or an init that passes signals on.

import { interpreterOf } from '../shell/commands/interpreters.ts';
import { dialectOf } from '../shell/dialect.ts';
import { literalWord } from '../shell/literal-word.ts';
import { shellArguments } from '../shell/nested.ts';
import { parseShell } from '../shell/parse.ts';
import { type Tail, tailOf } from '../shell/tail.ts';
import type { ShellScript, ShellWord } from '../shell/tree.ts';
import { unwrap } from '../shell/wrappers.ts';
import { Folded } from '../syntax/folded.ts';

/** The program behind /bin/sh; `none`: the image has no /bin/sh. */
export type ShellProgram = 'bash' | 'busybox' | 'dash' | 'none';

/**
 * Why a shell stays. `traps`: its script handles signals. `never`: it gives its place to nobody unasked.
 * `goes-on`: it has something to do afterwards, or meanwhile. `itself`: the script ends in work of the shell's own.
 */
export type Stay = 'traps' | 'never' | 'goes-on' | 'itself';

export type FirstProcess =
  | {
      readonly kind: 'program';
      /** Last part of the path; undefined where a variable of the shell decides. */
      readonly program: string | undefined;
      /** As it sees them; undefined where the shell expands them. */
      readonly argv: readonly string[] | undefined;
      /** The shell that was started and has given its place to the program. */
      readonly shell: string | undefined;
    }
  /** A shell script in a file, and the program that it is given: only the script knows whether it gives its place to it. */
  | { readonly kind: 'script'; readonly script: string; readonly program: string | undefined }
  /** `init` starts the program and passes signals on to it. */
  | { readonly kind: 'init'; readonly init: string; readonly program: string | undefined }
  | { readonly kind: 'shell'; readonly shell: string; readonly program: string | undefined; readonly stay: Stay }
  | { readonly kind: 'unknown'; readonly program: string | undefined; readonly reason: string };

export interface Start {
  readonly first: FirstProcess;
  /** Words that the shell takes as parameters of a script that reads none. */
  readonly lost: readonly string[];
  /** A shell without a script: it reads commands from a terminal, and without one it ends at once. */
  readonly needsTerminal: boolean;
}

/** Start another program in their own place. */
const replacing = new Set([
  ...['builtin', 'busybox', 'command', 'doas', 'eatmydata', 'env', 'exec', 'gosu', 'ionice', 'nice', 'nohup'],
  ...['s6-setuidgid', 'stdbuf', 'su-exec'],
]);
const inits = new Set(['dumb-init', 'sudo', 'tini']);

/** Commands of which a shell starts no process. */
const ownCommands = new Set([
  ...['.', ':', 'break', 'cd', 'continue', 'echo', 'eval', 'exit', 'export', 'false', 'printf', 'pwd', 'read'],
  ...['return', 'set', 'shift', 'source', 'test', 'times', 'trap', 'true', 'ulimit', 'umask', 'unset', 'wait', '['],
]);

/** The names that people give to scripts that start something. */
const scriptName = /\.(?:ba|da|k|z)?sh$|(?:^|[-_.])entrypoint$|^apache2?ctl$/;

const parameter = /^(?:\d+|[@*#])$/;
const nowhere = { start: 0, end: 0 };

/** What becomes of a container that is started with these words, of which there is at least one. */
export function startOf(argv: readonly string[], systemShell: ShellProgram | undefined): Start {
  return startWords(
    argv.map((word) => literalWord(word, nowhere)),
    systemShell,
    undefined,
  );
}

function startWords(
  words: readonly ShellWord[],
  systemShell: ShellProgram | undefined,
  shell: string | undefined,
): Start {
  const { wrappers, index } = unwrap(words);
  const rest = words.slice(index);
  const [word, ...args] = rest;
  const program = nameOf(word);
  const front = wrappers.find((name) => !isReplacing(name, systemShell));
  if (front !== undefined) {
    const first: FirstProcess = inits.has(front)
      ? { kind: 'init', init: front, program }
      : { kind: 'unknown', program, reason: `nobody knows what ${front} does with signals` };
    return plain(first);
  }
  if (program !== undefined && scriptName.test(program)) return plain(startScriptFile(program, args));
  const interpreter = interpreterOf({ name: program, args });
  if (program === undefined || interpreter?.language !== 'shell') {
    return plain({ kind: 'program', program, argv: valuesOf(rest), shell });
  }
  const { program: source } = interpreter;
  if (source.kind === 'stdin') {
    return { ...plain({ kind: 'program', program, argv: valuesOf(rest), shell }), needsTerminal: true };
  }
  if (source.kind === 'file') {
    const script = nameOf(source.word) ?? 'a script';
    return plain(startScriptFile(script, args.slice(args.indexOf(source.word) + 1)));
  }
  const text = source.kind === 'argument' ? source.word?.value : undefined;
  if (source.kind !== 'argument' || source.word === undefined || text === undefined) {
    return plain({ kind: 'program', program, argv: valuesOf(rest), shell });
  }
  const options = shellArguments(args, source.word);
  const script = parseShell(Folded.verbatim(text, 0), dialectOf([program]), options);
  const behind = args.slice(args.indexOf(source.word) + 1);
  return { ...startScript(script, program, systemShell), lost: lostWords(script, behind) };
}

function isReplacing(wrapper: string, systemShell: ShellProgram | undefined): boolean {
  // BusyBox's own lets a child count the time, that of GNU waits for the command.
  return replacing.has(wrapper) || (wrapper === 'timeout' && systemShell === 'busybox');
}

function startScript(script: ShellScript, shell: string, systemShell: ShellProgram | undefined): Start {
  if (!script.complete)
    return plain({ kind: 'unknown', program: undefined, reason: `nobody can read the script of ${shell}` });
  const tail = tailOf(script);
  const name = tail && nameOf(tail.command.words[unwrap(tail.command.words).index]);
  const stays = (stay: Stay): Start => plain({ kind: 'shell', shell, program: name, stay });
  if (script.commands.some((command) => command.name === 'trap')) return stays('traps');
  if (tail === undefined || (tail.kind !== 'exec' && ownCommands.has(name ?? ''))) return stays('itself');
  if (tail.kind === 'waited-for') return stays('goes-on');
  if (programOf(shell, systemShell) === 'none') {
    return plain({ kind: 'unknown', program: name, reason: `the base image has no ${shell}` });
  }
  const gives = tail.kind === 'exec' || givesPlace(tail, programOf(shell, systemShell));
  if (gives === false) return stays('never');
  if (gives === undefined) {
    return plain({
      kind: 'unknown',
      program: name,
      reason: `some shells stay in front of it, and nobody knows ${shell} here`,
    });
  }
  return startWords(tail.command.words, systemShell, shell);
}

function startScriptFile(script: string, [word]: readonly ShellWord[]): FirstProcess {
  const program = nameOf(word);
  return { kind: 'script', script, program: program?.startsWith('-') === true ? undefined : program };
}

/** The program that runs under the name of a shell. */
function programOf(shell: string, systemShell: ShellProgram | undefined): string | undefined {
  if (shell === 'sh') return systemShell;
  return shell === 'ash' ? 'busybox' : shell;
}

/** Undefined where that depends on the version, or where nobody has tried. */
function givesPlace({ kind, command }: Tail, shell: string | undefined): boolean | undefined {
  if (shell === 'busybox') return true;
  if (shell === 'dash') return false;
  // bash keeps what it has to redirect for itself (builtins/evalstring.c: should_suppress_fork).
  if (shell === 'bash' && command.redirects.length > 0) return false;
  return shell === 'bash' && kind === 'alone' ? true : undefined;
}

function lostWords(script: ShellScript, words: readonly ShellWord[]): readonly string[] {
  if (!script.complete || script.variables.some(({ name }) => parameter.test(name))) return [];
  return words.flatMap(({ value }) => value ?? []);
}

function plain(first: FirstProcess): Start {
  return { first, lost: [], needsTerminal: false };
}

function nameOf(word: ShellWord | undefined): string | undefined {
  const value = word?.value;
  return value?.slice(value.lastIndexOf('/') + 1);
}

function valuesOf(words: readonly ShellWord[]): readonly string[] | undefined {
  const values = words.flatMap(({ value }) => value ?? []);
  return values.length === words.length ? values : undefined;
}
