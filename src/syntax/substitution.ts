// What `${name…}` stands for once its operands are expanded (lex.go: processDollar).

import { type Result, failure, success } from './go/result.ts';
import { replaceAll, replaceFirst, trimPrefix, trimSuffix } from './pattern.ts';

export interface Substitution {
  readonly name: string;
  /** The characters behind the name. `##`, `%%` and `//` count as one: `all` and the operand say the rest. */
  readonly modifier: string;
  /** The modifier is `//`. */
  readonly all: boolean;
  /** What `/` replaces. */
  readonly pattern: string;
  readonly operand: string;
  readonly value: string | undefined;
}

const MODIFIERS = new Set(['-', ':-', '+', ':+', '?', ':?', '#', '%', '/']);

export function isModifier(modifier: string): boolean {
  return MODIFIERS.has(modifier);
}

export function unsupportedModifier(modifier: string): string {
  return `unsupported modifier (${modifier}) in substitution`;
}

/** The text that stands for it, or why there is none. Replacing everything fails beyond `limit` characters. */
export function substitute(substitution: Substitution, limit: number): Result<string> {
  const { name, modifier, all, pattern, operand, value } = substitution;
  const isMissing = value === undefined || (value === '' && modifier.startsWith(':'));
  switch (modifier) {
    case '-':
    case ':-':
      return success(isMissing ? operand : value);
    case '+':
    case ':+':
      return success(isMissing ? '' : operand);
    case '?':
    case ':?':
      if (!isMissing) return success(value);
      return failure(`${name}: ${operand || `is not allowed to be ${value === undefined ? 'unset' : 'empty'}`}`);
    case '#':
    case '%': {
      // BuildKit looks for the second sign in the expanded operand: it may come from a variable.
      const longest = operand.startsWith(modifier);
      const trim = modifier === '#' ? trimPrefix : trimSuffix;
      return trim(longest ? operand.slice(1) : operand, value ?? '', longest);
    }
    case '/':
      return all ? replaceAll(pattern, value ?? '', operand, limit) : replaceFirst(pattern, value ?? '', operand);
    default:
      return failure(unsupportedModifier(modifier));
  }
}

/**
 * How many characters have to be compared at most. With a `?` the pattern may be tried at every place of the value,
 * with a line feed at every line.
 */
export function matchingCost({ modifier, all, pattern, operand, value = '' }: Substitution): number {
  if (modifier !== '#' && modifier !== '%' && modifier !== '/') return 0;
  const searched = modifier === '/' ? pattern : operand;
  const rounds = /[?\n]/.test(searched) ? searched.length : 1;
  return value.length * rounds + searched.length + (all ? operand.length : 0);
}
