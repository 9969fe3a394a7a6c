import { expect, test } from 'vitest';
import { Analysis } from '../../src/analysis.ts';
import { startCommands } from '../../src/model/start-command.ts';
import { Source } from '../../src/syntax/source.ts';

/** Of each stage the ENTRYPOINT and the CMD that count. */
function startsOf(...lines: readonly string[]): readonly (readonly (string | undefined)[])[] {
  const { stages } = new Analysis(new Source('Dockerfile', lines.join('\n'))).model;
  const starts = startCommands(stages);
  return stages.map((stage) => {
    const { entrypoint, cmd } = starts.get(stage) ?? {};
    return [entrypoint?.args[0]?.text, cmd?.args[0]?.text];
  });
}

test('the last one of a stage counts', () => {
  expect(startsOf('FROM a', 'CMD b', 'ENTRYPOINT c', 'CMD d', 'ENTRYPOINT e')).toEqual([['e', 'd']]);
  expect(startsOf('FROM a', 'RUN b')).toEqual([[undefined, undefined]]);
});

test('a stage starts with those of the stage that it starts from', () => {
  expect(startsOf('FROM a AS b', 'ENTRYPOINT c', 'CMD d', 'FROM b', 'FROM a', 'FROM b', 'CMD e')).toEqual([
    ['c', 'd'],
    ['c', 'd'],
    [undefined, undefined],
    ['c', 'e'],
  ]);
});

test('ENTRYPOINT drops a CMD that is inherited, wherever it stands', () => {
  expect(startsOf('FROM a AS b', 'CMD c', 'FROM b', 'ENTRYPOINT d')).toEqual([
    [undefined, 'c'],
    ['d', undefined],
  ]);
  expect(startsOf('FROM a AS b', 'CMD c', 'FROM b', 'ENTRYPOINT d', 'CMD e')[1]).toEqual(['d', 'e']);
});

test('triggers count in the next stage, before its own instructions, and in those that start from it', () => {
  expect(startsOf('FROM a AS b', 'ONBUILD CMD c', 'FROM b AS d', 'ENTRYPOINT e', 'FROM d', 'FROM b', 'CMD f')).toEqual([
    [undefined, undefined],
    ['e', 'c'],
    ['e', 'c'],
    [undefined, 'f'],
  ]);
});

test('what an ENTRYPOINT dropped is kept until another CMD comes', () => {
  const text = 'FROM a AS b\nCMD c\nFROM b AS d\nENTRYPOINT e\nFROM d AS f\nFROM f\nCMD g\n';
  const { stages } = new Analysis(new Source('Dockerfile', text)).model;
  const starts = startCommands(stages);
  expect(stages.map((stage) => starts.get(stage)?.dropped?.args[0]?.text)).toEqual([undefined, 'c', 'c', undefined]);
});
