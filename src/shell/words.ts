// The parser library's words as ours: what is known of their value, what they read, which scripts are in them.

import type { ArithmeticExpression, HereDoc, SyntaxNode, Word, WordPart } from 'unbash';
import type { Folded } from '../syntax/folded.ts';
import type { Span } from '../syntax/source.ts';
import { pushChildren } from './compound-shape.ts';
import type { Dialect, Sequence, SequenceRole, ShellWord, VariableRead } from './tree.ts';

/** A part that holds a script. */
export type ScriptPart = Extract<SyntaxNode, { readonly script: unknown }>;

/** Where words are read. */
export interface WordContext {
  /** The text that the library's positions count in. */
  readonly text: Folded;
  readonly dialect: Dialect;
  /** Every variable that is read is added. */
  readonly variables: VariableRead[];
  /** Reads the script of a substitution; undefined where that is too deep. */
  readonly readScript: (part: ScriptPart, role: SequenceRole) => Sequence | undefined;
  /** Notes that something was left out. */
  readonly giveUp: () => void;
}

type Value = Pick<ShellWord, 'value' | 'pattern' | 'literalPrefix' | 'splits'>;

/** One word. */
export function readWord(word: Word, context: WordContext): ShellWord {
  const { text, parts } = word;
  const span = context.text.spanOf(word.pos, word.end);
  if (parts === undefined) return plainWord(text, word.value, span);
  const { value, pattern, literalPrefix, splits } = valueOf(parts, context.dialect);
  const { variables, substitutions } = readContents(parts, context);
  return { text, value, pattern, literalPrefix, splits, span, variables, substitutions };
}

/** An arithmetic expression, which has expansions in it as a word has. */
export function readExpression(expression: ArithmeticExpression, context: WordContext): ShellWord {
  const { pos, end } = expression;
  const text = context.text.text.slice(pos, end);
  const value = { value: undefined, pattern: undefined, literalPrefix: '', splits: false };
  return { text, ...value, span: context.text.spanOf(pos, end), ...readContents([expression], context) };
}

/** A heredoc's body. */
export function readHeredocBody({ body, operator, delimiter }: HereDoc, context: WordContext): ShellWord {
  const { pos, end, parts } = body;
  const text = context.text.text.slice(pos, end);
  const [first] = parts ?? [];
  const known = parts === undefined ? text : first?.type === 'Literal' ? first.text : '';
  const lines = operator === '<<-' ? known.replaceAll(/^\t+/gm, '') : known;
  const literalPrefix = delimiter?.quoted === true ? lines : withoutEscapes(lines);
  const value = parts === undefined ? literalPrefix : undefined;
  const span = context.text.spanOf(pos, end);
  return { text, value, pattern: value, literalPrefix, splits: false, span, ...readContents(parts ?? [], context) };
}

