// The pieces that the grammar makes its tree of.

import type { IToken } from 'chevrotain';
import type { Span } from '../../syntax/source.ts';
import type { BinaryOperator, Expression, Operation } from './ast.ts';

const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const BINARY_OPERATORS: ReadonlySet<string> = new Set<BinaryOperator>([
  '||',
  '&&',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  '/',
  '%',
]);

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

export function binary(first: Expression, rest: readonly Operation[]): Expression {
  const last = rest.at(-1);
  return last === undefined ? first : { type: 'binary', first, rest, span: join(first.span, last.operand.span) };
}

/** A word that stands for itself, or a variable. */
export function named(name: IToken): Expression {
  const value = LITERALS.get(name.image);
  const span = spanOf(name);
  return value === undefined ? { type: 'variable', name: name.image, span } : { type: 'literal', value, span };
}

/** A string without expressions is one literal. */
export function template(parts: readonly Expression[], span: Span): Expression {
  let value = '';
  for (const part of parts) {
    if (part.type !== 'literal' || typeof part.value !== 'string') return { type: 'template', parts, span };
    value += part.value;
  }
  return { type: 'literal', value, span };
}

export function literal(token: IToken, value: string | number): Expression {
  return { type: 'literal', value, span: spanOf(token) };
}

export function unescape(image: string): string {
  const letter = image[1] ?? '';
  if (letter !== 'u' && letter !== 'U') return ESCAPES.get(letter) ?? letter;
  const code = Number.parseInt(image.slice(2), 16);
  return code <= 0x10_ffff ? String.fromCodePoint(code) : '\ufffd';
}

export function unreadAt(span: Span, reason: string): Expression {
  return { type: 'unread', reason, span };
}

function isBinaryOperator(image: string): image is BinaryOperator {
  return BINARY_OPERATORS.has(image);
}

export function operatorOf({ image }: IToken): BinaryOperator {
  return isBinaryOperator(image) ? image : '+';
}

export function endOf({ startOffset, image }: IToken): number {
  return startOffset + image.length;
}

export function spanOf(token: IToken): Span {
  return { start: token.startOffset, end: endOf(token) };
}

export function between(open: IToken, close: IToken): Span {
  return { start: open.startOffset, end: endOf(close) };
}

export function join(first: Span, last: Span): Span {
  return { start: first.start, end: last.end };
}
