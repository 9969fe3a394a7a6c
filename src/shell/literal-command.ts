// The words of a script that needs no shell.

import type { ShellScript } from './tree.ts';

/** What only a shell can run. */
const BUILTINS = new Set([
  ...[
    '.',
    ':',
    'alias',
    'builtin',
    'cd',
    'command',
    'eval',
    'exec',
    'exit',
    'export',
    'set',
    'shift',
    'source',
    'time',
  ],
  ...['trap', 'ulimit', 'umask', 'unset', 'wait'],
]);

/**
 * What the exec form would hold in place of the script: the words of its only command, without a leading `exec`.
 * Undefined where the shell does more than split the text: expansions, patterns, redirections, assignments, its own commands.
 */
export function literalCommand(script: ShellScript): readonly string[] | undefined {
  const words = literalWords(script);
  const literal = words?.[0] === 'exec' ? words.slice(1) : words;
  const [program] = literal ?? [];
  const isProgram = program !== undefined && !program.startsWith('-') && !BUILTINS.has(program);
  return isProgram ? literal : undefined;
}

/** The words of a script that the shell only has to split. */
export function literalWords({ body, complete }: ShellScript): readonly string[] | undefined {
  const [command, ...more] = body.items;
  if (!complete || command?.type !== 'command' || more.length > 0 || body.background[0] === true) return undefined;
  const { redirects, assignments, words, span } = command;
  // Those among the arguments of `env` start later.
  if (redirects.length > 0 || assignments.some((assignment) => assignment.span.start === span.start)) return undefined;
  const values = words.flatMap(({ value }) => value ?? []);
  return values.length === words.length ? values : undefined;
}
