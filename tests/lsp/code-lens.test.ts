// Code lenses, stage by stage.

import { describe, expect, test } from 'vitest';
import { codeLenses } from '../../src/lsp/code-lens.ts';
import { expectAnywhere } from './anywhere.ts';
import { type Given, mark, uri, viewOf } from './marked.ts';

/** The titles above each FROM. */
function titles(text: string, given?: Given): readonly string[] {
  const lines = new Map<number, string[]>();
  for (const { range, command } of codeLenses(viewOf(text, given))) {
    lines.set(range.start.line, [...(lines.get(range.start.line) ?? []), command?.title ?? '']);
  }
  return Array.from(lines.values(), (each) => each.join(' | '));
}

describe('a stage', () => {
  test('says what it comes from, who needs it and what it costs', () => {
    expect(
      titles(
        'ARG V=22\nFROM node:$V AS Base\nENV A=1\nRUN a\nFROM base AS build\nRUN b\n' +
          'FROM alpine\nCOPY --from=build /x /\nRUN --mount=from=base,target=/y c\nFROM build AS lost\nFROM scratch AS out\nCOPY --from=2 / /',
      ),
    ).toEqual([
      'from node:22 | used by build and stage 2 | 2 steps, 1 layer | another base rebuilds 6 steps',
      'from base ← node:22 | used by stage 2 and lost | 1 step, 1 layer | another base rebuilds 4 steps',
      'used by out | 2 steps, 2 layers | another base rebuilds 4 steps',
      'not needed by out | from build ← base ← node:22 | 0 steps, 0 layers',
      'target | 1 step, 1 layer | another base rebuilds 1 step',
    ]);
  });

  test('says what it can where the builder refuses the file', () => {
    expect(titles('FROM a AS b\nRUN c\nFROM b\nCOPY d')).toEqual([
      'used by stage 1 | 1 step, 1 layer',
      expect.stringMatching(/^target \| from b ← a \| /),
    ]);
  });

  test('names only some of many', () => {
    const users = Array.from({ length: 9 }, (_, index) => `FROM a AS u${index}\n`).join('');
    expect(titles(`FROM x AS a\n${users}`)[0]).toContain('used by u0, u1 and 7 more');
    const chain = Array.from({ length: 9 }, (_, index) => `FROM s${index} AS s${index + 1}\n`).join('');
    expect(titles(`FROM x AS s0\n${chain}`).at(-1)).toContain('from s8 ← s7 ← s6 ← s5 ← s4 ← s3 ← …');
  });

  test('may be needed where the build decides what another one starts from', () => {
    const text = 'FROM a AS b-linux\nFROM a AS b-windows\nFROM b-$TARGETOS';
    expect(titles(text)).toEqual([
      'may be used by stage 2 | 0 steps, 0 layers | another base rebuilds 1 step',
      'not needed by the target | may be used by stage 2 | 0 steps, 0 layers',
      'target | 0 steps, 0 layers',
    ]);
    expect(titles(`${text}\nBOGUS`).slice(0, 2)).toEqual(Array(2).fill('may be used by stage 2 | 0 steps, 0 layers'));
  });

  test('the target is the one that is asked for', () => {
    expect(titles('FROM a AS b\nFROM a AS c', { build: { target: 'b' } }).map((each) => each.split(' | ')[0])).toEqual([
      'target',
      'not needed by b',
    ]);
  });
});

test('lenses stand at FROM', () => {
  const view = viewOf('# é\r\nARG A\r\nFROM a AS b\r\nfrom b\r\n');
  const ranges = [...new Map(codeLenses(view).map(({ range }) => [range.start.line, range])).values()];
  expect(mark(view, ranges)).toBe('# é\r\nARG A\r\n«FROM» a AS b\r\n«from» b\r\n');
});

describe('commands', () => {
  const text = 'FROM a AS b\nFROM c\nCOPY --from=b / /\n';

  test('are those of the client', () => {
    const lenses = codeLenses(viewOf(text), { showGraph: 'graph', showReferences: 'references' });
    const commands = lenses.flatMap(({ command }) => (command?.command ? [command] : []));
    expect(commands).toEqual([
      {
        title: 'used by stage 1',
        command: 'references',
        arguments: [
          uri,
          { line: 0, character: 0 },
          [{ uri, range: { start: { line: 2, character: 12 }, end: { line: 2, character: 13 } } }],
        ],
      },
      { title: '0 steps, 0 layers', command: 'graph', arguments: [uri, 'b'] },
      { title: '1 step, 1 layer', command: 'graph', arguments: [uri, '1'] },
    ]);
  });

  test('there are none that the client has not named', () => {
    expect(codeLenses(viewOf(text)).map(({ command }) => command?.command)).toEqual(Array(6).fill(''));
  });
});

test('any text has lenses inside of it', () => {
  expectAnywhere((view) => codeLenses(view));
});
