// What becomes of a failure: which exit statuses end a script, which are looked at, which are lost.

import { once } from './commands/once.ts';
import { wordsOf } from './flow.ts';
import { NO_OPTIONS, type SetOptions, withOptions } from './set-options.ts';
import type { AndOr, Command, Compound, Dialect, Pipeline, Sequence, ShellNode, ShellScript } from './tree.ts';

/**
 * What a non-zero exit status of a node leads to:
 *
 * - `fatal`: the script ends with failure, at once or because this is its last status.
 * - `handled`: something looks at it: `||`, `!`, a condition, a read of `$?`; what that does with it is not said.
 * - `ignored`: the script goes on, and nothing looks.
 */
export type Fate = 'fatal' | 'handled' | 'ignored';

interface Facts extends SetOptions {
  readonly fate: Fate;
}

const IGNORED: Facts = { fate: 'ignored', errexit: false, pipefail: false };

/**
 * What becomes of a failure of `node`. `set -e` counts where it is in force and not switched off by its place, as in
 * all but the last part of `a && b`. A function has the fate of its first call, the body of a loop that of every round
 * but the last. bash takes `-e` away from substitutions, other shells do not.
 */
export function statusFate(node: ShellNode, script: ShellScript): Fate {
  return factsOf(node, script).fate;
}

/** Whether `set -e` is in force where `node` starts: by the shell's arguments or by a `set` before it. */
export function errexit(node: ShellNode, script: ShellScript): boolean {
  return factsOf(node, script).errexit;
}

/** Whether `set -o pipefail` is in force where `node` starts. */
export function pipefail(node: ShellNode, script: ShellScript): boolean {
  return factsOf(node, script).pipefail;
}

function factsOf(node: ShellNode, script: ShellScript): Facts {
  return allFacts(script).get(node) ?? IGNORED;
}

const allFacts = once((script: ShellScript): ReadonlyMap<ShellNode, Facts> => new StatusPass(script).facts);

/** A shell process: `set` changes its options. */
interface Shell {
  options: SetOptions;
  readonly dialect: Dialect;
  /** What it means that this shell ends with failure. */
  readonly exit: Fate;
}

interface Surroundings {
  readonly shell: Shell;
  /** What becomes of a failure after which the shell goes on. */
  readonly status: Fate;
  /** `set -e` does not count here. */
  readonly isTested: boolean;
}

/** One walk over a script, from the outside in. */
class StatusPass {
  readonly facts = new Map<ShellNode, Facts>();
  readonly #functions = new Map<string, Compound>();
  readonly #called = new Set<string>();
  /** The first calls of functions that are not visited yet. */
  readonly #calls: { readonly name: string; readonly around: Surroundings }[] = [];
  /** Where the script reads `$?` or `$PIPESTATUS`. */
  readonly #statusReads: readonly number[];
  readonly #readsPipeStatus: boolean;
  readonly #waits: boolean;

  constructor({ body, dialect, shellArgs, variables, commands }: ShellScript) {
    const reads = variables.filter(({ name }) => name === '?' || name === 'PIPESTATUS');
    this.#statusReads = reads.map(({ span }) => span.start);
    this.#readsPipeStatus = reads.some(({ name }) => name === 'PIPESTATUS');
    this.#waits = commands.some(({ name, args }) => name === 'wait' && args.length > 0);
    const shell: Shell = { options: withOptions(NO_OPTIONS, shellArgs), dialect, exit: 'fatal' };
    this.#visit(body, { shell, status: 'fatal', isTested: false });
    this.#visitFunctions(shell);
  }

  #visitFunctions(shell: Shell): void {
    this.#visitCalled();
    for (const name of this.#functions.keys()) {
      if (this.#called.has(name)) continue;
      this.#call(name, inSubshell(shell, 'ignored', false));
      this.#visitCalled();
    }
  }

  #call(name: string, around: Surroundings): void {
    if (!this.#functions.has(name) || this.#called.has(name)) return;
    this.#called.add(name);
    this.#calls.push({ name, around });
  }

  #visitCalled(): void {
    for (let call = this.#calls.pop(); call !== undefined; call = this.#calls.pop()) {
      for (const body of this.#functions.get(call.name)?.bodies ?? []) this.#visit(body, call.around);
    }
  }

