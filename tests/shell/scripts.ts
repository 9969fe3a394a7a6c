// Scripts for the tests of the shell layer, and a short notation of their trees.

import { parseShell } from '../../src/shell/parse.ts';
import type { Command, Dialect, Sequence, ShellNode, ShellScript } from '../../src/shell/tree.ts';
import { Folded } from '../../src/syntax/folded.ts';

export const read = (text: string, dialect: Dialect = 'posix', shellArgs: readonly string[] = ['-c']): ShellScript =>
  parseShell(Folded.verbatim(text, 0), dialect, shellArgs);

/** The first command of that name. */
export function find(script: ShellScript, name: string): Command {
  const command = script.commands.find((candidate) => candidate.name === name);
  if (command === undefined) throw new Error(`no command ${name}`);
  return command;
}

/** The first command of a text. */
export function commandOf(text: string, dialect: Dialect = 'posix'): Command {
  const [command] = read(text, dialect).commands;
  if (command === undefined) throw new Error(`no command: ${text}`);
  return command;
}

/** `seq(a b, pipe(c, d), if(?e !f))`: commands by their words, conditions with `?`, bodies with `!`. */
export function outline(node: ShellNode): string {
  switch (node.type) {
    case 'command':
      return [node.words.map(({ text }) => text).join(' '), ...scripts(node)].join(' ').trim();
    case 'pipeline':
      return `${node.negated ? 'not' : 'pipe'}(${node.items.map(outline).join(', ')})`;
    case 'and-or':
      return node.items.map((item, index) => `${outline(item)}${operator(node.operators[index])}`).join('');
    case 'sequence':
      return `[${node.items.map((item, index) => `${outline(item)}${node.background[index] ? ' &' : ''}`).join('; ')}]`;
    case 'compound': {
      const parts = [
        ...node.words.map(({ text }) => text),
        ...node.conditions.map((condition) => `?${outline(condition)}`),
        ...node.bodies.map((body) => `!${outline(body)}`),
        ...node.redirects.map((redirect) => redirect.operator + (redirect.target?.text ?? '')),
      ];
      return `${node.kind}${node.name === undefined ? '' : `:${node.name}`}(${parts.join(' ')})`;
    }
    default:
      return node satisfies never;
  }
}

function operator(name: string | undefined): string {
  return name === undefined ? '' : ` ${name} `;
}

function scripts({ words, assignments, redirects, nested }: Command): string[] {
  const values = assignments.flatMap(({ value, elements }) => [...(value ? [value] : []), ...elements]);
  const targets = redirects.flatMap(({ target }) => target ?? []);
  const inner: Sequence[] = [...values, ...words, ...targets].flatMap(({ substitutions }) => substitutions);
  return [...inner, ...(nested ? [nested.body] : [])].map((sequence) => `${sequence.role}${outline(sequence)}`);
}
