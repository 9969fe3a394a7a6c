// Which parts of a script are run in every case.

import { ancestors } from './flow.ts';
import type { AndOr, ShellNode } from './tree.ts';

/** Whether `node` is run in every RUN that succeeds. */
export function isUnconditional(node: ShellNode): boolean {
  for (const around of ancestors(node)) {
    if (around.type === 'compound' && around.kind !== 'group' && around.kind !== 'subshell') return false;
    if (around.type === 'and-or' && isBranching(around)) return false;
  }
  return true;
}

/** The name of the function that `node` is in: it is run where that is called. */
export function functionAround(node: ShellNode): string | undefined {
  for (const around of ancestors(node)) {
    if (around.type === 'compound' && around.kind === 'function') return around.name;
  }
  return undefined;
}

const branching = new WeakMap<AndOr, boolean>();

/** More than a chain of `&&` that a failure ends. */
function isBranching(list: AndOr): boolean {
  let known = branching.get(list);
  if (known === undefined) {
    known = list.operators.includes('||') || list.items.some(isTest);
    branching.set(list, known);
  }
  return known;
}

function isTest(node: ShellNode): boolean {
  if (node.type === 'compound') return node.kind === 'test';
  return node.type === 'command' && (node.name === '[' || node.name === 'test');
}
