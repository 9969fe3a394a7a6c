// Simple commands: words, assignments and redirects of the parser library's command, wrappers taken off.

import type { Assignment as LibraryAssignment, Command as LibraryCommand, Redirection } from 'unbash';
import { nestedText } from './nested.ts';
import type { Place, ScriptReader } from './reader.ts';
import type { Assignment, Command, NestedScript, Redirect, ShellNode, ShellWord } from './tree.ts';
import { readHeredocBody, readWord, type WordContext } from './words.ts';
import { commandName, unwrap } from './wrappers.ts';

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Reads a simple command and the scripts in it. `isTimed`: the keyword `time` stands before it. */
export function readCommand(
  node: LibraryCommand,
  reader: ScriptReader,
  place: Place,
  parent: ShellNode,
  isTimed: boolean,
): Command {
  const assignments: Assignment[] = [];
  const redirects: Redirect[] = [];
  const words: ShellWord[] = [];
  const command: Mutable<Command> = {
    type: 'command',
    name: undefined,
    nameWord: undefined,
    args: [],
    words,
    wrappers: [],
    assignments,
    redirects,
    nested: undefined,
    span: place.text.spanOf(node.pos, node.end),
    parent,
  };
  const context = reader.wordContext(place, command);
  for (const item of node.prefix) {
    if (item.type === 'Assignment') assignments.push(readAssignment(item, context));
    else redirects.push(readRedirect(item, context));
  }
  if (node.name !== undefined) words.push(readWord(node.name, context));
  for (const item of node.suffix) {
    if (item.type === 'Word') words.push(readWord(item, context));
    else if (item.type === 'Assignment') words.push(wordOf(readAssignment(item, context), item));
    else redirects.push(readRedirect(item, context));
  }
  const { wrappers, index, assignments: given } = unwrap(words);
  for (const assignment of given) assignments.push(assignment);
  command.nameWord = words[index];
  command.name = commandName(command.nameWord);
  command.args = words.slice(index + 1);
  command.wrappers = isTimed ? ['time', ...wrappers] : wrappers;
  command.nested = readNested(command, node, reader, place);
  return command;
}

function readNested(
  command: Command,
  node: LibraryCommand,
  reader: ScriptReader,
  place: Place,
): NestedScript | undefined {
  const nested = nestedText(command, node, place.text);
  if (nested === undefined) return undefined;
  const { text, dialect, shellArgs } = nested;
  const body = reader.readNested(text, dialect, place, command);
  return body && { dialect, shellArgs, body };
}

/** A redirect and what it leads to. */
export function readRedirect(node: Redirection, context: WordContext): Redirect {
  const { operator, descriptor } = node;
  const span = context.text.spanOf(node.pos, node.end);
  const target =
    node.type === 'HereDoc' ? readHeredocBody(node, context) : node.target && readWord(node.target, context);
  return { operator, descriptor: descriptorOf(descriptor, operator), target, span };
}

function descriptorOf(written: Redirection['descriptor'], operator: Redirect['operator']): number | undefined {
  if (written !== undefined) return written.type === 'FileDescriptor' ? written.value : undefined;
  return operator.startsWith('<') ? 0 : 1;
}

function readAssignment(node: LibraryAssignment, context: WordContext): Assignment {
  const { name, append = false, index, value } = node;
  if (index !== undefined) readWord(index, context);
  const isArray = value.type === 'ArrayValue';
  return {
    name,
    append,
    value: isArray ? undefined : readWord(value, context),
    elements: isArray ? value.elements.map((element) => readWord(element, context)) : [],
    span: context.text.spanOf(node.pos, node.end),
  };
}

/** `name=value` as the argument of `export` and its like. */
function wordOf({ name, append, value, elements, span }: Assignment, { text }: LibraryAssignment): ShellWord {
  const start = `${name}${append ? '+' : ''}=`;
  const parts = value === undefined ? elements : [value];
  return {
    text,
    value: value?.value === undefined ? undefined : start + value.value,
    pattern: value?.pattern === undefined ? undefined : start + value.pattern,
    literalPrefix: start + (value?.literalPrefix ?? ''),
    splits: false,
    span,
    variables: parts.flatMap(({ variables }) => variables),
    substitutions: parts.flatMap(({ substitutions }) => substitutions),
  };
}
