// The variables that a script takes from outside: those it reads without setting them itself.

import { assignedNames } from './flow.ts';
import type { Compound, Command, ShellNode, ShellScript, VariableRead } from './tree.ts';

/** Commands that set variables which nobody can tell from the script. */
const SETTERS: ReadonlySet<string> = new Set(['.', 'eval', 'source']);

/** Set by shells: those of bash (bash(1), "Shell Variables") and of POSIX. */
const OWN =
  /^(?:BASH\w*|COLUMNS|COMP_\w+|DIRSTACK|EPOCH\w+|EUID|FUNCNAME|GROUPS|HISTCMD|HOME|HOST(?:NAME|TYPE)|IFS|LINENO|LINES|MACHTYPE|MAPFILE|OLDPWD|OPTARG|OPTIND|OSTYPE|PATH|PIPESTATUS|PPID|PS\d|PWD|RANDOM|REPLY|SECONDS|SHELL\w*|SHLVL|SRANDOM|UID|_|\W|\d+)$/;

/**
 * In source order. Undefined where a file or `eval` may set any variable, or where not all of the script is known. Of a
 * name that the script sets somewhere, or for which it says somewhere what holds where it is not set, no read is told.
 */
export function outerReads(script: ShellScript): readonly VariableRead[] | undefined {
  const isPosix = script.dialect === 'posix' || script.dialect === 'bash';
  if (!isPosix || !script.complete) return undefined;
  if (script.variables.length === 0) return [];
  if (script.commands.some(({ name }) => name !== undefined && SETTERS.has(name))) return undefined;
  const known = new Set(script.variables.flatMap(({ name, hasDefault }) => (hasDefault ? [name] : [])));
  for (const node of settingNodes(script)) {
    for (const name of assignedNames(node)) known.add(name);
    if (node.type === 'command') for (const { name } of node.assignments) known.add(name);
  }
  return script.variables.filter(({ name }) => !known.has(name) && !OWN.test(name));
}

/** Commands, and the loops and functions around them. */
function settingNodes({ commands }: ShellScript): ReadonlySet<Command | Compound> {
  const found = new Set<Command | Compound>();
  const seen = new Set<ShellNode>();
  for (const command of commands) {
    for (let node: ShellNode | undefined = command; node !== undefined && !seen.has(node); node = node.parent) {
      seen.add(node);
      if (node.type === 'command' || node.type === 'compound') found.add(node);
    }
  }
  return found;
}
