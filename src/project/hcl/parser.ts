// The grammar of HCL: tokens -> tree.

import { EmbeddedActionsParser, type IToken, type ParserMethod, type TokenType } from 'chevrotain';
import type { Attribute, Block, Body, Case, Expression, ObjectEntry, Operation, Step } from './ast.ts';
import { readHeredoc } from './heredoc.ts';
import {
  between,
  binary,
  endOf,
  join,
  literal,
  named,
  operatorOf,
  spanOf,
  template,
  unescape,
  unreadAt,
} from './nodes.ts';
import * as tokens from './tokens.ts';

/** Brackets and blocks inside each other: the stack is finite. */
const DEEPEST = 64;

/** Thrown where the brackets of a file lie too deep. */
export class TooDeep extends Error {
  /** An offset in the text. */
  readonly at: number;

  constructor(at: number) {
    super('nested too deeply');
    this.at = at;
  }
}

/** Reads one list of tokens at a time: `start`, then call `file` or `template`. */
class HclParser extends EmbeddedActionsParser {
  #depth = 0;

  constructor() {
    super([...tokens.vocabulary], { recoveryEnabled: false, maxLookahead: 2 });
    this.performSelfAnalysis();
  }

  /** Forgets what it read before. */
  start(input: IToken[]): void {
    this.input = input;
    this.#depth = 0;
  }

  readonly file = this.RULE('file', (): Body => this.SUBRULE(this.body));

