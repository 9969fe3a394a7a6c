import { describe, expect, test } from 'vitest';
import { enclosing } from '../../src/shell/flow.ts';
import { errexit, pipefail, statusFate } from '../../src/shell/status.ts';
import { find, read } from './scripts.ts';

const fateOf = (text: string, dialect: 'posix' | 'bash' = 'posix', shellArgs: readonly string[] = ['-c']) => {
  const script = read(text, dialect, shellArgs);
  return statusFate(find(script, 'x'), script);
};

describe('a failure of x', () => {
  test.each([
    'x',
    'a; x',
    'a && x && b',
    'a && x',
    'a\nx # b',
    'a | x',
    '{ a; x; }',
    '(a && x)',
    'if a; then x; fi',
    'case a in a) x;; b) b;; esac',
    'a || x',
    'y=$(x)',
    'y=1 z="$(a | x)"',
    'x || exit 1',
    'x || { echo; exit 2; }',
    'x || { echo && exit; }',
    'x || false',
    'x || (exit 1)',
    '(exit 1) || x',
    'set -e; x; a',
    'set -eux; if a; then x; b; fi; c',
    'set -o errexit; (x; a); b',
    'set -e; for i in 1 2; do x; a; done; b',
    'set -e; y=$(x; a); b',
    'set -o pipefail; x | a',
    'set -euo pipefail; x | a; b',
    'f() { x; }; f',
    'f() { x; }; g() { f; }; g',
    'g() { f; }; f() { x; }; g',
    'set -e; f() { x; a; }; f; b',
    'sh -c "x"',
    'bash -e -c "x; a"',
    'sh <<E\nx\nE',
    'sudo x',
    'exec x; a',
    'set -e; { a && b; x; c; }; d',
    'a; sh -ec "(x) && b"',
  ])('ends %j', (text) => {
    expect(fateOf(text)).toBe('fatal');
  });

  test.each([
    'x; a',
    'x\na',
    'x && a; b',
    'x | a',
    '! x | a',
    'x & a',
    'x &',
    '{ x; a; }',
    '(x; a)',
    'if a; then x; b; fi',
    'if x; a; then b; fi',
    'for i in 1 2; do x; done',
    'while a; do x; done',
    'a "$(x)"',
    'export y=$(x)',
    'y=$(x) a',
    'y=$(x) z=$(a)',
    'y=$(x; a)',
    'a <(x)',
    'set -e; x && a; b',
    'set -e; a "$(x)"',
    'set -e; x | a; b',
    'set -e; if { x; a; }; then b; fi',
    'set -e; f() { x; a; }; f || b',
    'set -e; set +e; x; a',
    '(set -e); x; a',
    'set -e; sh -c "x; a"',
    'set -o pipefail; set +o pipefail; x | a',
    'f() { x; }',
    'f() { x; }; g() { f; }',
    'g() { f; }; f() { x; }; a',
    'f() { x; }; f; a',
    'coproc x',
    'bash <<E\nx\na\nE',
  ])('is lost in %j', (text) => {
    expect(fateOf(text)).toBe('ignored');
  });

  test.each([
    'x || a',
    'x || true',
    'x && a || b',
    'x && a || b && c',
    '! x',
    '! a | x',
    'if x; then a; fi',
    'if a; elif x; then b; fi',
    'while x; do a; done',
    'until a || x; do b; done',
    'x; if [ $? -ne 0 ]; then a; fi',
    'x; status=$?; a; exit $status',
    '{ a; x; } || b',
    '(x) || b',
    'a | x || b',
    'x || { echo; exit 0; }',
    'x || { a || exit 1; }',
    'set -e; x || a; b',
    'set -e; if x; then a; fi',
    'x & wait $!',
    'y=$(x) || a',
    'f() { x; }; f || a',
    'sh -c "x" || a',
  ])('is looked at in %j', (text) => {
    expect(fateOf(text.replace('if a; elif', 'if a; then c; elif'))).toBe('handled');
  });

  test('in a pipe is looked at where PIPESTATUS is read', () => {
    expect(fateOf('x | a; echo "${PIPESTATUS[0]}"', 'bash')).toBe('handled');
  });

  test('bash does not pass -e on to substitutions', () => {
    expect(fateOf('set -e; y=$(x; a); b', 'bash')).toBe('ignored');
    expect(fateOf('set -e; y=$(x); b', 'bash')).toBe('fatal');
  });

  test('with the options that the shell was started with', () => {
    expect(fateOf('x; a', 'posix', ['-e', '-c'])).toBe('fatal');
    expect(fateOf('x | a', 'bash', ['-o', 'pipefail', '-c'])).toBe('fatal');
    expect(fateOf('x | a; b', 'bash', ['-eo', 'pipefail', '-c'])).toBe('fatal');
    expect(fateOf('x; a', 'bash', ['--norc', '-c'])).toBe('ignored');
  });
});

test('other nodes have a fate too', () => {
  const script = read('set -e; (x; a); b || c');
  const subshell = enclosing(find(script, 'x'), 'compound');
  const list = enclosing(find(script, 'b'), 'and-or');
  expect(subshell && statusFate(subshell, script)).toBe('fatal');
  expect(list && statusFate(list, script)).toBe('fatal');
});

test.each([
  ['x', false, false],
  ['set -e; x', true, false],
  ['set -euo pipefail; x', true, true],
  ['set -o errexit -o pipefail; x', true, true],
  ['set -o pipefail && x', false, true],
  ['set +e -u; x', false, false],
  ['set -- -e; x', false, false],
  ['set - a; x', false, false],
  ['set $FLAGS; x', false, false],
  ['x; set -e', false, false],
  ['(set -e; a); x', false, false],
  ['set -e; (x)', true, false],
  ['if a; then set -o pipefail; fi; x', false, true],
  ['set -e; a | { x; }', true, false],
  ['bash -o pipefail -ec x', true, true],
  ['set -e; bash -c x', false, false],
])('%j: set -e %s, pipefail %s', (text, isErrexit, isPipefail) => {
  const script = read(text);
  expect(errexit(find(script, 'x'), script)).toBe(isErrexit);
  expect(pipefail(find(script, 'x'), script)).toBe(isPipefail);
});

test('a long list has its fates in one walk', () => {
  const script = read('x && '.repeat(20_000) + 'x || a');
  expect(script.commands.every((command) => statusFate(command, script) !== 'ignored')).toBe(true);
});
