// Marks on a text, which may lie in each other, and the row of tokens that they make: nothing twice.

import type { Span } from '../../syntax/source.ts';

/** The order is that of the legend. */
export const tokenTypes = [
  'comment',
  'keyword',
  'macro',
  'namespace',
  'class',
  'variable',
  'property',
  'parameter',
  'function',
  'enumMember',
  'label',
  'string',
  'number',
  'operator',
] as const;

export const tokenModifiers = ['declaration', 'readonly', 'defaultLibrary', 'deprecated'] as const;

export type TokenType = (typeof tokenTypes)[number];
export type TokenModifier = (typeof tokenModifiers)[number];

/** A stretch of text and what it is. Without a type it is nothing, whatever lies around it says. */
export interface Mark {
  readonly span: Span;
  readonly type: TokenType | undefined;
  readonly modifiers: readonly TokenModifier[];
}

const NONE: readonly TokenModifier[] = [];

/** Marks in any order. Of two with the same place the later one lies in the earlier one. */
export class Marks {
  readonly #marks: Mark[] = [];

  add(type: TokenType | undefined, span: Span, ...modifiers: readonly TokenModifier[]): void {
    if (span.end > span.start) this.#marks.push({ span, type, modifiers: modifiers.length === 0 ? NONE : modifiers });
  }

  /** In the order of the text, one behind the other: of marks in each other the innermost counts. */
  tokens(): readonly Mark[] {
    const tokens: Mark[] = [];
    const open: Mark[] = [];
    let at = 0;
    const emit = ({ type, modifiers }: Mark, end: number): void => {
      if (type !== undefined && end > at) tokens.push({ span: { start: at, end }, type, modifiers });
      at = Math.max(at, end);
    };
    const close = (until: number): void => {
      for (let top = open.at(-1); top !== undefined && top.span.end <= until; top = open.at(-1)) {
        emit(top, top.span.end);
        open.pop();
      }
    };
    const outerFirst = (a: Mark, b: Mark): number => a.span.start - b.span.start || b.span.end - a.span.end;
    for (const mark of this.#marks.toSorted(outerFirst)) {
      close(mark.span.start);
      const around = open.at(-1);
      if (around !== undefined) emit(around, mark.span.start);
      at = Math.max(at, mark.span.start);
      open.push(mark);
    }
    close(Infinity);
    return tokens;
  }
}
