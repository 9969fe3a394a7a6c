// Tree -> values: variables with their defaults, functions, `for`. What nobody can know here has a reason instead.

import { unknown, type Unknown } from '../build.ts';
import type { BinaryOperator, Block, Body, Expression, For, Operation, Step } from './ast.ts';
import { callFunction } from './functions.ts';
import { parseTemplate } from './parse.ts';
import {
  equals,
  type HclObject,
  type HclValue,
  isList,
  isObject,
  isUnknown,
  toBoolean,
  toNumber,
  toText,
} from './value.ts';

/** What is defined around an expression: the parameters of a function, the items of a `for`, a row of a matrix. */
export type Locals = ReadonlyMap<string, HclValue>;

/** The value of an attribute of another block: `target.base.context`. */
export type BlockLookup = (type: string, name: string, attribute: string) => HclValue;

interface UserFunction {
  readonly params: readonly string[];
  readonly variadic: string | undefined;
  readonly result: Expression;
}

const NO_LOCALS: Locals = new Map();
/** Functions and variables that lead to each other. */
const DEEPEST = 150;
/** How much all expressions of a build may cost together: nodes, and the characters and items of what they make. */
const MOST_WORK = 1_000_000;

/** Evaluates the expressions of files that belong together. Everything is computed when somebody asks, and once. */
export class Evaluator {
  readonly #variables = new Map<string, Expression | undefined>();
  readonly #functions = new Map<string, UserFunction>();
  readonly #values = new Map<string, HclValue>();
  readonly #blockLookup: BlockLookup;
  #depth = 0;
  #work = 0;

  /** `fixed` are variables that bake itself sets. Of two definitions the later one counts. */
  constructor(bodies: readonly Body[], fixed: Locals, blockLookup: BlockLookup) {
    this.#blockLookup = blockLookup;
    for (const { attributes, blocks } of bodies) {
      for (const block of blocks) this.#define(block);
      for (const { name, value } of attributes) this.#variables.set(name, value);
    }
    for (const [name, value] of fixed) this.#values.set(name, value);
  }

  evaluate(expression: Expression, locals: Locals = NO_LOCALS): HclValue {
    if (this.#depth > DEEPEST) return unknown('nested too deeply');
    if (!this.#spend(1)) return unknown('too much to evaluate');
    this.#depth++;
    const value = this.#evaluate(expression, locals);
    this.#depth--;
    return this.#spend(sizeOf(value)) ? value : unknown('too much to evaluate');
  }

  #define({ type, labels: [name], body: { attributes } }: Block): void {
    const find = (wanted: string): Expression | undefined =>
      attributes.findLast((attribute) => attribute.name === wanted)?.value;
    if (name === undefined) return;
    if (type === 'variable') this.#variables.set(name, find('default'));
    const [params, result] = [find('params'), find('result')];
    if (type !== 'function' || result === undefined || params?.type !== 'list') return;
    const [variadic] = [find('variadic_params')].map((found) => found && wordOf(found));
    this.#functions.set(name, { params: params.items.map(wordOf), variadic, result });
  }

  #spend(work: number): boolean {
    this.#work += work;
    return this.#work <= MOST_WORK;
  }

  #evaluate(expression: Expression, locals: Locals): HclValue {
    switch (expression.type) {
      case 'literal':
        return expression.value;
      case 'template':
        return this.#template(expression.parts, locals);
      case 'unparsed': {
        if (!this.#spend(expression.text.length)) return unknown('too much to evaluate');
        const parsed = parseTemplate(expression.text);
        return parsed.ok ? this.evaluate(parsed.value, locals) : unknown(parsed.error.message);
      }
      case 'unread':
        return unknown(expression.reason);
      case 'variable':
        return locals.get(expression.name) ?? this.#variable(expression.name, locals);
      case 'traversal':
        return this.#traversal(expression.of, expression.steps, locals);
      case 'call':
        return this.#call(expression.name, expression.args, expression.expands, locals);
      case 'list':
        return expression.items.map((item) => this.evaluate(item, locals));
      case 'object':
        return this.#object(expression.entries, locals);
      case 'unary':
        return this.#unary(expression.operators, this.evaluate(expression.operand, locals));
      case 'binary':
        return this.#binary(expression.first, expression.rest, locals);
      case 'conditional':
        for (const { condition, result } of expression.cases) {
          const holds = toBoolean(this.evaluate(condition, locals));
          if (isUnknown(holds)) return holds;
          if (holds) return this.evaluate(result, locals);
        }
        return this.evaluate(expression.otherwise, locals);
      case 'for':
        return this.#for(expression, locals);
      default:
        return expression satisfies never;
    }
  }

