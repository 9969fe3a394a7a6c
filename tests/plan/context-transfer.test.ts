// Which files of the build context are sent.

import { expect, test } from 'vitest';
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
