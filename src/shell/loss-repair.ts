// What to write so that an exit status counts, where a few characters do it.

import type { Edit } from '../diagnostic.ts';
import type { Source } from '../syntax/source.ts';
import { alwaysSucceeds, type Loss, type LossBy } from './loss.ts';
import { statusFate } from './status.ts';
import type { ShellNode, ShellScript } from './tree.ts';

export interface Repair {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** Makes all of `losses` count, which have their place in common; the script may end then where it went on before. */
export function repairOf(losses: readonly Loss[], script: ShellScript, source: Source): Repair | undefined {
  const [first] = losses;
  // Where the status of the place is lost further out, it would be no use to get it there.
  const counts = first !== undefined && statusFate(first.at, script) === 'fatal';
  switch (first?.by) {
    case 'sequence':
      return (counts ? joinByAnd(first, source) : undefined) ?? exitOnError(losses, script, source);
    case 'or':
      return counts ? groupHandled(first) : undefined;
    case 'background':
    case 'loop':
    case 'pipe':
    case undefined:
      return undefined;
    default:
      return first satisfies never;
  }
}

/** Where a `;` stands that ends `node`; undefined where the end of a line does. */
export function semicolonBehind({ span }: ShellNode, { text }: Source): number | undefined {
  let at = span.end;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return text[at] === ';' ? at : undefined;
}

/** `&&` for each `;` from the first lost command on; not where something else stands there too. */
function joinByAnd({ at, item }: LossBy<'sequence'>, source: Source): Repair | undefined {
  const items = at.items.slice(at.items.indexOf(item));
  if (at.background.includes(true) || !items.every(isJoinable)) return undefined;
  const edits: Edit[] = [];
  for (const left of items.slice(0, -1)) {
    const start = semicolonBehind(left, source);
    if (start === undefined) return undefined;
    const before = /\s/.test(source.text.charAt(start - 1)) ? '' : ' ';
    const behind = /\s/.test(source.text.charAt(start + 1)) ? '' : ' ';
    edits.push({ span: { start, end: start + 1 }, text: `${before}&&${behind}` });
  }
  return { title: 'Join the commands with "&&"', edits };
}

/** Before `b || c`, which would take over the failure, nothing can be joined. */
function isJoinable(node: ShellNode): boolean {
  return (node.type !== 'and-or' || !node.operators.includes('||')) && isMeantToSucceed(node);
}

/** Commands whose failure is an answer. */
const ASKING: ReadonlySet<string> = new Set(['[', 'cmp', 'command', 'diff', 'egrep', 'grep', 'test', 'which']);

function isMeantToSucceed(node: ShellNode | undefined): boolean {
  switch (node?.type) {
    case 'command':
      return node.name === undefined || !ASKING.has(node.name);
    case 'pipeline':
      return !node.negated && isMeantToSucceed(node.items.at(-1));
    case 'and-or':
      return node.operators.at(-1) === '||' ? isMeantToSucceed(node.items.at(-1)) : node.items.every(isMeantToSucceed);
    case 'sequence':
      return isMeantToSucceed(node.items.at(-1));
    case 'compound':
      return node.kind !== 'test' && node.kind !== 'arithmetic' && node.bodies.every(isMeantToSucceed);
    case undefined:
      return true;
    default:
      return node satisfies never;
  }
}

/** `set -e` before all else; not where that would not reach all of the lost commands: of `a && b` it counts for `b` alone. */
function exitOnError(losses: readonly Loss[], { body }: ShellScript, source: Source): Repair | undefined {
  const [first] = body.items;
  const isReached = losses.every(({ at, item }) => at === body && item.type !== 'and-or');
  if (first === undefined || !isReached) return undefined;
  const { start } = first.span;
  const title = 'Begin the script with "set -e"';
  if (semicolonBehind(first, source) !== undefined)
    return { title, edits: [{ span: { start, end: start }, text: 'set -e; ' }] };
  const line = source.offset({ line: source.position(start).line, column: 1 });
  const indent = source.text.slice(line, start);
  const edit = { span: { start: line, end: line }, text: `${indent}set -e\n` };
  return indent.trim() === '' ? { title, edits: [edit] } : undefined;
}

/** `a && { b || true; } && { c || true; }`: all of the chain that may fail, from the handler of the first loss on. */
function groupHandled({ at: { items, operators }, tried }: LossBy<'or'>): Repair {
  const edits: Edit[] = [];
  for (let index = items.indexOf(tried); index < operators.length; index++) {
    const [item, handler] = items.slice(index, index + 2);
    if (item === undefined || handler === undefined || operators[index] !== '||' || !alwaysSucceeds(handler)) continue;
    const { start } = item.span;
    const { end } = handler.span;
    edits.push({ span: { start, end: start }, text: '{ ' }, { span: { start: end, end }, text: '; }' });
    index++;
  }
  return { title: 'Let only the last command fail', edits };
}