  /** `"${x}"` alone is the value itself. */
  #template(parts: readonly Expression[], locals: Locals): HclValue {
    const [first] = parts;
    if (first !== undefined && parts.length === 1) return this.evaluate(first, locals);
    let text = '';
    for (const part of parts) {
      const value = toText(this.evaluate(part, locals));
      if (isUnknown(value)) return value;
      text += value;
    }
    return text;
  }

  /** Bake takes a variable without a default for empty text (hclparser.resolveValue). */
  #variable(name: string, locals: Locals): HclValue {
    if (locals.has(name)) return null;
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    if (!this.#variables.has(name)) return unknown(`there is no variable "${name}"`);
    const definition = this.#variables.get(name);
    this.#values.set(name, unknown(`"${name}" refers to itself`));
    const value = definition === undefined ? '' : this.evaluate(definition);
    this.#values.set(name, value);
    return value;
  }

  #traversal(of: Expression, steps: readonly Step[], locals: Locals): HclValue {
    const [block, attribute] = steps;
    const isBlock = of.type === 'variable' && (of.name === 'target' || of.name === 'group') && !locals.has(of.name);
    if (isBlock && block?.type === 'name' && attribute?.type === 'name') {
      return this.#follow(this.#blockLookup(of.name, block.name, attribute.name), steps, 2, locals);
    }
    return this.#follow(this.evaluate(of, locals), steps, 0, locals);
  }

  #follow(start: HclValue, steps: readonly Step[], from: number, locals: Locals): HclValue {
    let value = start;
    for (let at = from; at < steps.length; at++) {
      const step = steps[at];
      if (step === undefined || isUnknown(value)) break;
      if (step.type === 'splat') return this.#splat(value, steps, at + 1, locals);
      value = element(value, step.type === 'name' ? step.name : this.evaluate(step.index, locals));
    }
    return value;
  }

  /** The rest of the steps for each item; a value that is no list is a list of one. */
  #splat(value: HclValue, steps: readonly Step[], from: number, locals: Locals): HclValue {
    if (this.#depth > DEEPEST) return unknown('nested too deeply');
    this.#depth++;
    const items = isList(value) ? value : value === null ? [] : [value];
    const all = items.map((item) =>
      this.#spend(1) ? this.#follow(item, steps, from, locals) : unknown('too much to evaluate'),
    );
    this.#depth--;
    return all;
  }

  #call(name: string, written: readonly Expression[], expands: boolean, locals: Locals): HclValue {
    const args = written.map((arg) => this.evaluate(arg, locals));
    if (expands) {
      const last = args.pop() ?? null;
      if (!isList(last)) return isUnknown(last) ? last : unknown('only a list can be expanded');
      args.push(...last.slice(0, MOST_WORK));
    }
    const own = this.#functions.get(name);
    if (own === undefined) return callFunction(name, args);
    const parameters = new Map<string, HclValue>(own.params.map((param, at) => [param, args[at] ?? null]));
    if (own.variadic !== undefined) parameters.set(own.variadic, args.slice(own.params.length));
    return this.evaluate(own.result, parameters);
  }

  #object(entries: readonly { readonly key: Expression; readonly value: Expression }[], locals: Locals): HclValue {
    const object = new Map<string, HclValue>();
    for (const entry of entries) {
      const key = toText(this.evaluate(entry.key, locals));
      if (isUnknown(key)) return key;
      object.set(key, this.evaluate(entry.value, locals));
    }
    return object;
  }

  #unary(operators: readonly ('!' | '-')[], operand: HclValue): HclValue {
    let value = operand;
    for (const operator of operators.toReversed()) {
      const read = operator === '!' ? toBoolean(value) : toNumber(value);
      if (isUnknown(read)) return read;
      value = typeof read === 'boolean' ? !read : -read;
    }
    return value;
  }

  #binary(first: Expression, rest: readonly Operation[], locals: Locals): HclValue {
    let value = this.evaluate(first, locals);
    for (const { operator, operand } of rest) value = operate(operator, value, this.evaluate(operand, locals));
    return value;
  }

  #for(expression: For, locals: Locals): HclValue {
    const collection = this.evaluate(expression.collection, locals);
    if (!isList(collection) && !isObject(collection)) {
      return isUnknown(collection) ? collection : unknown('only a list or an object has items');
    }
    const items: HclValue[] = [];
    const object = new Map<string, HclValue>();
    const groups = new Map<string, HclValue[]>();
    for (const [key, item] of itemsOf(collection)) {
      if (!this.#spend(locals.size)) return unknown('too much to evaluate');
      const inner = new Map(locals).set(expression.item, item);
      if (expression.key !== undefined) inner.set(expression.key, key);
      const { condition, resultKey } = expression;
      const isWanted = condition === undefined || toBoolean(this.evaluate(condition, inner));
      if (isUnknown(isWanted)) return isWanted;
      if (!isWanted) continue;
      const result = this.evaluate(expression.result, inner);
      if (resultKey === undefined) {
        items.push(result);
        continue;
      }
      const name = toText(this.evaluate(resultKey, inner));
      if (isUnknown(name)) return name;
      const group = groups.get(name) ?? [];
      group.push(result);
      groups.set(name, group);
      object.set(name, expression.groups ? group : result);
    }
    return expression.resultKey === undefined ? items : object;
  }
}

