// What a whole script does to files, each command seen from the folder that the script has gone to.

import { wordsOf } from '../../shell/flow.ts';
import { parseOptions } from '../../shell/options.ts';
import type { AndOr, Command, Compound, Sequence, ShellNode, ShellScript, ShellWord } from '../../shell/tree.ts';
import type { Effect } from './effect.ts';
import { effectsOf, redirectionEffects } from './effects.ts';
import { namedPath } from './named-path.ts';
import type { Place } from './place.ts';
import { type ScriptValue, valuesIn, within } from './script-values.ts';

/** What one command of a script does. */
export interface CommandEffects {
  /** A compound where its redirections write: `{ …; } > file`. */
  readonly command: Command | Compound;
  /** Where it runs, with what the script has set until then. */
  readonly place: Place;
  readonly effects: readonly Effect[];
  /** It does nothing else to files that matter in an image. */
  readonly complete: boolean;
}

const answers = new WeakMap<ShellScript, { readonly place: Place; readonly found: readonly CommandEffects[] }>();

/**
 * What `script` does to files, command by command in source order, where it starts in `place`. `cd` is followed as far as it
 * is certain that it is run; the body of a function is read from a folder that nobody knows.
 */
export function effectsIn(script: ShellScript, place: Place): readonly CommandEffects[] {
  const known = answers.get(script);
  if (known?.place === place) return known.found;
  const walk = new Walk(script, place);
  walk.sequence(script.body, { directory: place.directory, hasMoved: false });
  const found = walk.found.toSorted((one, other) => one.command.span.start - other.command.span.start);
  answers.set(script, { place, found });
  return found;
}

/** Where a shell is at the moment; a subshell gets a copy. */
interface Shell {
  directory: string | undefined;
  hasMoved: boolean;
}

const MOVERS: ReadonlySet<string> = new Set(['cd', 'popd', 'pushd']);
const ENDERS: ReadonlySet<string> = new Set(['exit', 'return', 'false']);
const TESTS: ReadonlySet<string> = new Set(['[', 'test']);

class Walk {
  readonly found: CommandEffects[] = [];
  readonly #start: Place;
  readonly #values: ReadonlyMap<string, ScriptValue>;
  /** The places of all `cd`, in source order. */
  readonly #moves: readonly number[];
  readonly #movingFunctions = new Set<string>();