function withoutEscapes(body: string): string {
  return body.replaceAll(/\\([$`\\]|\n)/g, (_, next: string) => (next === '\n' ? '' : next));
}

/** A word without quotes and expansions. */
function plainWord(text: string, pattern: string, span: Span): ShellWord {
  const isHome = text.startsWith('~');
  const value = isHome ? undefined : pattern;
  const literalPrefix = isHome ? '' : pattern;
  return { text, value, pattern, literalPrefix, splits: false, span, variables: NONE, substitutions: NONE };
}

const NONE: readonly never[] = [];

/** Gathers the value of a word from its parts, from left to right. */
class ValueBuilder {
  #prefix = '';
  #pattern = '';
  /** Nothing so far is decided by the files there are or by an expansion. */
  #isLiteral = true;
  /** Nothing so far is decided by an expansion. */
  #hasPattern = true;
  #splits = false;

  literal(text: string): void {
    if (this.#isLiteral) this.#prefix += text;
    this.#pattern += text;
  }

  glob(text: string): void {
    this.#isLiteral = false;
    this.#pattern += text;
  }

  unknown(splits: boolean): void {
    this.#isLiteral = false;
    this.#hasPattern = false;
    this.#splits ||= splits;
  }

  done(): Value {
    return {
      value: this.#isLiteral ? this.#prefix : undefined,
      pattern: this.#hasPattern ? this.#pattern : undefined,
      literalPrefix: this.#prefix,
      splits: this.#splits,
    };
  }
}

function valueOf(parts: readonly WordPart[], dialect: Dialect): Value {
  const builder = new ValueBuilder();
  for (const part of parts) addPart(part, builder, dialect);
  if (parts[0]?.type !== 'Literal' || !parts[0].text.startsWith('~')) return builder.done();
  return { ...builder.done(), value: undefined, literalPrefix: '' };
}

function addPart(part: WordPart, builder: ValueBuilder, dialect: Dialect): void {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
      return builder.literal(part.value);
    case 'Glob':
      return builder.glob(part.value);
    case 'BraceExpansion':
    case 'ExtendedGlob':
      return builder.glob(part.text);
    case 'AnsiCQuoted':
      // dash takes the `$` of `$'…'` as a dollar sign, BusyBox and ksh read it as bash does.
      return dialect === 'bash' ? builder.literal(part.value) : builder.unknown(false);
    case 'LocaleString':
      if (dialect !== 'bash') return builder.unknown(false);
      return addQuoted(part.parts, builder);
    case 'DoubleQuoted':
      return addQuoted(part.parts, builder);
    case 'SimpleExpansion':
    case 'ParameterExpansion':
    case 'CommandExpansion':
    case 'ArithmeticExpansion':
      return builder.unknown(true);
    case 'ProcessSubstitution':
      return builder.unknown(false);
    default:
      return part satisfies never;
  }
}

function addQuoted(parts: readonly WordPart[], builder: ValueBuilder): void {
  if (parts.length === 0) builder.literal('');
  for (const part of parts) {
    if (part.type === 'Literal') builder.literal(part.value);
    else builder.unknown(isList(part));
  }
}

/** `"$@"` and `"${array[@]}"` are as many words as there are elements. */
function isList(part: WordPart): boolean {
  if (part.type === 'SimpleExpansion') return part.text === '$@';
  return part.type === 'ParameterExpansion' && (part.parameter === '@' || part.index?.text === '@');
}

/** Expansions that lie deeper in others are not read: the library reads each once more for every one around it. */
const DEEPEST_EXPANSION = 16;

/** The variables and scripts below `roots`, in source order. Expressions may be nested deeper than the stack allows. */
function readContents(
  roots: readonly SyntaxNode[],
  context: WordContext,
): Pick<ShellWord, 'variables' | 'substitutions'> {
  const variables: VariableRead[] = [];
  const substitutions: Sequence[] = [];
  const pending = roots.toReversed();
  const depths = pending.map(() => 0);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const depth = depths.pop() ?? 0;
    if ('script' in node) {
      const sequence = context.readScript(node, node.type === 'ProcessSubstitution' ? 'process' : 'substitution');
      if (sequence !== undefined) substitutions.push(sequence);
      continue;
    }
    const read = readVariable(node, context.text);
    if (read !== undefined) {
      variables.push(read);
      context.variables.push(read);
    }
    if (depth === DEEPEST_EXPANSION) {
      context.giveUp();
      continue;
    }
    pushChildren(node, pending);
    const isExpansion = node.type === 'ParameterExpansion' || node.type === 'ArithmeticExpansion';
    while (depths.length < pending.length) depths.push(isExpansion ? depth + 1 : depth);
  }
  return { variables, substitutions };
}

const ARITHMETIC_NAME = /^\$?\{?([A-Za-z_]\w*)\}?$/;

function readVariable(node: SyntaxNode, text: Folded): VariableRead | undefined {
  switch (node.type) {
    case 'SimpleExpansion':
      return { name: node.text.slice(1), hasDefault: false, span: text.spanOf(node.pos, node.end) };
    case 'ParameterExpansion': {
      const hasDefault = node.operation?.type === 'Default';
      return { name: node.parameter, hasDefault, span: text.spanOf(node.pos, node.end) };
    }
    case 'ArithmeticWord': {
      const name = node.parts === undefined ? ARITHMETIC_NAME.exec(node.value)?.[1] : undefined;
      return name === undefined ? undefined : { name, hasDefault: false, span: text.spanOf(node.pos, node.end) };
    }
    default:
      return undefined;
  }
}
