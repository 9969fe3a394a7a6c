// The text that a shell gets, read into a tree: the one place that starts the parser library.

import type { Folded } from '../syntax/folded.ts';
import { ScriptReader } from './reader.ts';
import type { Dialect, Sequence, ShellScript } from './tree.ts';

/** Linux hands no longer argument to a program (MAX_ARG_STRLEN): with `-c`, a shell cannot get a script beyond that. */
const LONGEST_SCRIPT = 128 * 1024;

/**
 * Reads a script. Any text gives a tree; `complete` says whether it holds all of the text. Scripts of shells other
 * than the POSIX ones are not read: they have no commands.
 *
 * `shellArgs` are the words after the shell's name: they decide which options are in force at the start.
 */
export function parseShell(text: Folded, dialect: Dialect, shellArgs: readonly string[]): ShellScript {
  const isReadable = (dialect === 'posix' || dialect === 'bash') && text.text.length < LONGEST_SCRIPT;
  const { body, commands, variables, complete } = isReadable ? contentsOf(text, dialect) : nothing(text);
  return { dialect, text: text.text, body, commands, variables, complete, shellArgs };
}

type Contents = Pick<ShellScript, 'body' | 'commands' | 'variables' | 'complete'>;

function contentsOf(text: Folded, dialect: Dialect): Contents {
  const reader = new ScriptReader();
  try {
    const body = reader.read(text, dialect);
    const { commands, variables, complete } = reader;
    return { body, commands: inOrder(commands), variables: inOrder(variables), complete };
  } catch (error) {
    // The library goes through some broken texts (`function f function f …`) without a limit to its depth.
    if (error instanceof RangeError) return nothing(text);
    throw error;
  }
}

function nothing({ span }: Folded): Contents {
  const body: Sequence = { type: 'sequence', role: 'script', items: [], background: [], span, parent: undefined };
  return { body, commands: [], variables: [], complete: false };
}

/** Mostly they are: only the bodies of heredocs are read before what stands in front of them. */
function inOrder<Node extends Pick<Sequence, 'span'>>(nodes: readonly Node[]): readonly Node[] {
  const isOrdered = nodes.every((node, index) => index === 0 || byPlace(nodes[index - 1] ?? node, node) <= 0);
  return isOrdered ? nodes : nodes.toSorted(byPlace);
}

function byPlace(a: Pick<Sequence, 'span'>, b: Pick<Sequence, 'span'>): number {
  return a.span.start - b.span.start || b.span.end - a.span.end;
}