  constructor(script: ShellScript, start: Place) {
    this.#start = start;
    this.#values = valuesIn(script, start);
    this.#moves = script.commands.flatMap(({ name, span }) => {
      return name !== undefined && MOVERS.has(name) ? span.start : [];
    });
  }

  sequence({ items, background }: Sequence, shell: Shell): void {
    for (const [at, item] of items.entries()) this.#node(item, background[at] === true ? copyOf(shell) : shell);
  }

  #node(node: ShellNode, shell: Shell): void {
    switch (node.type) {
      case 'command':
        return this.#command(node, shell);
      case 'compound':
        return this.#compound(node, shell);
      case 'pipeline':
        for (const item of node.items) this.#node(item, node.items.length > 1 ? copyOf(shell) : shell);
        return;
      case 'and-or':
        return this.#list(node, shell);
      case 'sequence':
        return this.sequence(node, shell);
      default:
        node satisfies never;
    }
  }

  #command(command: Command, shell: Shell): void {
    const { name, nested, span } = command;
    const place = this.#placeOf(shell, span.start);
    this.#substitutions(command, shell);
    if (nested) this.sequence(nested.body, copyOf(shell));
    const { effects = [], complete = false } = effectsOf(command, place) ?? {};
    this.found.push({ command, place, effects, complete });
    if (name === undefined) return;
    if (MOVERS.has(name)) move(shell, directoryAfter(command, place));
    else if (this.#movingFunctions.has(name)) move(shell, undefined);
  }

  #compound(compound: Compound, shell: Shell): void {
    const { kind, name, conditions, bodies, redirects, span } = compound;
    this.#substitutions(compound, shell);
    if (redirects.length > 0) {
      const place = this.#placeOf(shell, span.start);
      this.found.push({ command: compound, place, effects: redirectionEffects(compound, place), complete: true });
    }
    if (kind === 'group') {
      for (const body of bodies) this.sequence(body, shell);
      return;
    }
    const isAgain = kind === 'for' || kind === 'while' || kind === 'select' || kind === 'function';
    const inside = { ...shell, hasMoved: false };
    if (isAgain && this.#hasMove(compound)) inside.directory = undefined;
    for (const condition of conditions) this.sequence(condition, inside);
    const ends = bodies.map((body) => {
      const end = copyOf(inside);
      this.sequence(body, end);
      return end;
    });
    const hasMoved = inside.hasMoved || ends.some((end) => end.hasMoved);
    if (kind === 'function' && hasMoved && name !== undefined) this.#movingFunctions.add(name);
    if (hasMoved && kind !== 'subshell' && kind !== 'function' && kind !== 'coproc') move(shell, undefined);
  }

  /** What stands behind `||`, or behind a test, may be left out. */
  #list({ items, operators }: AndOr, shell: Shell): void {
    const inside = { ...shell, hasMoved: false };
    let isConditional = false;
    for (const [at, item] of items.entries()) {
      const isHandler = operators[at - 1] === '||';
      this.#node(item, isHandler ? copyOf(inside) : inside);
      isConditional ||= (isHandler && !isEnd(item)) || isTest(item);
    }
    if (inside.hasMoved) move(shell, isConditional ? undefined : inside.directory);
  }

  #substitutions(node: Command | Compound, shell: Shell): void {
    for (const { substitutions } of wordsOf(node)) {
      for (const substitution of substitutions) this.sequence(substitution, copyOf(shell));
    }
  }

  #placeOf({ directory }: Shell, at: number): Place {
    const place = directory === this.#start.directory ? this.#start : { ...this.#start, directory };
    return within(place, this.#values, at);
  }

  #hasMove({ span }: Compound): boolean {
    let low = 0;
    let high = this.#moves.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#moves[middle] ?? 0) < span.start) low = middle + 1;
      else high = middle;
    }
    return (this.#moves[low] ?? Infinity) < span.end;
  }
}

function copyOf({ directory }: Shell): Shell {
  return { directory, hasMoved: false };
}

function move(shell: Shell, directory: string | undefined): void {
  shell.directory = directory;
  shell.hasMoved = true;
}

function isEnd(node: ShellNode): boolean {
  if (node.type === 'compound' && node.kind === 'group') {
    const last = node.bodies[0]?.items.at(-1);
    return last !== undefined && last.type === 'command' && isEnd(last);
  }
  return node.type === 'command' && node.name !== undefined && ENDERS.has(node.name);
}

function isTest(node: ShellNode): boolean {
  if (node.type === 'pipeline') return node.negated;
  if (node.type === 'compound') return node.kind === 'test' || node.kind === 'arithmetic';
  return node.type === 'command' && node.name !== undefined && TESTS.has(node.name);
}

/** PATH_MAX of Linux. */
const LONGEST_PATH = 4096;

/** Where a `cd`, `pushd` or `popd` leads; undefined where nobody knows. */
function directoryAfter({ name, args, wrappers }: Command, place: Place): string | undefined {
  const { operands } = parseOptions(args, { withValue: new Set() });
  const [target, ...others] = operands;
  const isPlain = others.length === 0 && wrappers.length === 0;
  if (name === 'popd' || !isPlain) return undefined;
  if (target === undefined) return name === 'cd' ? place.home : undefined;
  if (target.value === '-' || target.literalPrefix.startsWith('+')) return undefined;
  return folderIn(target, place);
}

function folderIn(target: ShellWord, place: Place): string | undefined {
  const { path, hasWildcard } = namedPath(target, place);
  return hasWildcard || (path?.length ?? 0) > LONGEST_PATH ? undefined : path;
}
