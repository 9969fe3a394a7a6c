// What a second build finds in the cache of the first, with BuildKit.

import { describe, expect, test } from 'vitest';
import { BuildkitBuilder } from '../../src/plan/builder.ts';
import { fates, impactBetween, requestOf, type WrittenBuild } from './builds.ts';

const compile: WrittenBuild = {
  dockerfile:
    'FROM gcc AS make\nWORKDIR /w\nCOPY main.c .\nRUN cc main.c\nFROM scratch\nCOPY --from=make /w/a.out /\nCOPY site /site\n',
  files: { 'main.c': 'int main;', 'site/index.html': 'hi', notes: 'x' },
};

function changed(build: WrittenBuild, change: Partial<WrittenBuild>): string {
  const files = { ...build.files, ...change.files };
  return fates(impactBetween(build, { ...build, ...change, files }));
}

describe('a file', () => {
  test.each([
    ['that nothing takes', { notes: 'y' }, '+++++'],
    ['in a folder that is taken', { 'site/index.html': 'ho' }, '++++-'],
    ['that is new in it', { 'site/new.html': '' }, '++++-'],
    ['with another mode', { 'site/index.html': { content: 'hi', mode: 0o600, time: 'later' } }, '++++-'],
    ['with another time', { 'site/index.html': { content: 'hi', time: 'later' } }, '+++++'],
    ['that a command reads', { 'main.c': 'int main();' }, '+--??'],
  ])('%s', (_, files, expected) => {
    expect(changed(compile, { files })).toBe(expected);
  });

  test('of the same size and time is taken for unchanged', () => {
    const files = { 'site/index.html': { content: 'ho', time: 'hi' } };
    expect(changed(compile, { files })).toBe('+++++');
  });

  test('is followed where it is a link, and hashed as a link in a folder', () => {
    const build = {
      dockerfile: 'FROM scratch\nCOPY link /a\nCOPY . /all\n',
      files: { link: { kind: 'link', content: 'data/x' }, 'data/x': '1' },
    } as const;
    expect(changed(build, { files: { 'data/x': '2' } })).toBe('--');
    const alone = { ...build, dockerfile: 'FROM scratch\nCOPY link /a\n' };
    expect(changed(alone, { files: { 'data/x': '2' } })).toBe('-');
    expect(changed(alone, { files: { link: { kind: 'link', content: './data/x', time: 'later' } } })).toBe('+');
  });
});

describe('an instruction', () => {
  const base = 'FROM alpine\nARG V=1\nENV A=$V\nRUN make\nCOPY a /\n';
  test.each([
    ['that does nothing to files', base.replace('ENV', 'LABEL l=2\nENV'), '++'],
    ['with another command', base.replace('make', 'make -j'), '--'],
    ['with other variables', base.replace('V=1', 'V=2'), '--'],
    ['behind a change of an unused variable', base.replace('COPY', 'ENV B=1\nCOPY'), '++'],
    ['with another destination', base.replace('COPY a /', 'COPY a /b'), '+-'],
    ['with white space at its end', base.replace('make', 'make  '), '++'],
  ])('%s', (_, dockerfile, expected) => {
    const files = { a: '1' };
    expect(fates(impactBetween({ dockerfile: base, files }, { dockerfile, files }))).toBe(expected);
  });

  test('copies heredocs like files of the same text', () => {
    const inline = {
      dockerfile: 'FROM scratch AS a\nCOPY <<f /x\nhi\nf\nFROM scratch\nCOPY --from=a /x /y\n',
      files: {},
    };
    const file = { dockerfile: 'FROM scratch AS a\nCOPY f /x\nFROM scratch\nCOPY --from=a /x /y\n' };
    // The SHA-256 of the text, which is what a file's content is known by.
    const content = '98ea6e4f216f2fb4b69fff9b3a44842c38686ca685f3f55dc48c5d3fb1107be4';
    expect(fates(impactBetween(inline, { ...file, files: { f: { content } } }))).toBe('-+');
  });
});

describe('an image', () => {
  const build = {
    dockerfile: 'FROM alpine\nRUN make\nFROM scratch\nCOPY --from=busybox /bin /bin\n',
    images: { alpine: ['a1', 'l1'], busybox: ['b1', 'l2'] },
  };
  const dockerfile = 'FROM alpine\nRUN make\nCOPY --from=busybox /bin /bin\n';

  test('with the same layers counts as the same', () => {
    const images = { alpine: ['a2', 'l1'], busybox: ['b1', 'l2'] };
    expect(fates(impactBetween({ ...build, dockerfile }, { ...build, dockerfile, images }))).toBe('++');
  });

  test('that is another one rebuilds what stands on it', () => {
    const images = { alpine: ['a2', 'l9'], busybox: ['b1', 'l2'] };
    expect(fates(impactBetween({ ...build, dockerfile }, { ...build, dockerfile, images }))).toBe('--');
  });

  test('may have the same files as before', () => {
    const images = { alpine: ['a1', 'l1'], busybox: ['b2', 'l9'] };
    expect(fates(impactBetween({ ...build, dockerfile }, { ...build, dockerfile, images }))).toBe('+?');
  });
});

test('a linked copy is in the cache whatever lies below', () => {
  const build = { dockerfile: 'FROM alpine\nRUN one\nCOPY --link a /\nRUN two\n', files: { a: '1' } };
  const impact = impactBetween(build, { ...build, dockerfile: build.dockerfile.replace('one', 'other') });
  expect(fates(impact)).toBe('-+-');
  expect(impact.steps.map(({ isMoved }) => isMoved)).toEqual([false, false, true, false]);
});

test('what was there once is found again', () => {
  const builder = new BuildkitBuilder();
  const first = requestOf(compile);
  const second = requestOf({ ...compile, files: { ...compile.files, 'site/index.html': 'ho' } });
  for (const request of [first, second]) builder.build(request);
  const answers = [...builder.build(first).values()];
  expect(answers.map(({ hit }) => hit)).toEqual(['yes', 'yes', 'yes', 'yes', 'yes']);
});

test('without a cache all is built, but for folders', () => {
  expect(changed(compile, { noCache: true })).toBe('+----');
});

test('a forgotten context is sent again, and hits all the same', () => {
  const builder = new BuildkitBuilder();
  const request = requestOf(compile);
  builder.build(request);
  builder.forgetContext();
  expect([...builder.build(request).values()].every(({ hit }) => hit === 'yes')).toBe(true);
});