function sizeOf(value: HclValue): number {
  if (typeof value === 'string' || isList(value)) return value.length;
  return isObject(value) ? value.size : 0;
}

/** Objects are in the order of their keys. */
function itemsOf(collection: readonly HclValue[] | HclObject): Iterable<readonly [number | string, HclValue]> {
  return isList(collection) ? collection.entries() : [...collection].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function operate(operator: BinaryOperator, a: HclValue, b: HclValue): HclValue {
  switch (operator) {
    case '||':
    case '&&':
      return logical(operator === '||', toBoolean(a), toBoolean(b));
    case '==':
      return equals(a, b);
    case '!=': {
      const same = equals(a, b);
      return isUnknown(same) ? same : !same;
    }
    default: {
      const [left, right] = [toNumber(a), toNumber(b)];
      if (isUnknown(left)) return left;
      return isUnknown(right) ? right : calculate(operator, left, right);
    }
  }
}

/** One side that decides is enough. */
function logical(decisive: boolean, a: boolean | Unknown, b: boolean | Unknown): boolean | Unknown {
  if (a === decisive || b === decisive) return decisive;
  return isUnknown(a) ? a : b;
}

function calculate(operator: Exclude<BinaryOperator, '||' | '&&' | '==' | '!='>, a: number, b: number): HclValue {
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? unknown('a division by zero') : a / b;
    case '%':
      return b === 0 ? unknown('a division by zero') : a % b;
    default:
      return operator satisfies never;
  }
}

function element(value: HclValue, index: HclValue): HclValue {
  if (isUnknown(index)) return index;
  const found = isList(value) && typeof index === 'number' ? value[index] : isObject(value) && value.get(String(index));
  return found === undefined || found === false ? (found ?? unknown(`there is no "${String(index)}"`)) : found;
}

/** The name of a parameter: a word, in JSON a text. */
function wordOf(expression: Expression): string {
  if (expression.type === 'variable') return expression.name;
  return expression.type === 'literal' ? String(expression.value) : '';
}
