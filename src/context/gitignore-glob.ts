// The patterns of .gitignore, name by name, as git's wildmatch.c matches them.

import { matchesTokens, type NameToken } from './pattern/name-match.ts';

/** `**`, or the pattern of one name. */
export type Segment = '**' | ((name: string) => boolean);

type Token = NameToken<string>;
type Member = Exclude<Token, '*'>;

const special = /[*?[\\]/;

const classes: ReadonlyMap<string, RegExp> = new Map([
  ['alnum', /[0-9A-Za-z]/],
  ['alpha', /[A-Za-z]/],
  ['blank', /[ \t]/],
  ['cntrl', /[\0-\x1f\x7f]/],
  ['digit', /[0-9]/],
  ['graph', /[!-~]/],
  ['lower', /[a-z]/],
  ['print', /[ -~]/],
  ['punct', /[!-/:-@[-`{-~]/],
  ['space', /[ \t-\r]/],
  ['upper', /[A-Z]/],
  ['xdigit', /[0-9A-Fa-f]/],
]);

/** The segments of a pattern; undefined where it matches nothing: no text, a bracket or an escape without end. */
export function compileGlob(pattern: string): readonly Segment[] | undefined {
  if (pattern === '') return undefined;
  const segments: Segment[] = [];
  let tokens: Token[] = [];
  let start = 0;
  let at = 0;
  const close = (): void => {
    segments.push(segmentOf(pattern.slice(start, at), tokens));
    tokens = [];
    start = at + 1;
  };
  while (at < pattern.length) {
    if (pattern[at] === '/') {
      close();
      at++;
      continue;
    }
    const token = readToken(pattern, at);
    if (token === undefined) return undefined;
    tokens.push(token.token);
    at = token.end;
  }
  close();
  return segments;
}

function segmentOf(text: string, tokens: readonly Token[]): Segment {
  if (/^\*{2,}$/.test(text)) return '**';
  if (!special.test(text)) return (name) => name === text;
  return (name) => matchesTokens(tokens, name);
}

interface Read {
  readonly token: Token;
  readonly end: number;
}

function readToken(pattern: string, at: number): Read | undefined {
  const character = pattern[at];
  switch (character) {
    case '*':
      return { token: '*', end: at + 1 };
    case '?':
      return { token: () => true, end: at + 1 };
    case '[':
      return readBracket(pattern, at + 1);
    case '\\': {
      const escaped = pattern[at + 1];
      return escaped === undefined ? undefined : { token: (other) => other === escaped, end: at + 2 };
    }
    default:
      return { token: (other) => other === character, end: at + 1 };
  }
}

/** From behind `[`. The first character is always a member, also `]`. */
function readBracket(pattern: string, start: number): Read | undefined {
  const negated = pattern[start] === '!' || pattern[start] === '^';
  const members: Member[] = [];
  let low: string | undefined;
  let at = negated ? start + 1 : start;
  do {
    const named = readClass(pattern, at);
    const inRange = pattern[at] === '-' && low !== undefined && at + 1 < pattern.length && pattern[at + 1] !== ']';
    if (inRange) at++;
    if (named === undefined && pattern[at] === '\\') at++;
    const character = pattern[at];
    if (character === undefined) return undefined;
    if (named !== undefined) {
      const expression = classes.get(named);
      if (expression === undefined) return undefined;
      members.push((other) => expression.test(other));
      at += named.length + '[::]'.length - 1;
      low = undefined;
    } else if (inRange) {
      const from = low ?? character;
      members.push((other) => from <= other && other <= character);
      low = undefined;
    } else {
      members.push((other) => other === character);
      low = character;
    }
    at++;
  } while (pattern[at] !== ']');
  return { token: (other) => members.some((member) => member(other)) !== negated, end: at + 1 };
}

/** The name in `[:name:]`, if that is what stands there. */
function readClass(pattern: string, at: number): string | undefined {
  if (!pattern.startsWith('[:', at)) return undefined;
  const end = pattern.indexOf(']', at + 2);
  return end > at + 2 && pattern[end - 1] === ':' ? pattern.slice(at + 2, end - 1) : undefined;
}
