// The tree of an HCL file, as far as bake uses the language: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md

import type { Span } from '../../syntax/source.ts';

export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

export interface Attribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
}

/** `target "app" { … }` */
export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  /** From the type to the last label. */
  readonly headSpan: Span;
  readonly body: Body;
}

export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

/** `.name`, `[index]`, `.*` and `[*]`. */
export type Step =
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'index'; readonly index: Expression }
  | { readonly type: 'splat' };

export interface ObjectEntry {
  readonly key: Expression;
  readonly value: Expression;
}

/** What can be repeated without brackets is a list here, so that no tree is deeper than the brackets of the file. */
export type Expression =
  | { readonly type: 'literal'; readonly value: string | number | boolean | null; readonly span: Span }
  | { readonly type: 'template'; readonly parts: readonly Expression[]; readonly span: Span }
  /** The template in a heredoc or in a string of JSON, which is read when somebody needs it. */
  | { readonly type: 'unparsed'; readonly text: string; readonly span: Span }
  /** Syntax that is left to the real thing. */
  | { readonly type: 'unread'; readonly reason: string; readonly span: Span }
  | { readonly type: 'variable'; readonly name: string; readonly span: Span }
  | { readonly type: 'traversal'; readonly of: Expression; readonly steps: readonly Step[]; readonly span: Span }
  | {
      readonly type: 'call';
      readonly name: string;
      readonly args: readonly Expression[];
      readonly expands: boolean;
      readonly span: Span;
    }
  | { readonly type: 'list'; readonly items: readonly Expression[]; readonly span: Span }
  | { readonly type: 'object'; readonly entries: readonly ObjectEntry[]; readonly span: Span }
  | {
      readonly type: 'unary';
      readonly operators: readonly ('!' | '-')[];
      readonly operand: Expression;
      readonly span: Span;
    }
  | { readonly type: 'binary'; readonly first: Expression; readonly rest: readonly Operation[]; readonly span: Span }
  | {
      readonly type: 'conditional';
      readonly cases: readonly Case[];
      readonly otherwise: Expression;
      readonly span: Span;
    }
  | For;

/** Operators of one rank, from left to right. */
export interface Operation {
  readonly operator: BinaryOperator;
  readonly operand: Expression;
}

/** `condition ? result :` */
export interface Case {
  readonly condition: Expression;
  readonly result: Expression;
}

/** `[for item in collection : result if condition]`, `{for key, item in collection : resultKey => result...}` */
export interface For {
  readonly type: 'for';
  readonly key: string | undefined;
  readonly item: string;
  readonly collection: Expression;
  /** Of an object. */
  readonly resultKey: Expression | undefined;
  readonly result: Expression;
  /** `...` gathers the results of equal keys in lists. */
  readonly groups: boolean;
  readonly condition: Expression | undefined;
  readonly span: Span;
}
