// From an instruction to the script that it runs: the shell form, the exec form, heredocs as scripts.

import type { CommandLine, Instruction, Word } from '../syntax/ast.ts';
import type { Folded } from '../syntax/folded.ts';
import type { Span } from '../syntax/source.ts';
import { interpreterOf } from './commands/interpreters.ts';
import { dialectOf, shebangWords } from './dialect.ts';
import { literalWord } from './literal-word.ts';
import { shellArguments } from './nested.ts';
import { parseShell } from './parse.ts';
import type { Command, Sequence, ShellScript, ShellWord } from './tree.ts';
import { commandName, unwrap } from './wrappers.ts';

/**
 * What a RUN, CMD, ENTRYPOINT or HEALTHCHECK runs, read as a script; undefined for other instructions and where
 * nothing is run. `shell` is the SHELL in force.
 *
 * The exec form gives the script of `["sh", "-c", "…"]`, otherwise a script of one command, which no shell reads.
 */
export function shellOf(instruction: Instruction, shell: readonly string[]): ShellScript | undefined {
  const line = commandLineOf(instruction);
  if (line === undefined) return undefined;
  if (line.form === 'exec') return execScript(line.words);
  const { text } = line;
  if (text.text.trim() === '') return undefined;
  const words = isFile(instruction, text) ? (shebangWords(text.text) ?? shell) : shell;
  return parseShell(text, dialectOf(words), shellOptions(words));
}

/** What an instruction starts; undefined where that is nothing. */
export function commandLineOf(instruction: Instruction): CommandLine | undefined {
  switch (instruction.kind) {
    case 'Run':
    case 'Cmd':
    case 'Entrypoint':
    case 'Healthcheck':
      return instruction.command;
    default:
      return undefined;
  }
}

/** BuildKit runs the body of `RUN <<NAME` as a file where it starts with `#!` (convert_runheredoc.go). */
function isFile({ heredocs: [first] }: Instruction, { span }: Folded): boolean {
  return first !== undefined && first.content.startsWith('#!') && span.start >= first.body.start;
}

/** What follows the name of the shell, that of `env bash` included. */
function shellOptions(words: readonly string[]): readonly string[] {
  const { index } = unwrap(words.map((text) => literalWord(text, { start: 0, end: 0 })));
  return words.slice(index + 1);
}

/** `["sh", "-c", "…"]` is the script of its third word, everything else one command. */
function execScript(words: readonly Word[]): ShellScript | undefined {
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const literals = words.map(({ text, span }) => literalWord(text, span));
  const body = oneCommand(literals, { start: first.span.start, end: last.span.end });
  const { command } = body;
  const interpreter = interpreterOf(command);
  if (interpreter?.language === 'shell' && interpreter.program.kind === 'argument') {
    const { word } = interpreter.program;
    const script = word && words[literals.indexOf(word)];
    if (script === undefined || command.nameWord === undefined) return undefined;
    return parseShell(script, dialectOf([command.nameWord.text]), shellArguments(command.args, word));
  }
  const dialect = dialectOf([first.text]);
  return {
    dialect: dialect === 'cmd' || dialect === 'powershell' ? dialect : 'posix',
    text: words.map(({ text }) => text).join(' '),
    body: body.sequence,
    commands: [command],
    variables: [],
    complete: true,
    shellArgs: [],
  };
}

function oneCommand(
  words: readonly ShellWord[],
  span: Span,
): { readonly sequence: Sequence; readonly command: Command } {
  const { wrappers, index, assignments } = unwrap(words);
  const items: Command[] = [];
  const sequence: Sequence = { type: 'sequence', role: 'script', items, background: [false], span, parent: undefined };
  const command: Command = {
    type: 'command',
    name: commandName(words[index]),
    nameWord: words[index],
    args: words.slice(index + 1),
    words,
    wrappers,
    assignments,
    redirects: [],
    nested: undefined,
    span,
    parent: sequence,
  };
  items.push(command);
  return { sequence, command };
}
