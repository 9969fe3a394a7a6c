// Which parts of a script are run in every case.

import { once } from './commands/once.ts';
import type { AndOr, ShellNode } from './tree.ts';

/** Whether `node` is run in every RUN that succeeds. */
export function isUnconditional(node: ShellNode): boolean {
  for (let around = node.parent; around !== undefined; around = around.parent) {
    if (around.type === 'compound' && around.kind !== 'group' && around.kind !== 'subshell') return false;
    if (around.type === 'and-or' && isBranching(around)) return false;
  }
  return true;
}

/** The name of the function that `node` is in: it is run where that is called. */
export function functionAround(node: ShellNode): string | undefined {
  for (let around = node.parent; around !== undefined; around = around.parent) {
    if (around.type === 'compound' && around.kind === 'function') return around.name;
  }
  return undefined;
}

/** More than a chain of `&&` that a failure ends. */
const isBranching = once(({ operators, items }: AndOr): boolean => operators.includes('||') || items.some(isTest));

function isTest(node: ShellNode): boolean {
  if (node.type === 'compound') return node.kind === 'test';
  return node.type === 'command' && (node.name === '[' || node.name === 'test');
}
