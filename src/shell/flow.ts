// Where a command stands: what is around it, what is in it, who reads its output.

import type { Command, Compound, Pipeline, ShellNode, ShellWord } from './tree.ts';

type NodeOf<Type extends ShellNode['type']> = Extract<ShellNode, { readonly type: Type }>;

/** The nodes around `node`, from its parent outwards: through substitutions and nested scripts up to the script. */
export function* ancestors(node: ShellNode): Generator<ShellNode> {
  for (let around = node.parent; around !== undefined; around = around.parent) yield around;
}

/** The innermost node of type `type` around `node`. */
export function enclosing<Type extends ShellNode['type']>(node: ShellNode, type: Type): NodeOf<Type> | undefined {
  for (const ancestor of ancestors(node)) if (isOf(ancestor, type)) return ancestor;
  return undefined;
}

function isOf<Type extends ShellNode['type']>(node: ShellNode, type: Type): node is NodeOf<Type> {
  return node.type === type;
}

/** The nodes directly below `node`: first the scripts in its words and redirects. */
export function* children(node: ShellNode): Generator<ShellNode> {
  switch (node.type) {
    case 'command':
      for (const word of wordsOf(node)) yield* word.substitutions;
      if (node.nested) yield node.nested.body;
      return;
    case 'compound':
      for (const word of wordsOf(node)) yield* word.substitutions;
      yield* node.conditions;
      yield* node.bodies;
      return;
    case 'pipeline':
    case 'and-or':
    case 'sequence':
      yield* node.items;
      return;
    default:
      node satisfies never;
  }
}

/** `node` and everything below it, parents first, in source order but for heredocs. */
export function* nodesIn(node: ShellNode): Generator<ShellNode> {
  const pending = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    for (const child of [...children(next)].toReversed()) pending.push(child);
  }
}

/** The simple commands in `node`, itself included. */
export function* commandsIn(node: ShellNode): Generator<Command> {
  for (const inner of nodesIn(node)) if (inner.type === 'command') yield inner;
}

/** Every word of a command or compound, also of its wrappers, assignments and redirects. */
export function* wordsOf(node: Command | Compound): Generator<ShellWord> {
  const start = node.type === 'command' ? node.words[0]?.span.start : undefined;
  for (const { value, elements, span } of node.type === 'command' ? node.assignments : []) {
    // Those of `env` are among the words.
    if (start !== undefined && span.start >= start) break;
    if (value) yield value;
    yield* elements;
  }
  yield* node.words;
  for (const { target } of node.redirects) if (target) yield target;
}

/** The pipeline with another command in it of which `node` is one part. */
export function pipelineOf(node: ShellNode): Pipeline | undefined {
  const { parent } = node;
  return parent?.type === 'pipeline' && parent.items.length > 1 ? parent : undefined;
}

/** The part of its pipeline that comes after `node`; undefined for the last one and outside of pipelines. */
export function nextInPipeline(node: ShellNode): ShellNode | undefined {
  const { items = [] } = pipelineOf(node) ?? {};
  return items[indexOf(items, node) + 1];
}

/** The part of its pipeline that comes before `node`. */
export function previousInPipeline(node: ShellNode): ShellNode | undefined {
  const { items = [] } = pipelineOf(node) ?? {};
  return items[indexOf(items, node) - 1];
}

/**
 * What reads the standard output of `node`: the next part of a pipeline around it. Undefined where the output is
 * shown, goes into a file, or becomes the text of a substitution.
 */
export function consumerOf(node: ShellNode): ShellNode | undefined {
  let at = node;
  for (;;) {
    if ((at.type === 'command' || at.type === 'compound') && isOutputRedirected(at)) return undefined;
    const next = nextInPipeline(at);
    if (next !== undefined) return next;
    const { parent } = at;
    const isText = at.type === 'sequence' && (at.role === 'substitution' || at.role === 'process');
    if (parent === undefined || isText) return undefined;
    at = parent;
  }
}

/**
 * Whether `command` reads something on its standard input: what another part of a pipeline writes, a file, a heredoc.
 * Otherwise it reads the input of the RUN, which is empty; that of a command behind xargs is too.
 */
export function hasInput(command: Command): boolean {
  if (command.wrappers.includes('xargs')) return false;
  let at: ShellNode = command;
  for (;;) {
    if ((at.type === 'command' || at.type === 'compound') && isInputRedirected(at)) return true;
    if (previousInPipeline(at) !== undefined) return true;
    if (at.parent === undefined) return false;
    at = at.parent;
  }
}

function isInputRedirected({ redirects }: Command | Compound): boolean {
  return redirects.some(({ descriptor, target }) => descriptor === 0 && target?.value !== '/dev/null');
}

function isOutputRedirected({ redirects }: Command | Compound): boolean {
  return redirects.some(({ operator, descriptor }) => descriptor === 1 && operator.includes('>'));
}

/** Where `node` is in `items`, which stand in source order. */
function indexOf(items: readonly ShellNode[], node: ShellNode): number {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((items[middle]?.span.start ?? 0) <= node.span.start) low = middle;
    else high = middle - 1;
  }
  return items[low] === node ? low : items.indexOf(node);
}

/** Commands whose operands are names of variables, with or without a value. */
const DECLARERS = new Set([
  'declare',
  'export',
  'getopts',
  'local',
  'mapfile',
  'read',
  'readarray',
  'readonly',
  'typeset',
]);

/**
 * The variables that `node` gives a value in its own shell: `A=b` without a command, `export A=b`, `read A`, `for A in`.
 * For options that take a value the list may hold that too.
 */
export function assignedNames(node: Command | Compound): readonly string[] {
  if (node.type === 'compound') {
    return node.name !== undefined && (node.kind === 'for' || node.kind === 'select') ? [node.name] : [];
  }
  if (node.name === undefined) return node.nameWord === undefined ? node.assignments.map(({ name }) => name) : [];
  if (!DECLARERS.has(node.name)) return [];
  return node.args.flatMap(({ literalPrefix }) => /^[A-Za-z_]\w*/.exec(literalPrefix)?.[0] ?? []);
}
