// Vertices become operations, equal ones become one.

import { expect, test } from 'vitest';
import { assemble } from '../../src/plan/assemble.ts';
import type { Vertex } from '../../src/plan/vertex.ts';

function vertex(name: string, what: string, inputs: readonly Vertex[] = [], ignoresCache = false): Vertex {
  return {
    inputs,
    make: (resolve) => ({
      kind: 'source',
      identifier: what,
      attributes: {},
      name,
      inputs: inputs.map(resolve),
      platform: undefined,
      ignoresCache,
    }),
  };
}

test('each operation stands behind its inputs, and only what is needed is there', () => {
  const base = vertex('base', 'a');
  const left = vertex('left', 'b', [base]);
  const right = vertex('right', 'c', [base]);
  const unused = vertex('unused', 'd', [base]);
  const { operations, operationOf } = assemble([vertex('end', 'e', [left, right]), undefined]);
  expect(operations.map(({ name }) => name)).toEqual(['base', 'left', 'right', 'end']);
  expect(operationOf(left)).toBe(operations[1]);
  expect(operationOf(unused)).toBeUndefined();
});

test('equal operations on equal inputs are one, with the name of the later', () => {
  const [one, two] = [vertex('one', 'a'), vertex('two', 'a')];
  const above = [vertex('x', 'b', [one]), vertex('y', 'b', [two], true), vertex('z', 'b')];
  const { operations } = assemble(above);
  expect(operations.map(({ name, ignoresCache }) => [name, ignoresCache])).toEqual([
    ['two', false],
    ['y', true],
    ['z', false],
  ]);
});

test('a long row of vertices does not end in a full stack', () => {
  let last = vertex('0', '0');
  for (let index = 1; index < 20_000; index++) last = vertex(`${index}`, `${index}`, [last]);
  expect(assemble([last]).operations).toHaveLength(20_000);
});
