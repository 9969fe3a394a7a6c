import { expect, test } from 'vitest';
import { findOption, hasOption, parseOptions } from '../../src/shell/options.ts';
import { commandOf } from './scripts.ts';

const parse = (text: string, stopAtOperand = false) =>
  parseOptions(commandOf(`x ${text}`).args, { withValue: new Set(['-o', '-t', '--output']), stopAtOperand });

const show = (text: string, stopAtOperand = false): string => {
  const { options, operands, hasDynamic } = parse(text, stopAtOperand);
  const shown = options.map(({ name, value, valueWord }) =>
    valueWord === undefined ? name : `${name}<${value ?? '?'}>`,
  );
  return [...shown, '|', ...operands.map((word) => word.text), ...(hasDynamic ? ['dynamic'] : [])].join(' ');
};

test.each([
  ['install -y a', '-y | install a'],
  ['-qy a --yes', '-q -y --yes | a'],
  ['-o a -ob -qo c d', '-o<a> -o<b> -q -o<c> | d'],
  ['--output a --output=b --other=c', '--output<a> --output<b> --other<c> | '],
  ['-o=a -q=2', '-o<a> -q<2> | '],
  ['-y -- -x -y', '-y | -x -y'],
  ['- -', '| - -'],
  ['-o', '-o | '],
  ['-o -y', '-o<-y> | '],
  ['"-y" \'--yes\'', '-y --yes | '],
  ['a[b] -o c*', '-o<c*> | a[b]'],
  ['--output=$x -t"$x" -o "$y" a', '--output<?> -t<?> -o<?> | a'],
  ['a $x', '| a $x dynamic'],
  ['a "$x" b$y', '| a "$x" b$y'],
  ['-$x a', '| -$x a dynamic'],
  ['--a$x', '| --a$x dynamic'],
  ['-y $(a)', '-y | $(a) dynamic'],
])('%j', (text, expected) => {
  expect(show(text).trim()).toBe(expected.trim());
});

test('the first operand ends the options where the tool says so', () => {
  expect(show('-y a -b -o', true)).toBe('-y | a -b -o');
});

test('the place of --', () => {
  expect(parse('a -- b').terminatedAt).toBe(1);
  expect(parse('a b').terminatedAt).toBeUndefined();
});

test('finds options by any of their names, the last one first', () => {
  const parsed = parse('-o a -y --output b');
  expect(hasOption(parsed, '-y', '--yes')).toBe(true);
  expect(hasOption(parsed, '-n')).toBe(false);
  expect(findOption(parsed, '-o', '--output')?.value).toBe('b');
});