  readonly body = this.RULE('body', (): Body => {
    const attributes: Attribute[] = [];
    const blocks: Block[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(tokens.LineEnd) },
        { ALT: () => attributes.push(this.SUBRULE(this.attribute)) },
        { ALT: () => blocks.push(this.SUBRULE(this.block)) },
      ]);
    });
    return { attributes, blocks };
  });

  readonly attribute = this.RULE('attribute', (): Attribute => {
    const name = this.CONSUME(tokens.Identifier);
    this.CONSUME(tokens.Equals);
    const value = this.SUBRULE(this.expression);
    return { name: name.image, nameSpan: spanOf(name), value };
  });

  readonly block = this.RULE('block', (): Block => {
    const type = this.CONSUME(tokens.Identifier);
    const labels: string[] = [];
    this.MANY(() => labels.push(this.SUBRULE(this.label)));
    const headSpan = this.ACTION(() => ({ start: type.startOffset, end: endOf(this.LA(0)) }));
    this.CONSUME(tokens.BraceOpen);
    this.ACTION(() => this.#enter());
    const body = this.SUBRULE(this.body);
    this.CONSUME(tokens.BraceClose);
    this.ACTION(() => this.#depth--);
    return { type: type.image, labels, headSpan, body };
  });

  readonly label = this.RULE('label', (): string =>
    this.OR([
      { ALT: () => this.CONSUME(tokens.Identifier).image },
      {
        ALT: () => {
          const text = this.SUBRULE(this.quoted);
          return text.type === 'literal' ? String(text.value) : '';
        },
      },
    ]),
  );

  readonly expression = this.RULE('expression', (): Expression => {
    this.ACTION(() => this.#enter());
    const cases: Case[] = [];
    let otherwise = this.SUBRULE(this.disjunction);
    this.MANY(() => {
      this.CONSUME(tokens.Question);
      const result = this.SUBRULE(this.expression);
      this.CONSUME(tokens.Colon);
      cases.push({ condition: otherwise, result });
      otherwise = this.SUBRULE2(this.disjunction);
    });
    return this.ACTION((): Expression => {
      this.#depth--;
      const [first] = cases;
      if (first === undefined) return otherwise;
      return { type: 'conditional', cases, otherwise, span: join(first.condition.span, otherwise.span) };
    });
  });

  readonly disjunction = this.RULE('disjunction', (): Expression => this.#binary(tokens.OrOperator, this.conjunction));
  readonly conjunction = this.RULE('conjunction', (): Expression => this.#binary(tokens.AndOperator, this.equality));
  readonly equality = this.RULE('equality', (): Expression => this.#binary(tokens.EqualityOperator, this.order));
  readonly order = this.RULE('order', (): Expression => this.#binary(tokens.OrderOperator, this.sum));

  readonly sum = this.RULE('sum', (): Expression => {
    const first = this.SUBRULE(this.product);
    const rest: Operation[] = [];
    this.MANY(() => {
      const operator = this.OR([{ ALT: () => this.CONSUME(tokens.Plus) }, { ALT: () => this.CONSUME(tokens.Minus) }]);
      rest.push({ operator: operatorOf(operator), operand: this.SUBRULE2(this.product) });
    });
    return this.ACTION(() => binary(first, rest));
  });

  readonly product = this.RULE('product', (): Expression => this.#binary(tokens.ProductOperator, this.unary));

  readonly unary = this.RULE('unary', (): Expression => {
    const operators: ('!' | '-')[] = [];
    let start: number | undefined;
    this.MANY(() => {
      const operator = this.OR([{ ALT: () => this.CONSUME(tokens.Not) }, { ALT: () => this.CONSUME(tokens.Minus) }]);
      operators.push(operator.image === '!' ? '!' : '-');
      start ??= operator.startOffset;
    });
    const operand = this.SUBRULE(this.traversal);
    return this.ACTION((): Expression => {
      if (start === undefined) return operand;
      return { type: 'unary', operators, operand, span: { start, end: operand.span.end } };
    });
  });

  readonly traversal = this.RULE('traversal', (): Expression => {
    const of = this.SUBRULE(this.primary);
    const steps: Step[] = [];
    this.MANY(() => steps.push(this.SUBRULE(this.step)));
    return this.ACTION((): Expression => {
      if (steps.length === 0) return of;
      return { type: 'traversal', of, steps, span: { start: of.span.start, end: endOf(this.LA(0)) } };
    });
  });

  readonly step = this.RULE('step', (): Step =>
    this.OR([
      {
        ALT: () => {
          this.CONSUME(tokens.Dot);
          return this.OR2([
            { ALT: (): Step => ({ type: 'name', name: this.CONSUME(tokens.Identifier).image }) },
            { ALT: (): Step => ({ type: 'index', index: this.#number() }) },
            { ALT: (): Step => this.#splat() },
          ]);
        },
      },
      {
        ALT: () => {
          this.CONSUME(tokens.ListOpen);
          const step = this.OR3([
            {
              ALT: (): Step => {
                this.CONSUME2(tokens.Star);
                return { type: 'splat' };
              },
            },
            { ALT: (): Step => ({ type: 'index', index: this.SUBRULE(this.expression) }) },
          ]);
          this.CONSUME(tokens.ListClose);
          return step;
        },
      },
    ]),
  );

  readonly primary = this.RULE('primary', (): Expression =>
    this.OR([
      { ALT: () => this.SUBRULE(this.named) },
      { ALT: () => this.SUBRULE(this.quoted) },
      { ALT: () => this.SUBRULE(this.list) },
      { ALT: () => this.SUBRULE(this.object) },
      { ALT: () => this.SUBRULE(this.listFor) },
      { ALT: () => this.SUBRULE(this.objectFor) },
      { ALT: () => this.SUBRULE(this.parenthesised) },
      { ALT: () => this.#number() },
      {
        ALT: () => {
          const heredoc = this.CONSUME(tokens.Heredoc);
          return this.ACTION(() => readHeredoc(heredoc.image, spanOf(heredoc)));
        },
      },
    ]),
  );

  /** A variable, a call, `true`, `false` or `null`. */
  readonly named = this.RULE('named', (): Expression => {
    const name = this.CONSUME(tokens.Identifier);
    const args = this.OPTION(() => this.SUBRULE(this.callArguments));
    return this.ACTION((): Expression => {
      if (args === undefined) return named(name);
      return { type: 'call', name: name.image, ...args, span: between(name, this.LA(0)) };
    });
  });

  readonly callArguments = this.RULE('callArguments', () => {
    const args: Expression[] = [];
    let expands = false;
    this.CONSUME(tokens.ParenOpen);
    this.OPTION(() => {
      args.push(this.SUBRULE(this.expression));
      this.MANY(() => {
        this.CONSUME(tokens.Comma);
        this.OPTION2(() => args.push(this.SUBRULE2(this.expression)));
      });
      this.OPTION3(() => {
        this.CONSUME(tokens.Ellipsis);
        expands = true;
      });
    });
    this.CONSUME(tokens.ParenClose);
    return { args, expands };
  });

  readonly parenthesised = this.RULE('parenthesised', (): Expression => {
    const open = this.CONSUME(tokens.ParenOpen);
    const inner = this.SUBRULE(this.expression);
    const close = this.CONSUME(tokens.ParenClose);
    // A traversal of no steps: `(name)` as the key of an object is not the word `name`.
    return { type: 'traversal', of: inner, steps: [], span: between(open, close) };
  });

  readonly list = this.RULE('list', (): Expression => {
    const items: Expression[] = [];
    const open = this.CONSUME(tokens.ListOpen);
    this.OPTION(() => {
      items.push(this.SUBRULE(this.expression));
      this.MANY(() => {
        this.CONSUME(tokens.Comma);
        this.OPTION2(() => items.push(this.SUBRULE2(this.expression)));
      });
    });
    const close = this.CONSUME(tokens.ListClose);
    return { type: 'list', items, span: between(open, close) };
  });

  readonly object = this.RULE('object', (): Expression => {
    const entries: ObjectEntry[] = [];
    const open = this.CONSUME(tokens.BraceOpen);
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(tokens.LineEnd) },
        { ALT: () => this.CONSUME(tokens.Comma) },
        { ALT: () => entries.push(this.SUBRULE(this.objectEntry)) },
      ]);
    });
    const close = this.CONSUME(tokens.BraceClose);
    return { type: 'object', entries, span: between(open, close) };
  });

  readonly objectEntry = this.RULE('objectEntry', (): ObjectEntry => {
    const key = this.SUBRULE(this.traversal);
    this.OR([{ ALT: () => this.CONSUME(tokens.Equals) }, { ALT: () => this.CONSUME(tokens.Colon) }]);
    const value = this.SUBRULE(this.expression);
    const isWord = key.type === 'variable' || (key.type === 'literal' && typeof key.value !== 'string');
    const text = key.type === 'variable' ? key.name : String(key.type === 'literal' ? key.value : '');
    return { key: isWord ? { type: 'literal', value: text, span: key.span } : key, value };
  });

  readonly forHead = this.RULE('forHead', () => {
    this.CONSUME(tokens.ForWord);
    const first = this.CONSUME(tokens.Identifier).image;
    const second = this.OPTION(() => {
      this.CONSUME(tokens.Comma);
      return this.CONSUME2(tokens.Identifier).image;
    });
    this.CONSUME(tokens.InWord);
    const collection = this.SUBRULE(this.expression);
    this.CONSUME(tokens.Colon);
    return { key: second === undefined ? undefined : first, item: second ?? first, collection };
  });

  readonly listFor = this.RULE('listFor', (): Expression => {
    const open = this.CONSUME(tokens.ListForOpen);
    const head = this.SUBRULE(this.forHead);
    const result = this.SUBRULE(this.expression);
    const condition = this.OPTION(() => this.SUBRULE(this.forCondition));
    const close = this.CONSUME(tokens.ListClose);
    const span = between(open, close);
    return { type: 'for', ...head, resultKey: undefined, result, groups: false, condition, span };
  });

  readonly objectFor = this.RULE('objectFor', (): Expression => {
    const open = this.CONSUME(tokens.ObjectForOpen);
    const head = this.SUBRULE(this.forHead);
    const resultKey = this.SUBRULE(this.expression);
    this.CONSUME(tokens.Arrow);
    const result = this.SUBRULE2(this.expression);
    const groups = this.OPTION(() => this.CONSUME(tokens.Ellipsis)) !== undefined;
    const condition = this.OPTION2(() => this.SUBRULE(this.forCondition));
    const close = this.CONSUME(tokens.BraceClose);
    return { type: 'for', ...head, resultKey, result, groups, condition, span: between(open, close) };
  });

  readonly forCondition = this.RULE('forCondition', (): Expression => {
    this.CONSUME(tokens.IfWord);
    return this.SUBRULE(this.expression);
  });

  readonly quoted = this.RULE('quoted', (): Expression => {
    const open = this.CONSUME(tokens.QuoteOpen);
    const parts = this.SUBRULE(this.parts);
    const close = this.CONSUME(tokens.QuoteClose);
    return this.ACTION(() => template(parts, between(open, close)));
  });

  /** The body of a heredoc, or a string of JSON. */
  readonly template = this.RULE('template', (): Expression => {
    const parts = this.SUBRULE(this.parts);
    return this.ACTION(() => template(parts, { start: parts[0]?.span.start ?? 0, end: parts.at(-1)?.span.end ?? 0 }));
  });

  readonly parts = this.RULE('parts', (): readonly Expression[] => {
    const parts: Expression[] = [];
    this.MANY(() => parts.push(this.SUBRULE(this.part)));
    return parts;
  });

  readonly part = this.RULE('part', (): Expression =>
    this.OR([
      { ALT: () => this.#text(tokens.QuotedText, (image) => image) },
      { ALT: () => this.#text(tokens.HeredocText, (image) => image) },
      { ALT: () => this.#text(tokens.Escape, unescape) },
      { ALT: () => this.#text(tokens.TemplateEscape, (image) => image.slice(1)) },
      {
        ALT: () => {
          const directive = this.CONSUME(tokens.Directive);
          return unreadAt(spanOf(directive), 'a template directive is not followed');
        },
      },
      {
        ALT: () => {
          this.CONSUME(tokens.InterpolationOpen);
          const inner = this.SUBRULE(this.expression);
          this.CONSUME(tokens.BraceClose);
          return inner;
        },
      },
    ]),
  );

  /** `operand (operator operand)*` */
  #binary(operator: TokenType, operand: ParserMethod<[], Expression>): Expression {
    const first = this.SUBRULE(operand);
    const rest: Operation[] = [];
    this.MANY(() => {
      const found = this.CONSUME(operator);
      rest.push({ operator: operatorOf(found), operand: this.SUBRULE2(operand) });
    });
    return this.ACTION(() => binary(first, rest));
  }

  #text(type: TokenType, read: (image: string) => string): Expression {
    const found = this.CONSUME(type);
    return literal(found, read(found.image));
  }

  #splat(): Step {
    this.CONSUME(tokens.Star);
    return { type: 'splat' };
  }

  #number(): Expression {
    const number = this.CONSUME(tokens.NumberText);
    return literal(number, Number(number.image));
  }

  #enter(): void {
    if (++this.#depth > DEEPEST) throw new TooDeep(this.LA(1).startOffset);
  }
}

/** One parser for all files: to make it takes longer than to use it. */
export const parser = new HclParser();
