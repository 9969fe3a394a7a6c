import { describe, expect, test } from 'vitest';
import { lostStatuses } from '../../src/shell/loss.ts';
import type { Dialect } from '../../src/shell/tree.ts';
import { read } from './scripts.ts';

/** `name:how` of each command whose failure is lost. */
function losses(text: string, dialect: Dialect = 'posix', shellArgs: readonly string[] = ['-c']): string {
  const lost = lostStatuses(read(text, dialect, shellArgs));
  return lost.map(({ command, loss }) => `${command.name}:${loss.by}`).join(' ');
}

describe('what loses an exit status', () => {
  test.each([
    ['a; b', 'a:sequence'],
    ['a\nb', 'a:sequence'],
    ['a & b', 'a:background'],
    ['a | b', 'a:pipe'],
    ['a | b | c', 'a:pipe b:pipe'],
    ['for x in 1 2; do a; done', 'a:loop'],
    ['while a; do b; done', 'b:loop'],
    ['a || true', 'a:or'],
    ['a && b || true', 'a:or b:or'],
    ['a || echo b && c', 'a:or'],
    ['a && b; c', 'a:sequence b:sequence'],
    ['(a | b); c', 'a:pipe b:sequence'],
    ['if a; then b; fi; c', 'b:sequence'],
    ['sh -c "a; b"', 'a:sequence'],
    ['sh -c "a && b" || :', 'sh:or a:or b:or'],
    ['{ a && b; } || (echo c; exit 0)', 'a:or b:or echo:sequence'],
  ])('%s', (text, expected) => {
    expect(losses(text)).toBe(expected);
  });
});

describe('what keeps one', () => {
  test.each([
    ['a'],
    ['a && b'],
    ['a || exit 1'],
    ['a || b'],
    ['a || b || c'],
    ['a || { b && false; }'],
    ['! a'],
    ['if a; then b; fi'],
    ['a & wait $!'],
    ['set -e && a && b'],
    ['for x in 1 2; do a || exit 1; done'],
    ['for x in 1 2; do a && break; b || break; done'],
    ['for x in 1 2; do a && break; done'],
  ])('%s', (text) => {
    expect(losses(text)).toBe('');
  });

  test('errexit and pipefail', () => {
    expect(losses('a; b', 'posix', ['-e', '-c'])).toBe('');
    expect(losses('a | b', 'bash', ['-o', 'pipefail', '-c'])).toBe('');
    expect(losses('set -o pipefail; a | b; c')).toBe('set:sequence a:sequence b:sequence');
  });

  test('a read of the status', () => {
    expect(losses('a; echo $?')).toBe('');
  });

  test('substitutions and functions use their own', () => {
    expect(losses('echo $(a; b)')).toBe('');
    expect(losses('f() { a; b; }; f')).toBe('a:sequence');
  });
});

test('tells the parts', () => {
  const script = read('a && b || true');
  const [lost] = lostStatuses(script);
  expect(lost?.loss).toMatchObject({ item: { name: 'a' }, tried: { name: 'b' }, handler: { name: 'true' } });
});

test('grows with the length of the script only', () => {
  expect(lostStatuses(read('a;'.repeat(10_000)))).toHaveLength(9_999);
  expect(lostStatuses(read(`${'a&&'.repeat(10_000)}b||:`))).toHaveLength(10_001);
});
