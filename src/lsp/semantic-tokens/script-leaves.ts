// The words and names of a shell script in one row. Between them stands what makes a script of them.

import type { Command, Compound, Redirect, Sequence, ShellNode, ShellWord } from '../../shell/tree.ts';
import type { Span } from '../../syntax/source.ts';

export interface Leaf {
  /** `assigned`: the name alone of `name=value`; `text`: what `<<` and `<<<` give a command. */
  readonly kind: 'assigned' | 'command' | 'option' | 'text' | 'word';
  readonly span: Span;
  /** Undefined for a name alone. */
  readonly word: ShellWord | undefined;
}

export interface Leaves {
  /** In the order of the file. */
  readonly leaves: readonly Leaf[];
  /** Scripts for other shells, which stand in the words and heredocs of their commands. */
  readonly nested: readonly Sequence[];
}

/** Builtins whose arguments give variables a value. */
const DECLARING: ReadonlySet<string> = new Set(['declare', 'export', 'local', 'readonly', 'typeset']);

const ASSIGNED = /^([A-Za-z_]\w*)\+?=/;

/** Those of `node` itself: scripts in words and for other shells are left to the caller. */
export function leavesOf(node: ShellNode): Leaves {
  const leaves: Leaf[] = [];
  const nested: Sequence[] = [];
  collect(node, { leaves, nested });
  return { leaves: leaves.toSorted((a, b) => a.span.start - b.span.start), nested };
}

interface Collection {
  readonly leaves: Leaf[];
  readonly nested: Sequence[];
}

function collect(node: ShellNode, into: Collection): void {
  switch (node.type) {
    case 'command':
      return collectCommand(node, into);
    case 'compound':
      return collectCompound(node, into);
    case 'and-or':
    case 'pipeline':
    case 'sequence':
      for (const item of node.items) collect(item, into);
      return;
    default:
      node satisfies never;
  }
}

function collectCommand(command: Command, { leaves, nested }: Collection): void {
  const { words, nameWord, wrappers, assignments, redirects, name = '' } = command;
  for (const { name: assigned, span, value, elements } of assignments) {
    leaves.push({ kind: 'assigned', span: { start: span.start, end: span.start + assigned.length }, word: undefined });
    for (const word of value === undefined ? elements : [value]) leaves.push(leafOf('word', word));
  }
  let isBeforeName = nameWord !== undefined;
  for (const word of words) {
    if (word === nameWord) isBeforeName = false;
    const assigned = isBeforeName || DECLARING.has(name) ? ASSIGNED.exec(word.text) : undefined;
    if (word === nameWord || (isBeforeName && wrappers.includes(word.value ?? ''))) {
      leaves.push(leafOf('command', word));
    } else if (word.literalPrefix.startsWith('-')) {
      leaves.push(leafOf('option', word));
    } else if (assigned) {
      const [before, variable = ''] = assigned;
      const { start, end } = word.span;
      leaves.push({ kind: 'assigned', span: { start, end: start + variable.length }, word: undefined });
      leaves.push({ kind: 'word', span: { start: start + before.length, end }, word });
    } else {
      leaves.push(leafOf('word', word));
    }
  }
  collectRedirects(redirects, leaves);
  if (command.nested !== undefined) nested.push(command.nested.body);
}

function collectCompound({ kind, words, conditions, bodies, redirects }: Compound, into: Collection): void {
  for (const word of words) {
    const isOption = kind === 'test' && word.literalPrefix.startsWith('-');
    into.leaves.push(leafOf(isOption ? 'option' : 'word', word));
  }
  for (const list of [...conditions, ...bodies]) collect(list, into);
  collectRedirects(redirects, into.leaves);
}

function collectRedirects(redirects: readonly Redirect[], leaves: Leaf[]): void {
  for (const { operator, target } of redirects) {
    if (target !== undefined) leaves.push(leafOf(operator.startsWith('<<') ? 'text' : 'word', target));
  }
}

function leafOf(kind: Leaf['kind'], word: ShellWord): Leaf {
  return { kind, span: word.span, word };
}
