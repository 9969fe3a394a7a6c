import { describe, expect, test } from 'vitest';
import {
  ancestors,
  assignedNames,
  commandsIn,
  consumerOf,
  enclosing,
  nextInPipeline,
  nodesIn,
  pipelineOf,
  previousInPipeline,
  wordsOf,
} from '../../src/shell/flow.ts';
import { commandOf, find, outline, read } from './scripts.ts';

test('what is around a node', () => {
  const script = read('f() { a | sh -c "if b; then c; fi"; }');
  const command = find(script, 'c');
  const types = [...ancestors(command)].map((node) => (node.type === 'compound' ? node.kind : node.type));
  expect(types).toEqual(['sequence', 'if', 'sequence', 'command', 'pipeline', 'sequence', 'function', 'sequence']);
  expect(enclosing(command, 'command')?.name).toBe('sh');
  expect(enclosing(command, 'compound')?.kind).toBe('if');
  expect(enclosing(command, 'and-or')).toBeUndefined();
});

test('what is in a node', () => {
  const script = read('a=$(b) c "$(d $(e))" >$(f); if g; then h; fi; sh -c "i"; for x in $(j); do k; done');
  expect([...commandsIn(script.body)].map(({ name }) => name)).toEqual([...'cbdefgh', 'sh', ...'ijk']);
  expect(new Set(commandsIn(script.body))).toEqual(new Set(script.commands));
  expect([...nodesIn(find(script, 'h'))]).toEqual([find(script, 'h')]);
});

test('the words of a node, each of them once', () => {
  const { body } = read('A=1 C=(3) env B=2 x "$y" >z <<E\nw\nE');
  const [command] = commandsIn(body);
  expect(command && [...wordsOf(command)].map(({ text }) => text)).toEqual([
    '1',
    '3',
    'env',
    'B=2',
    'x',
    '"$y"',
    'z',
    'w\n',
  ]);
});

describe('pipelines', () => {
  const script = read('a | b | c; d; ! e');

  test('and the parts beside a part', () => {
    expect(pipelineOf(find(script, 'b'))?.items).toHaveLength(3);
    expect(nextInPipeline(find(script, 'a'))).toBe(find(script, 'b'));
    expect(nextInPipeline(find(script, 'c'))).toBeUndefined();
    expect(previousInPipeline(find(script, 'b'))).toBe(find(script, 'a'));
    expect(previousInPipeline(find(script, 'a'))).toBeUndefined();
  });

  test('of one command are none', () => {
    for (const name of ['d', 'e']) {
      expect(pipelineOf(find(script, name))).toBeUndefined();
      expect(nextInPipeline(find(script, name))).toBeUndefined();
    }
  });

  test.each([
    ['x | b', 'b'],
    ['x 2>/dev/null | b', 'b'],
    ['x | b | c', 'b'],
    ['(a; x) | b', 'b'],
    ['{ x && a; } | b', 'b'],
    ['if a; then x; fi | while read l; do b; done', 'while(?[read l] ![b])'],
    ['sh -c "x" | b', 'b'],
    ['x >f | b', undefined],
    ['x >&2 | b', undefined],
    ['{ x; } >f | b', undefined],
    ['a "$(x)" | b', undefined],
    ['x; a | b', undefined],
    ['a | x', undefined],
  ])('the output of x in %j goes to %s', (text, reader) => {
    const consumer = consumerOf(find(read(text), 'x'));
    expect(consumer && outline(consumer)).toBe(reader);
  });
});

test.each([
  ['A=1 B=2', ['A', 'B']],
  ['A=1 make', []],
  ['export A B=2 "C=$x"', ['A', 'B', 'C']],
  ['read -r line', ['line']],
  ['local x=1', ['x']],
  ['A=1 $cmd', []],
  ['echo a', []],
])('the variables that %j gives a value', (text, names) => {
  expect(assignedNames(commandOf(text))).toEqual(names);
});

test('the variable of a loop', () => {
  const loop = enclosing(find(read('for i in 1 2; do a; done'), 'a'), 'compound');
  expect(loop && assignedNames(loop)).toEqual(['i']);
});
