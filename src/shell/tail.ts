// The command that a script ends in: the one that a shell may give its place to.

import type { Command, ShellNode, ShellScript } from './tree.ts';

/**
 * How the shell comes to the command. `exec`: it is told to give its place to it. `alone`: there is nothing else.
 * `last`: other commands run before it. `waited-for`: the shell goes on afterwards, or other commands run beside it.
 *
 * BusyBox gives its place to a command that is `alone` or `last`, bash mostly; dash up to 0.5.12 never does unasked.
 */
export type TailKind = 'exec' | 'alone' | 'last' | 'waited-for';

export interface Tail {
  readonly command: Command;
  readonly kind: TailKind;
}

/** Undefined where a script ends in a compound or a background command, or cannot be read to its end. */
export function tailOf({ body, complete }: ShellScript): Tail | undefined {
  const last = body.items.at(-1);
  if (!complete || last === undefined || body.background.at(-1) === true) return undefined;
  return tail(last, body.items.length === 1 ? 'alone' : 'last');
}

function tail(node: ShellNode | undefined, kind: TailKind): Tail | undefined {
  switch (node?.type) {
    case 'command':
      if (node.nameWord === undefined) return undefined;
      return { command: node, kind: node.wrappers.includes('exec') && kind !== 'waited-for' ? 'exec' : kind };
    case 'pipeline':
      return tail(node.items[0], 'waited-for');
    case 'and-or': {
      const or = node.operators.lastIndexOf('||');
      return or === -1
        ? tail(node.items.at(-1), kind === 'waited-for' ? kind : 'last')
        : tail(node.items[or], 'waited-for');
    }
    case 'compound':
    case 'sequence':
    case undefined:
      return undefined;
    default:
      return node satisfies never;
  }
}

/**
 * The text of the script with `exec` in front of its tail, where it is not yet, and `operands` behind it. `start` is the
 * place in the Dockerfile where the text starts; it has to stand there in one piece.
 */
export function handOver(
  { text }: ShellScript,
  { command: { words }, kind }: Tail,
  start: number,
  operands = '',
): string {
  const from = (words[0]?.span.start ?? start) - start;
  const to = (words.at(-1)?.span.end ?? start) - start;
  return `${text.slice(0, from)}${kind === 'exec' ? '' : 'exec '}${text.slice(from, to)}${operands}${text.slice(to)}`;
}
