// Which variables a shell script takes from the environment of its step, and where nobody can tell.

import { assignedNames, nodesIn } from '../../shell/flow.ts';
import type { Command, Compound, ShellNode, ShellScript } from '../../shell/tree.ts';
import type { Instruction } from '../../syntax/ast.ts';
import type { Span } from '../../syntax/source.ts';

export interface ScriptRead {
  readonly name: string;
  /** `$name`, `${name…}`, or the name alone. */
  readonly span: Span;
  /**
   * `outside`: the environment gives the value. `unsure`: the script sets the variable in places that may or may not be
   * carried out before. What it reads of its own is not told.
   */
  readonly from: 'outside' | 'unsure';
}

export interface ScriptVariables {
  /** In source order. */
  readonly reads: readonly ScriptRead[];
  /** The names that the script gives a value, and those that a secret of the step has. */
  readonly assigned: ReadonlySet<string>;
}

/** Where a script sets a variable. */
interface Setting {
  /** From here on its value is the script's own; undefined where one of the settings may be passed by. */
  from: number | undefined;
}

/** `script` is what `instruction` runs. */
export function scriptVariables(script: ShellScript, instruction: Instruction): ScriptVariables {
  const settings = new Map<string, Setting>(secretNames(instruction).map((name) => [name, { from: 0 }]));
  const exported: ScriptRead[] = [];
  /** What is carried out whatever happens, but for what stands in loops and conditions. */
  const reached = new Set<ShellNode>();
  let hasFunctions = false;
  for (const node of nodesIn(script.body)) {
    const isReached = node === script.body || (node.parent !== undefined && reached.has(node.parent));
    if (isReached && isPlainList(node)) reached.add(node);
    if (node.type !== 'command' && node.type !== 'compound') continue;
    if (node.type === 'compound' && node.kind === 'function') hasFunctions = true;
    if (node.type === 'command') exported.push(...exportedNames(node));
    const from = isReached && !isForOneScript(node) ? startOfUse(node) : undefined;
    for (const name of namesSetBy(node)) addSetting(settings, name, from);
  }
  const reads: ScriptRead[] = [];
  const seen = new Set<number>();
  for (const { name, span } of [...script.variables, ...exported]) {
    if (!isName(name) || seen.has(span.start)) continue;
    seen.add(span.start);
    const setting = settings.get(name);
    if (setting === undefined) reads.push({ name, span, from: 'outside' });
    else if (setting.from === undefined || hasFunctions) reads.push({ name, span, from: 'unsure' });
    else if (span.start < setting.from) reads.push({ name, span, from: 'outside' });
  }
  return {
    reads: exported.length === 0 ? reads : reads.toSorted((a, b) => a.span.start - b.span.start),
    assigned: new Set(settings.keys()),
  };
}

function addSetting(settings: Map<string, Setting>, name: string, from: number | undefined): void {
  const known = settings.get(name);
  if (known === undefined) settings.set(name, { from });
  else known.from = from === undefined || known.from === undefined ? undefined : Math.min(known.from, from);
}

/** Nothing but `;` and `&&` stands between its parts. */
function isPlainList(node: ShellNode): boolean {
  if (node.type === 'sequence') return node.role === 'script';
  return node.type === 'and-or' && node.operators.every((operator) => operator === '&&');
}

/** Where the values that `node` sets are there. */
function startOfUse(node: Command | Compound): number {
  return (node.type === 'compound' && node.bodies[0]?.span.start) || node.span.end;
}

/** `--mount=type=secret,env=NAME`: the secret is in that variable. */
function secretNames(instruction: Instruction): readonly string[] {
  if (instruction.kind !== 'Run') return [];
  return instruction.mounts.flatMap(({ type, fields }) =>
    type === 'secret' ? fields.flatMap(({ key, value }) => (key === 'env' && value ? [value.text] : [])) : [],
  );
}

const EXPORTERS: ReadonlySet<string> = new Set(['declare', 'export', 'readonly', 'typeset']);

/** The variables that a command gives a value, also those that it gives to a script of its own alone. */
function namesSetBy(node: Command | Compound): readonly string[] {
  if (node.type === 'compound') return assignedNames(node);
  const own = isForOneScript(node) ? node.assignments.map(({ name }) => name) : [];
  if (node.name !== undefined && EXPORTERS.has(node.name)) {
    return node.args.flatMap(({ literalPrefix }) => /^([A-Za-z_]\w*)\+?=/.exec(literalPrefix)?.[1] ?? []);
  }
  if (node.name === 'unset') return node.args.flatMap(({ value }) => value ?? []);
  return [...own, ...assignedNames(node)];
}

/** `name=value sh -c '…'`: the script that is started reads another value than the rest. */
function isForOneScript(node: Command | Compound): boolean {
  return node.type === 'command' && node.nested !== undefined && node.assignments.length > 0;
}

/** `export name` hands on what is there. */
function exportedNames({ name, args }: Command): readonly ScriptRead[] {
  if (name === undefined || !EXPORTERS.has(name)) return [];
  return args.flatMap(({ value, span }): readonly ScriptRead[] =>
    value !== undefined && isName(value) ? [{ name: value, span, from: 'outside' }] : [],
  );
}

/** What can stand behind a `$`. */
export function isName(text: string): boolean {
  return /^[A-Za-z_]\w*$/.test(text);
}
