// HCL text -> tree. Any text gives an answer: the tree, or the first error.

import type { IToken } from 'chevrotain';
import type { Body, Expression } from './ast.ts';
import { parser, TooDeep } from './parser.ts';
import { lexer } from './tokens.ts';

export interface HclError {
  readonly message: string;
  /** An offset in the text. */
  readonly at: number;
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: HclError };

/** Reads a whole file. */
export function parseHcl(text: string): Parsed<Body> {
  return parse(text, 'lines', () => parser.file());
}

/** Reads what stands between the quotes of a template: the body of a heredoc, or a string of a JSON file. */
export function parseTemplate(text: string): Parsed<Expression> {
  return parse(text, 'heredoc', () => parser.template());
}

function parse<T>(text: string, mode: 'lines' | 'heredoc', read: () => T): Parsed<T> {
  const { tokens, errors } = lexer.tokenize(text, mode);
  const [unread] = errors;
  if (unread !== undefined) return failure(`unexpected ${shown(text[unread.offset] ?? '')}`, unread.offset);
  parser.start(tokens);
  try {
    const value = read();
    const [error] = parser.errors;
    return error === undefined ? { ok: true, value } : unexpected(error.token, text);
  } catch (error) {
    if (error instanceof TooDeep) return failure(error.message, error.at);
    throw error;
  }
}

function unexpected({ image, startOffset }: IToken, text: string): Parsed<never> {
  const isEnd = image === '' || Number.isNaN(startOffset);
  return isEnd ? failure('unexpected end of file', text.length) : failure(`unexpected ${shown(image)}`, startOffset);
}

function shown(image: string): string {
  return image === '\n' ? 'end of line' : `"${image.split('\n', 1)[0]?.slice(0, 40) ?? ''}"`;
}

function failure(message: string, at: number): Parsed<never> {
  return { ok: false, error: { message, at } };
}
