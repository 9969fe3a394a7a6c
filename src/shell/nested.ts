// Scripts that a command is given for another shell: `bash -c '…'`, `sh <<EOF`.

import type { Command as LibraryCommand, HereDoc, Word, WordPart } from 'unbash';
import { Folded } from '../syntax/folded.ts';
import { interpreterOf } from './commands/interpreters.ts';
import { dialectOf } from './dialect.ts';
import type { Command, Dialect, ShellWord } from './tree.ts';

export interface NestedText {
  readonly text: Folded;
  readonly dialect: Dialect;
  readonly shellArgs: readonly string[];
}

/**
 * The script that `command` hands to a shell, undefined where there is none or its text is not known. `node` is what the
 * command was made from, `source` the text that the positions in it count in.
 */
export function nestedText(command: Command, node: LibraryCommand, source: Folded): NestedText | undefined {
  const interpreter = interpreterOf(command);
  if (command.name === undefined || interpreter?.language !== 'shell') return undefined;
  const { program } = interpreter;
  const text =
    program.kind === 'argument'
      ? argumentText(program.word, command, node, source)
      : program.kind === 'stdin' && heredocText(node, source);
  if (!text) return undefined;
  const shellArgs = shellArguments(command.args, program.kind === 'argument' ? program.word : undefined);
  return { text, dialect: dialectOf([command.name]), shellArgs };
}

/** The words of a shell's own, before the script. */
export function shellArguments(args: readonly ShellWord[], script: ShellWord | undefined): readonly string[] {
  const own = script === undefined ? args : args.slice(0, args.indexOf(script));
  return own.flatMap(({ value }) => value ?? []);
}

function argumentText(
  word: ShellWord | undefined,
  { words }: Command,
  { name, args }: LibraryCommand,
  source: Folded,
): Folded | undefined {
  if (word === undefined || word.splits || word.substitutions.length > 0) return undefined;
  const original = [name, ...args][words.indexOf(word)];
  return original?.type === 'Word' ? withoutQuotes(original, source) : undefined;
}

/** The body of the last heredoc on the standard input, unless the outer shell changes more in it than variables. */
function heredocText({ redirects }: LibraryCommand, source: Folded): Folded | undefined {
  const heredoc = redirects.findLast((redirect): redirect is HereDoc => {
    return redirect.type === 'HereDoc' && (redirect.descriptor === undefined || isStandardInput(redirect));
  });
  if (heredoc === undefined) return undefined;
  const { pos, end, parts = [] } = heredoc.body;
  const isVerbatim = parts.every(({ type }) => isVariable(type) || type === 'Literal');
  const body = source.slice(pos, end);
  return heredoc.delimiter?.quoted === true || (isVerbatim && !body.text.includes('\\')) ? body : undefined;
}

function isStandardInput({ descriptor }: HereDoc): boolean {
  return descriptor?.type === 'FileDescriptor' && descriptor.value === 0;
}

function isVariable(type: WordPart['type']): boolean {
  return type === 'SimpleExpansion' || type === 'ParameterExpansion';
}

/** A word as its command gets it, but with its variables left in. Undefined where more than that is expanded. */
function withoutQuotes(word: Word, text: Folded): Folded | undefined {
  const pieces: Folded[] = [];
  if (word.parts === undefined) {
    addUnescaped(pieces, text.slice(word.pos, word.end), () => true);
  }
  for (const part of word.parts ?? []) {
    switch (part.type) {
      case 'Literal':
        addUnescaped(pieces, text.slice(part.pos, part.end), () => true);
        break;
      case 'SingleQuoted':
        pieces.push(text.slice(part.pos + 1, part.end - 1));
        break;
      case 'DoubleQuoted':
        for (const child of part.parts) {
          if (child.type === 'Literal') addUnescaped(pieces, text.slice(child.pos, child.end), isEscapedInQuotes);
          else if (isVariable(child.type)) pieces.push(text.slice(child.pos, child.end));
          else return undefined;
        }
        break;
      default:
        return undefined;
    }
  }
  return joined(pieces, text.slice(word.pos, word.pos));
}

function isEscapedInQuotes(next: string): boolean {
  return next === '$' || next === '`' || next === '"' || next === '\\' || next === '\n';
}

/** One text of pieces; `empty` stands for the place where there are none. */
function joined(pieces: readonly Folded[], empty: Folded): Folded {
  return pieces.every(({ text }) => text === '') ? empty : Folded.concat(pieces);
}

/** `text` without the backslashes that escape something, and without escaped newlines. */
export function unescaped(text: Folded, isEscaped: (next: string) => boolean): Folded {
  const pieces: Folded[] = [];
  addUnescaped(pieces, text, isEscaped);
  return joined(pieces, text.slice(0, 0));
}

function addUnescaped(pieces: Folded[], text: Folded, isEscaped: (next: string) => boolean): void {
  let start = 0;
  for (let at = text.text.indexOf('\\'); at !== -1; at = text.text.indexOf('\\', at + 2)) {
    const next = text.text.charAt(at + 1);
    if (next === '' || !isEscaped(next)) continue;
    pieces.push(text.slice(start, at));
    start = next === '\n' ? at + 2 : at + 1;
  }
  pieces.push(text.slice(start));
}
