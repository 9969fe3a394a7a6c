// Variables in compose files: the rules of compose-go's template package, for an environment that nobody knows.

import { known, unknown, type Unknown, type Value } from './build.ts';

/** Defaults inside defaults; nobody goes deeper. */
const DEEPEST = 16;

const NAME = /[A-Za-z_]\w*/y;

/** The variables that are known to be set. */
export type Environment = (name: string) => Value<string> | undefined;

/**
 * Replaces `$$`, variables that are set, and `${NAME:-default}` and `${NAME-default}` of others by their defaults: what a
 * build gets where nobody sets the variable. A variable that is not set and has no default makes the text unknown.
 */
export function interpolate(text: string, environment: Environment): Value<string> {
  return text.includes('$') ? substitute(text, environment, 0) : known(text);
}

function substitute(text: string, environment: Environment, depth: number): Value<string> {
  if (depth > DEEPEST) return unknown('variables nested too deeply');
  let result = '';
  let at = 0;
  for (;;) {
    const dollar = text.indexOf('$', at);
    if (dollar === -1) return known(result + text.slice(at));
    result += text.slice(at, dollar);
    const next = text[dollar + 1];
    if (next === '$') {
      result += '$';
      at = dollar + 2;
    } else if (next === '{') {
      const braced = readBraced(text, dollar, environment, depth);
      if (braced.value.kind === 'unknown') return braced.value;
      result += braced.value.value;
      at = braced.end;
    } else {
      const name = nameAt(text, dollar + 1);
      const value = name === '' ? known('$') : (environment(name) ?? unset(name));
      if (value.kind === 'unknown') return value;
      result += value.value;
      at = dollar + 1 + name.length;
    }
  }
}

function readBraced(
  text: string,
  dollar: number,
  environment: Environment,
  depth: number,
): { readonly value: Value<string>; readonly end: number } {
  const name = nameAt(text, dollar + 2);
  const end = closingBrace(text, dollar + 1) + 1;
  const rest = text.slice(dollar + 2 + name.length, end - 1);
  const operator = /^:?[-+?]/.exec(rest)?.[0] ?? '';
  if (name === '' || end === 0 || (rest !== '' && operator === '')) {
    return { value: unknown('"${" without a variable'), end };
  }
  const set = environment(name);
  // With a colon, empty is as good as not set.
  const counts = set !== undefined && !(operator.startsWith(':') && set.kind === 'known' && set.value === '');
  const operand = (): Value<string> => substitute(rest.slice(operator.length), environment, depth + 1);
  if (operator.endsWith('+')) return { value: counts ? operand() : unset(name), end };
  if (counts) return { value: set, end };
  return { value: operator.endsWith('-') ? operand() : (set ?? unset(name)), end };
}

function nameAt(text: string, at: number): string {
  NAME.lastIndex = at;
  return NAME.exec(text)?.[0] ?? '';
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

function unset(name: string): Unknown {
  return unknown(`the environment decides about "${name}"`);
}
