// Where exit statuses get lost: what stands between a command that fails and a script that succeeds all the same.

import { pipefail, statusFate } from './status.ts';
import type { AndOr, Command, Compound, Pipeline, Sequence, ShellNode, ShellScript } from './tree.ts';

/** What loses the exit status of a command that lies in `item`, one of the parts of `at`. */
export type Loss =
  /** What comes next in a sequence runs whatever happened: after `;`, or on the next line. */
  | { readonly by: 'sequence'; readonly at: Sequence; readonly item: ShellNode; readonly next: ShellNode }
  /** `&`, without a `wait` for the job. */
  | { readonly by: 'background'; readonly at: Sequence; readonly item: ShellNode }
  /** A pipe without `set -o pipefail`: what counts is the status of `last`. */
  | { readonly by: 'pipe'; readonly at: Pipeline; readonly item: ShellNode; readonly last: ShellNode }
  /** The next round of a loop. */
  | { readonly by: 'loop'; readonly at: Compound; readonly item: ShellNode }
  /** `handler`, which always succeeds, behind `tried ||`: a failure of `item` gets there too when it stands before `tried`. */
  | {
      readonly by: 'or';
      readonly at: AndOr;
      readonly item: ShellNode;
      readonly tried: ShellNode;
      readonly handler: ShellNode;
    };

export type LossBy<By extends Loss['by']> = Extract<Loss, { readonly by: By }>;

export interface Lost {
  readonly command: Command;
  readonly loss: Loss;
}

/**
 * The commands of a script whose failure changes nothing of how the script ends, in source order. Not those of which
 * something else deals with the failure (a fallback behind `||`, a condition, a read of `$?`, another round of a loop)
 * and those in substitutions.
 */
export function lostStatuses(script: ShellScript): readonly Lost[] {
  const found: Lost[] = [];
  visit(script.body, undefined, { script, found });
  return found.toSorted((a, b) => a.command.span.start - b.command.span.start);
}

interface Search {
  readonly script: ShellScript;
  readonly found: Lost[];
}

/** `loss` is what the status of the whole of `node` meets with; undefined where it counts or is dealt with. */
function visit(node: ShellNode, loss: Loss | undefined, search: Search): void {
  switch (node.type) {
    case 'command':
      return visitCommand(node, loss, search);
    case 'pipeline':
      return visitPipeline(node, loss, search);
    case 'and-or':
      return visitChain(node, loss, search);
    case 'sequence':
      return visitSequence(node, loss, search);
    case 'compound':
      return visitCompound(node, loss, search);
    default:
      return node satisfies never;
  }
}

function visitCommand(command: Command, loss: Loss | undefined, search: Search): void {
  const lostAs = loss?.by === 'or' ? 'handled' : 'ignored';
  if (loss !== undefined && statusFate(command, search.script) === lostAs) search.found.push({ command, loss });
  if (command.nested !== undefined) visit(command.nested.body, loss, search);
}

function visitPipeline(at: Pipeline, loss: Loss | undefined, search: Search): void {
  const last = at.items.at(-1);
  if (last === undefined) return;
  const isLost = !pipefail(at, search.script);
  for (const item of at.items) {
    const own: Loss | undefined = item !== last && isLost ? { by: 'pipe', at, item, last } : loss;
    visit(item, at.negated && own?.by !== 'pipe' ? undefined : own, search);
  }
}

/** From the right: a failure goes to the next `||`. */
function visitChain(at: AndOr, loss: Loss | undefined, search: Search): void {
  const { items, operators } = at;
  let or: Pick<LossBy<'or'>, 'tried' | 'handler'> | 'none' | 'dealt with' = 'none';
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index];
    const handler = items[index + 1];
    if (item === undefined) continue;
    if (operators[index] === '||' && handler !== undefined) {
      or = alwaysSucceeds(handler) ? { tried: item, handler } : 'dealt with';
    }
    // `make && break`: the loop around it tries again.
    if (or === 'none' && leaves(item)) or = 'dealt with';
    visit(item, typeof or === 'object' ? { by: 'or', at, item, ...or } : or === 'none' ? loss : undefined, search);
  }
}

function visitSequence(at: Sequence, loss: Loss | undefined, search: Search): void {
  for (const [index, item] of at.items.entries()) {
    const next = at.items[index + 1];
    if (at.background[index] === true) visit(item, { by: 'background', at, item }, search);
    else visit(item, next === undefined ? loss : { by: 'sequence', at, item, next }, search);
  }
}

function visitCompound(at: Compound, loss: Loss | undefined, search: Search): void {
  for (const body of at.bodies) {
    switch (at.kind) {
      case 'for':
      case 'while':
      case 'select':
        visit(body, { by: 'loop', at, item: body }, search);
        break;
      case 'if':
      case 'case':
      case 'subshell':
      case 'group':
        visit(body, loss, search);
        break;
      case 'function':
      case 'coproc':
      case 'test':
      case 'arithmetic':
        visit(body, undefined, search);
        break;
      default:
        at.kind satisfies never;
    }
  }
}

function leaves(node: ShellNode): boolean {
  return node.type === 'command' && (node.name === 'break' || node.name === 'continue' || node.name === 'return');
}

/** Commands that succeed whatever they are given. */
const SUCCEEDING: ReadonlySet<string> = new Set([':', 'echo', 'printf', 'true']);

/** `true`, `:`, `echo …`, `exit 0`, and what consists of nothing else. */
export function alwaysSucceeds(node: ShellNode): boolean {
  switch (node.type) {
    case 'command':
      if (node.name === 'exit' || node.name === 'return') return node.args[0]?.value === '0';
      return node.name !== undefined && SUCCEEDING.has(node.name);
    case 'and-or':
    case 'sequence':
      return node.items.every(alwaysSucceeds);
    case 'compound':
      return (node.kind === 'group' || node.kind === 'subshell') && node.bodies.every(alwaysSucceeds);
    case 'pipeline':
      return false;
    default:
      return node satisfies never;
  }
}
