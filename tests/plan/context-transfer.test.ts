// Which files of the build context are sent.

import { describe, expect, test } from 'vitest';
import { sentFiles } from '../../src/plan/context-transfer.ts';
import { filesOf } from './builds.ts';

const files = filesOf({
  a: '',
  'd/e': '',
  'd/f': '',
  d: { kind: 'folder' },
  link: { kind: 'link', content: 'd/e' },
  loop: { kind: 'link', content: 'loop/loop' },
  up: { kind: 'link', content: '../../d' },
  absolute: { kind: 'link', content: '/a' },
});

test.each([
  ['all of them', undefined, files.map(({ path }) => path)],
  ['none', [], []],
  ['a file', ['a'], ['a']],
  ['a file and its folder', ['d/e'], ['d/e', 'd']],
  ['a folder', ['d'], ['d/e', 'd/f', 'd']],
  ['the folder of a pattern', ['d/*.c'], ['d/e', 'd/f', 'd']],
  ['all for a pattern at the root', ['*.c'], files.map(({ path }) => path)],
  ['what a link leads to', ['link'], ['d/e', 'd', 'link']],
  ['what a link out of the context leads to', ['up/f'], ['d/f', 'd', 'up']],
  ['what an absolute link leads to', ['absolute'], ['a', 'absolute']],
  ['a link that leads to itself', ['loop'], ['loop']],
])('%s', (_, paths, expected) => {
  expect(sentFiles(files, paths).map(({ path }) => path)).toEqual(expected);
});

describe('hostile contexts', () => {
  const link = (content: string): { readonly kind: 'link'; readonly content: string } => ({ kind: 'link', content });

  test('whose links lead to each other, or grow', () => {
    const grown = `a/${'x/'.repeat(1000)}`;
    const linked = filesOf({ one: link('other'), other: link('one'), a: link(grown), f: '1' });
    expect(sentFiles(linked, ['one/x', 'a/y']).map(({ path }) => path)).toEqual(['one', 'other', 'a']);
  });

  test('whose folders are deep', () => {
    const deep = Array.from({ length: 1500 }, (_, index) => [`${'d/'.repeat(index + 1)}f`, '1'] as const);
    const nested = filesOf({ ...Object.fromEntries(deep), f: '1' });
    expect(sentFiles(nested, ['d/d/d'])).toHaveLength(1498);
  });
});