  #visit(node: ShellNode, around: Surroundings): void {
    if (node.type === 'command') return this.#visitCommand(node, around);
    this.#note(node, fateIn(around), around.shell);
    switch (node.type) {
      case 'pipeline':
        return this.#visitPipeline(node, around);
      case 'and-or':
        return this.#visitAndOr(node, around);
      case 'sequence':
        return this.#visitSequence(node, around);
      case 'compound':
        return this.#visitCompound(node, around);
      default:
        return node satisfies never;
    }
  }

  #visitSequence({ items, background }: Sequence, around: Surroundings): void {
    const { shell } = around;
    for (const [index, item] of items.entries()) {
      const next = items[index + 1];
      if (background[index] === true) {
        this.#visit(item, inSubshell(shell, this.#waits ? 'handled' : 'ignored', around.isTested));
      } else if (next === undefined) {
        this.#visit(item, around);
      } else {
        this.#visit(item, { ...around, status: this.#readsStatus(next) ? 'handled' : 'ignored' });
      }
    }
  }

  #visitAndOr({ items, operators }: AndOr, around: Surroundings): void {
    const places: Surroundings[] = [];
    let place = around;
    for (let index = items.length - 1; index >= 0; index--) {
      const handler = operators[index] === '||' ? items[index + 1] : undefined;
      const status = handler === undefined ? place.status : this.#fateAfter(handler, place);
      if (index < operators.length) place = { ...around, status, isTested: true };
      places.push(place);
    }
    for (const item of items) this.#visit(item, places.pop() ?? around);
  }

  /** What becomes of a failure that `handler` handles. */
  #fateAfter(handler: ShellNode, around: Surroundings): Fate {
    switch (endOf(handler)) {
      case 'exit':
        return around.shell.exit;
      case 'failure':
        return fateIn(around);
      default:
        return 'handled';
    }
  }

  #visitPipeline({ items, negated }: Pipeline, around: Surroundings): void {
    const { shell } = around;
    const isTested = around.isTested || negated;
    const fate = negated ? 'handled' : fateIn(around);
    if (items.length === 1) {
      for (const item of items) this.#visit(item, { shell, status: fate, isTested });
      return;
    }
    const lost = this.#readsPipeStatus ? 'handled' : 'ignored';
    for (const [index, item] of items.entries()) {
      const counts = shell.options.pipefail || index === items.length - 1;
      this.#visit(item, inSubshell(shell, counts ? fate : lost, isTested));
    }
  }

  #visitCompound(node: Compound, around: Surroundings): void {
    const { shell } = around;
    for (const { substitutions } of wordsOf(node)) {
      for (const script of substitutions) this.#visitSubstitution(script, around, 'ignored');
    }
    for (const condition of node.conditions) this.#visit(condition, { shell, status: 'handled', isTested: true });
    if (node.kind !== 'function') {
      const inside = bodyPlace(node, around);
      for (const body of node.bodies) this.#visit(body, inside);
    } else if (node.name !== undefined && !this.#functions.has(node.name)) {
      this.#functions.set(node.name, node);
    }
  }

  #visitCommand(node: Command, around: Surroundings): void {
    const { shell } = around;
    const fate = node.name === 'exit' || node.wrappers.includes('exec') ? shell.exit : fateIn(around);
    this.#note(node, fate, shell);
    const scripts = substitutionsIn(node);
    // The status of `a=$(b)` is that of the last substitution; with a command it is the command's.
    const last = node.words.length === 0 ? scripts.at(-1) : undefined;
    for (const script of scripts) this.#visitSubstitution(script, around, script === last ? fate : 'ignored');
    if (node.nested !== undefined) {
      const { body, dialect, shellArgs } = node.nested;
      const nested = { options: withOptions(NO_OPTIONS, shellArgs), dialect, exit: fate };
      this.#visit(body, { shell: nested, status: fate, isTested: false });
    }
    if (node.name === 'set') {
      const args = node.args.map(({ value }) => value);
      shell.options = withOptions(shell.options, args);
    }
    if (node.name !== undefined && this.#functions.has(node.name)) {
      this.#call(node.name, { ...around, shell: { ...shell } });
    }
  }

  #note(node: ShellNode, fate: Fate, { options }: Shell): void {
    this.facts.set(node, { fate, errexit: options.errexit, pipefail: options.pipefail });
  }

  #visitSubstitution(script: Sequence, { shell, isTested }: Surroundings, fate: Fate): void {
    const inside = inSubshell(shell, fate, isTested);
    // Under the name sh, bash does as the other shells.
    if (shell.dialect === 'bash') inside.shell.options = { ...shell.options, errexit: false };
    this.#visit(script, inside);
  }

  /** Whether `$?` is read in `node`. */
  #readsStatus({ span }: ShellNode): boolean {
    const reads = this.#statusReads;
    let low = 0;
    let high = reads.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((reads[middle] ?? 0) < span.start) low = middle + 1;
      else high = middle;
    }
    return (reads[low] ?? Infinity) < span.end;
  }
}

function substitutionsIn(command: Command): readonly Sequence[] {
  const scripts: Sequence[] = [];
  for (const { substitutions } of wordsOf(command)) {
    for (const script of substitutions) scripts.push(script);
  }
  return scripts;
}

function fateIn({ shell, status, isTested }: Surroundings): Fate {
  return shell.options.errexit && !isTested ? shell.exit : status;
}

/** In a copy of the shell, of which a failure means `fate`. */
function inSubshell(shell: Shell, fate: Fate, isTested: boolean): Surroundings {
  return { shell: { ...shell, exit: fate }, status: fate, isTested };
}

function bodyPlace({ kind }: Compound, around: Surroundings): Surroundings {
  switch (kind) {
    case 'for':
    case 'while':
    case 'select':
      return { ...around, status: 'ignored' };
    case 'subshell':
      return inSubshell(around.shell, fateIn(around), around.isTested);
    case 'coproc':
      return inSubshell(around.shell, 'ignored', around.isTested);
    default:
      return around;
  }
}

/** How a handler ends for certain: it leaves the shell with failure, or fails itself. */
function endOf(node: ShellNode): 'exit' | 'failure' | 'unknown' {
  switch (node.type) {
    case 'command':
      if (node.name === 'false') return 'failure';
      return node.name === 'exit' && node.args[0]?.value !== '0' ? 'exit' : 'unknown';
    case 'sequence':
    case 'and-or': {
      const last = node.type === 'sequence' || !node.operators.includes('||') ? node.items.at(-1) : undefined;
      return last === undefined ? 'unknown' : endOf(last);
    }
    case 'compound': {
      const [body] = node.bodies;
      const isPlain = node.kind === 'group' || node.kind === 'subshell';
      const end = isPlain && body !== undefined ? endOf(body) : 'unknown';
      return end === 'exit' && node.kind === 'subshell' ? 'failure' : end;
    }
    case 'pipeline':
      return 'unknown';
    default:
      return node satisfies never;
  }
}
