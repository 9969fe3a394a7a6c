// What each compound command of the parser library consists of: words, conditions, bodies.

import {
  type ArithmeticExpression,
  type Command,
  type CommandNode,
  type CompoundList,
  forEachChild,
  type Redirection,
  type Statement,
  type SyntaxNode,
  type TestExpression,
  type Word,
} from 'unbash';
import type { CompoundKind } from './tree.ts';

export type CompoundNode = Exclude<CommandNode, Command>;

export type List = Pick<CompoundList, 'pos' | 'end'> & {
  readonly commands: readonly Pick<Statement, 'command' | 'background'>[];
};

export interface CompoundShape {
  readonly kind: CompoundKind;
  readonly name?: string | undefined;
  readonly words?: readonly Word[];
  readonly expressions?: readonly ArithmeticExpression[];
  readonly conditions?: readonly List[];
  readonly bodies?: readonly List[];
  readonly redirects?: readonly Redirection[];
}

/** The parts of `node`. The braces of a function's body are no group of their own. */
export function shapeOf(node: CompoundNode): CompoundShape {
  switch (node.type) {
    case 'Redirected': {
      const shape = shapeOf(node.command);
      return { ...shape, redirects: node.redirects };
    }
    case 'If': {
      const bodies = [node.then, ...node.elif.map((branch) => branch.then), ...(node.else ? [node.else] : [])];
      return { kind: 'if', conditions: [node.clause, ...node.elif.map((branch) => branch.clause)], bodies };
    }
    case 'For':
      return { kind: 'for', name: node.name.text, words: node.wordlist ?? [], bodies: [node.body] };
    case 'Select':
      return { kind: 'select', name: node.name.text, words: node.wordlist ?? [], bodies: [node.body] };
    case 'ArithmeticFor':
      return { kind: 'for', expressions: given([node.initialize, node.test, node.update]), bodies: [node.body] };
    case 'While':
      return { kind: 'while', conditions: [node.clause], bodies: [node.body] };
    case 'Case': {
      const words = [node.word, ...node.items.flatMap(({ pattern }) => pattern)];
      return { kind: 'case', words, bodies: node.items.map(({ body }) => body) };
    }
    case 'Subshell':
      return { kind: 'subshell', bodies: [node.body] };
    case 'BraceGroup':
      return { kind: 'group', bodies: [node.body] };
    case 'Function':
      return { kind: 'function', name: node.name.text, ...bodyOf(node.body) };
    case 'Coproc':
      return { kind: 'coproc', name: node.name?.text, ...bodyOf(node.body) };
    case 'TestCommand':
      return { kind: 'test', words: wordsOf(node.expression) };
    case 'ArithmeticCommand':
      return { kind: 'arithmetic', expressions: given([node.expression]) };
    default:
      return node satisfies never;
  }
}

function given<Value>(values: readonly (Value | undefined)[]): readonly Value[] {
  return values.filter((value) => value !== undefined);
}

function bodyOf(body: CommandNode | CompoundList): Pick<CompoundShape, 'bodies' | 'redirects'> {
  switch (body.type) {
    case 'CompoundList':
      return { bodies: [body] };
    case 'BraceGroup':
      return { bodies: [body.body] };
    case 'Redirected':
      return { ...bodyOf(body.command), redirects: body.redirects };
    default: {
      const { pos, end } = body;
      return { bodies: [{ pos, end, commands: [{ command: body, background: undefined }] }] };
    }
  }
}

/** Puts the children of `node` on a stack, the first on top. */
export function pushChildren(node: SyntaxNode, stack: SyntaxNode[]): void {
  const children: SyntaxNode[] = [];
  forEachChild(node, (child) => children.push(child));
  for (let child = children.pop(); child !== undefined; child = children.pop()) stack.push(child);
}

/** The operands of `[[ … ]]`, in source order. */
function wordsOf(expression: TestExpression): readonly Word[] {
  const words: Word[] = [];
  const pending: SyntaxNode[] = [expression];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.type === 'Word') {
      words.push(node);
      continue;
    }
    pushChildren(node, pending);
  }
  return words;
}
