// Which files a path, a pattern or a filter takes of a tree.

import { describe, expect, test } from 'vitest';
import { type Entry, opaqueRoot } from '../../src/plan/file-tree.ts';
import { type Selection, sameSelected, select, trace } from '../../src/plan/selection.ts';
import { treeOf } from '../../src/plan/context-tree.ts';
import { filesOf } from './builds.ts';

const tree = (files: Parameters<typeof filesOf>[0]): Entry => treeOf(filesOf(files));
const link = (content: string): { readonly kind: 'link'; readonly content: string } => ({ kind: 'link', content });

function selection(path: string, more: Partial<Selection> = {}): Selection {
  return { path, isPattern: true, followsMatches: true, include: [], exclude: [], ...more };
}

function names(root: Entry, path: string, more?: Partial<Selection>): readonly string[] | Entry | undefined {
  const selected = select(root, selection(path, more));
  return selected.kind === 'many' ? [...selected.entries.keys()] : selected.entry;
}

describe('a pattern', () => {
  const root = tree({ 'a.c': '1', 'b.c': '1', 'a|b': '1', 'a{2}': '1', aa: '1', 'd/a.c': '1', 'd/e/a.c': '1' });

  test.each([
    ['/*.c', ['a.c', 'b.c']],
    ['/[ab].c', ['a.c', 'b.c']],
    ['/[^a].c', ['b.c']],
    ['/?.c', ['a.c', 'b.c']],
    ['/*/a.c', ['d/a.c']],
    ['/**/a.c', ['d/a.c']],
    ['/d/*/*', ['e/a.c']],
    ['/a|*', ['a|b']],
    ['/a{2}*', ['a{2}']],
    ['/[', []],
    ['/nothing*', []],
  ])('%s', (path, expected) => {
    expect(names(root, path)).toEqual(expected);
  });

  test('in a file system that nobody knows stands for what is there', () => {
    expect(names(opaqueRoot('image'), '/bin/*')).toMatchObject({ kind: 'opaque', path: '/bin/*' });
  });
});

describe('a filter', () => {
  const root = tree({ 'd/a': '1', 'd/b': '2', 'd/e/a': '1', f: '1' });
  const one = (path: string, more: Partial<Selection>): ReturnType<typeof select> =>
    select(root, selection(path, more));

  test('leaves out files and the folders that are empty then', () => {
    const left = one('/d', { exclude: ['e/a'] });
    expect(sameSelected(left, select(tree({ 'd/a': '1', 'd/b': '2' }), selection('/d')))).toBe('yes');
  });

  test('takes only what is asked for', () => {
    const left = one('/', { include: ['d/b'] });
    expect(sameSelected(left, select(tree({ 'd/b': '2' }), selection('/')))).toBe('yes');
  });

  test('may leave nothing of a file', () => {
    const nothing = one('/f', { include: ['other'] });
    expect(nothing).toEqual({ kind: 'many', entries: new Map() });
    expect(sameSelected(nothing, nothing)).toBe('yes');
  });
});

describe('a link', () => {
  const root = tree({
    'd/x': '1',
    near: link('d/x'),
    far: link('/d'),
    up: link('../../d'),
    'd/out': link('../near'),
    round: link('round'),
    lost: link('nowhere/../d/x'),
  });

  test.each([
    ['near', 'd/x'],
    ['far/x', 'd/x'],
    ['up/x', 'd/x'],
    ['d/out', 'd/x'],
    ['lost', 'd/x'],
    ['far/new/file', 'd/new/file'],
  ])('on the way %s is followed', (path, expected) => {
    expect(trace(root, path.split('/'))?.names.join('/')).toBe(expected);
  });

  test('that leads to itself leads nowhere', () => {
    expect(trace(root, ['round'])).toBeUndefined();
  });

  test('can lead to others many times', () => {
    const chain = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`l${index}`, link(`l${index + 1}`)]));
    expect(trace(tree({ ...chain, l200: '1' }), ['l0'])?.names).toEqual(['l200']);
  });
});

test('what is not there is the same as long as it is not', () => {
  const missing = select(tree({}), selection('/x'));
  expect(sameSelected(missing, missing)).toBe('yes');
  expect(sameSelected(missing, select(tree({ x: '' }), selection('/x')))).toBe('no');
});
