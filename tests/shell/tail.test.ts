import { describe, expect, test } from 'vitest';
import { literalCommand } from '../../src/shell/literal-command.ts';
import { parseShell } from '../../src/shell/parse.ts';
import { handOver, tailOf } from '../../src/shell/tail.ts';
import { Folded } from '../../src/syntax/folded.ts';

const START = 7;

function scriptOf(text: string) {
  return parseShell(Folded.verbatim(text, START), 'posix', ['-c']);
}

describe('tailOf', () => {
  test.each([
    ['a b', 'alone a'],
    ['A=b a', 'alone a'],
    ['exec a', 'exec a'],
    ['cd x; a', 'last a'],
    ['cd x && a', 'last a'],
    ['cd x && exec a', 'exec a'],
    ['a | b', 'waited-for a'],
    ['exec a | b', 'waited-for a'],
    ['! a', 'waited-for a'],
    ['a || b', 'waited-for a'],
    ['a && b || c && d', 'waited-for b'],
    ['cd x; a | b && c', 'last c'],
  ])('%s', (text, expected) => {
    const tail = tailOf(scriptOf(text));
    expect(tail && `${tail.kind} ${tail.command.name}`).toBe(expected);
  });

  test.each(['a &', 'if a; then b; fi', '(a)', 'A=b', 'a && (b)', 'a "', ''])('%j has none', (text) => {
    expect(tailOf(scriptOf(text))).toBeUndefined();
  });
});

describe('handOver', () => {
  test.each([
    ['a b', 'exec a b "$@"'],
    ['cd x && A=b a $C > d', 'cd x && A=b exec a $C "$@" > d'],
    ['exec env A=b c', 'exec env A=b c "$@"'],
  ])('%s', (text, expected) => {
    const script = scriptOf(text);
    const tail = tailOf(script);
    expect(tail && handOver(script, tail, START, ' "$@"')).toBe(expected);
  });
});

describe('literalCommand', () => {
  test.each([
    ['a \'b c\' "d" e\\ f', ['a', 'b c', 'd', 'e f']],
    ['exec a', ['a']],
    ['env A=b c', ['env', 'A=b', 'c']],
    ['sudo -u b c', ['sudo', '-u', 'b', 'c']],
  ])('%s', (text, words) => {
    expect(literalCommand(scriptOf(text))).toEqual(words);
  });

  test.each([
    ...[
      'a $B',
      'a "$(b)"',
      'a *',
      'a ~',
      'a > b',
      'A=b c',
      'a; b',
      'a && b',
      'a | b',
      'a &',
      '(a)',
      'cd a',
      'exec',
      'exec -a b c',
    ],
    ...['. a', 'exec cd', 'A=b', ''],
  ])('%j needs a shell', (text) => {
    expect(literalCommand(scriptOf(text))).toBeUndefined();
  });
});
