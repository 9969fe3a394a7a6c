// The graph of operations.

import { describe, expect, test } from 'vitest';
import { namesOf, planned, stepsOf } from './plans.ts';

describe('the graph', () => {
  test('has each operation behind its inputs', () => {
    const { graph } = planned('FROM a AS x\nRUN 1\nFROM b\nCOPY --from=x / /x\nCOPY y /\nRUN 2\n');
    for (const [index, { inputs }] of graph.operations.entries()) {
      for (const input of inputs) expect(graph.operations.slice(0, index)).toContain(input);
    }
    expect(graph.result).toBe(graph.operations.at(-1));
  });

  test('has what the target needs, and no more', () => {
    const text = 'FROM a AS x\nRUN x\nFROM a AS y\nRUN y\nFROM x\nRUN z\n';
    expect(namesOf(planned(text).graph)).toEqual([
      '[x 1/2] FROM docker.io/library/a:latest',
      '[x 2/2] RUN x',
      '[stage-2 1/1] RUN z',
    ]);
    expect(namesOf(planned(text, { target: 'x' }).graph)).toHaveLength(2);
  });

  test('of all stages has the others, too', () => {
    const text = 'FROM a AS x\nRUN x\nFROM b AS y\nRUN y\n';
    expect(namesOf(planned(text, { mode: 'check', allStages: true }).graph)).toContain('[x 2/2] RUN x');
  });

  test('starts with nothing for scratch and for an image without layers', () => {
    for (const base of ['scratch', 'empty']) {
      const { graph, stages } = planned(`FROM ${base}\nCOPY a /\n`);
      expect(graph.operations.map(({ kind }) => kind)).toEqual(['source', 'file']);
      expect(stages.map((stage) => graph.baseOf(stage))).toEqual([undefined]);
    }
    expect(planned('FROM scratch\nENV A=1\n').graph).toMatchObject({ operations: [], result: undefined });
  });

  test('starts with an image of which nobody knows the layers', () => {
    expect(namesOf(planned('FROM strange\n').graph)).toEqual(['[1/1] FROM docker.io/library/strange:latest']);
  });

  test('has nothing for instructions that change no file', () => {
    const { graph, stages } = planned('FROM a\nENV A=1\nWORKDIR /\nRUN x\nUSER u\nCMD y\n');
    const kinds = stepsOf(stages).map((step) => graph.operationOf(step)?.kind);
    expect(kinds).toEqual([undefined, undefined, 'exec', undefined, undefined]);
  });

  test('tells the paths of the context', () => {
    expect(planned('FROM a\nCOPY b/../c d* /\nADD https://e.org/f /\n').graph.contextPaths).toEqual(['c', 'd*']);
    expect(planned('FROM a\nCOPY . /\n').graph.contextPaths).toBeUndefined();
    expect(planned('FROM a\nRUN x\n').graph.contextPaths).toEqual([]);
  });

  test('ignores the cache of RUN, COPY and ADD where it should', () => {
    const text = 'FROM a AS x\nWORKDIR /w\nRUN x\nFROM x\nCOPY a /\n';
    const ignoring = (noCache: boolean | ReadonlySet<string>): readonly string[] =>
      planned(text, { noCache }).graph.operations.flatMap(({ name, ignoresCache }) => (ignoresCache ? [name] : []));
    expect(ignoring(true)).toEqual(['[x 3/3] RUN x', '[stage-1 1/1] COPY a /']);
    expect(ignoring(new Set(['x']))).toEqual(['[x 3/3] RUN x']);
    expect(ignoring(false)).toEqual([]);
  });

  test('links files on top of what lies below', () => {
    const { graph } = planned('FROM a\nCOPY --link b /c\n');
    const [merge] = graph.operations.slice(-1);
    expect(merge).toMatchObject({ kind: 'merge', name: '[2/2] LINK COPY --link b /c' });
    expect(merge?.inputs.map(({ kind }) => kind)).toEqual(['source', 'file']);
    expect(planned('FROM a\nCOPY --link --chmod=755 b /c\n').graph.result?.kind).toBe('file');
    expect(planned('FROM scratch\nCOPY --link b /c\n').graph.result?.kind).toBe('file');
  });

  test('takes a folder, a repository or an image for a stage or its base', () => {
    const first = (text: string, name: string, value: string): string | undefined => {
      const contexts = new Map([[name, { kind: 'files' as const, text: value }]]);
      return planned(text, { contexts }).graph.operations.map(({ name: one }) => one)[0];
    };
    expect(first('FROM a AS x\nRUN x\nFROM scratch\nCOPY --from=x b /\n', 'x', './there')).toBe(
      '[context x] load from client',
    );
    expect(first('FROM a\nRUN x\n', 'a', 'https://github.com/b/c.git')).toBe('[context a] https://github.com/b/c.git');
  });

  test('runs the triggers of a base', () => {
    expect(namesOf(planned('FROM triggers\nRUN x\n').graph)).toEqual([
      '[1/4] FROM docker.io/library/triggers:latest',
      '[internal] load build context',
      '[2/4] ONBUILD COPY . /app',
      '[3/4] ONBUILD RUN make',
      '[4/4] RUN x',
    ]);
  });

  test('keeps the own name of a step that is one with another', () => {
    const { graph, stages } = planned('FROM a AS x\nRUN x\nFROM a AS y\nRUN x\nFROM y\nCOPY --from=x / /\n');
    const [first, second] = stepsOf(stages);
    if (first === undefined || second === undefined) throw new Error('there are two');
    expect(graph.operationOf(first)).toBe(graph.operationOf(second));
    expect([graph.nameOf(first), graph.nameOf(second)]).toEqual(['[x 2/2] RUN x', '[y 2/2] RUN x']);
  });
});
