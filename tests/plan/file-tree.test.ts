// What is known of file systems: which are the same, and what copying makes of them.

import { describe, expect, test } from 'vitest';
import { type Entry, extentOf, identityOf, MOST_FOLDERS, opaqueRoot, textBytes } from '../../src/plan/file-tree.ts';
import { applyActions } from '../../src/plan/file-system.ts';
import type { FileAction, FileOperation } from '../../src/plan/operation.ts';
import { treeOf } from '../../src/plan/context-tree.ts';
import { sameEntry } from '../../src/plan/same-entry.ts';
import { select } from '../../src/plan/selection.ts';
import { selectedChanges } from '../../src/plan/tree-difference.ts';
import { filesOf } from './builds.ts';

const tree = (files: Parameters<typeof filesOf>[0]): Entry => treeOf(filesOf(files));

function at(root: Entry, path: string): Entry | undefined {
  const selected = select(root, { path, isPattern: false, followsMatches: true, include: [], exclude: [] });
  return selected.kind === 'one' ? selected.entry : undefined;
}

const copyAll: FileAction & { readonly kind: 'copy' } = {
  kind: 'copy',
  input: 0,
  source: 1,
  from: '/',
  to: '/',
  owner: undefined,
  mode: undefined,
  isTree: true,
  unpacks: false,
  include: [],
  exclude: [],
  required: [],
};

function operation(action: Partial<FileAction & { readonly kind: 'copy' }>): FileOperation {
  const actions = [{ ...copyAll, ...action }];
  return { kind: 'file', name: '', actions, inputs: [], platform: undefined, ignoresCache: false };
}

describe('two trees', () => {
  test.each([
    ['equal files', { a: '1' }, { a: '1' }, 'yes'],
    ['other bytes', { a: '1' }, { a: '2' }, 'no'],
    ['another mode', { a: '1' }, { a: { content: '1', mode: 0o600 } }, 'no'],
    ['a file more', { a: '1' }, { a: '1', b: '' }, 'no'],
    ['an empty folder more', { a: '1' }, { a: '1', b: { kind: 'folder' } }, 'no'],
    ['a link in the place of a file', { a: '1' }, { a: { kind: 'link', content: '1' } }, 'no'],
  ] as const)('with %s', (_, left, right, expected) => {
    expect(sameEntry(tree(left), tree(right))).toBe(expected);
  });

  test('of which one is not known', () => {
    const [one, other] = [opaqueRoot('one'), opaqueRoot('other')];
    expect(sameEntry(one, opaqueRoot('one'))).toBe('yes');
    expect(sameEntry(one, other)).toBe('maybe');
    expect(sameEntry(tree({ a: '1' }), one)).toBe('maybe');
    expect(sameEntry(undefined, one)).toBe('maybe');
  });

  test('are compared without reading what is one and the same', () => {
    const file = {
      path: 'a',
      kind: 'file',
      size: 1,
      mode: 0o644,
      time: 1,
      get content(): string {
        throw new Error('read');
      },
    } as const;
    expect(sameEntry(treeOf([file]), treeOf([file]))).toBe('yes');
  });
});

describe('a copy', () => {
  test('of a folder puts its files beside those that are there', () => {
    const result = applyActions(operation({}), [tree({ 'd/a': '1', e: '5' }), tree({ 'd/b': '2' })], 'key');
    expect(sameEntry(result, tree({ 'd/a': '1', 'd/b': '2', e: '5' }))).toBe('yes');
  });

  test('of an archive that is unpacked is not known, but depends on nothing else', () => {
    const unpack = operation({ from: '/a.tar', unpacks: true, to: '/x/' });
    const once = applyActions(unpack, [tree({}), tree({ 'a.tar': '1' })], 'key');
    expect(sameEntry(once, applyActions(unpack, [tree({}), tree({ 'a.tar': '1' })], 'key'))).toBe('yes');
    expect(sameEntry(once, applyActions(unpack, [tree({}), tree({ 'a.tar': '2' })], 'key'))).toBe('maybe');
  });

  test('changes owners and modes', () => {
    const owned = applyActions(
      operation({ owner: { user: 5, group: undefined }, mode: 0o600 }),
      [tree({}), tree({ a: '1' })],
      'key',
    );
    expect(at(owned, '/a')).toMatchObject({ header: { owner: '5:5', mode: 0o600 } });
  });
});

describe('a path without end', () => {
  const deep = `/${'a/'.repeat(100_000)}`;

  test('can be copied to, selected and compared', () => {
    const result = applyActions(operation({ to: deep }), [tree({}), tree({ f: '1' })], 'key');
    expect(extentOf(result).height).toBeLessThanOrEqual(MOST_FOLDERS);
    expect(sameEntry(result, result)).toBe('yes');
    expect(at(tree({ f: '1' }), deep)).toBeUndefined();
    expect(at(opaqueRoot('one'), deep)).toMatchObject({ kind: 'opaque' });
  });

  test('can be in a context', () => {
    const left = tree({ [`${deep.slice(1)}f`]: '1' });
    expect(sameEntry(left, tree({ [`${deep.slice(1)}f`]: '1' }))).toBe('yes');
    expect(sameEntry(left, tree({ [`${deep.slice(1)}f`]: '2' }))).toBe('no');
    expect(identityOf(left)).toHaveLength(64);
  });

  test('does not grow by copying a tree into itself', () => {
    let result = tree({ f: '1' });
    for (let step = 0; step < 50; step++)
      result = applyActions(operation({ to: `/${'b/'.repeat(100)}` }), [tree({}), result], `key ${step}`);
    expect(extentOf(result).height).toBeLessThanOrEqual(MOST_FOLDERS);
  });
});

test('an identity does not grow with what it stands for', () => {
  let entry: Entry = { kind: 'file', bytes: textBytes('"\\'), header: { mode: 0o644, owner: '0:0' } };
  for (let depth = 0; depth < 200; depth++) {
    entry = {
      kind: 'folder',
      header: { mode: 0o755, owner: '0:0' },
      children: new Map([['"', entry]]),
      below: undefined,
    };
  }
  expect(identityOf(entry)).toHaveLength(64);
});

describe('the changes', () => {
  const changes = (
    before: Parameters<typeof filesOf>[0],
    after: Parameters<typeof filesOf>[0],
    path = '/',
  ): readonly string[] => {
    const selection = { path, isPattern: true, followsMatches: true, include: [], exclude: [] };
    const found = selectedChanges(select(tree(before), selection), select(tree(after), selection), [selection], 10);
    return found.map((change) => `${change.kind} ${change.path}`);
  };

  test('of a folder are those of its files', () => {
    const before = { 'd/same': '1', 'd/edited': '1', 'd/gone': '1', 'd/mode': '1' };
    const after = { 'd/same': '1', 'd/edited': '2', 'd/mode': { content: '1', mode: 0o755 }, 'd/e/new': '1' };
    expect(changes(before, after)).toEqual(['new d/e/new', 'changed d/edited', 'deleted d/gone', 'mode d/mode']);
  });

  test('have the names from the root of the context', () => {
    expect(changes({ 'a/x.c': '1' }, { 'a/x.c': '2', 'a/y.c': '', 'a/z': '' }, '/a/*.c')).toEqual([
      'changed a/x.c',
      'new a/y.c',
    ]);
    expect(changes({ 'a/x.c': '1' }, { 'a/x.c': '2' }, '/a/x.c')).toEqual(['changed a/x.c']);
  });

  test('are cut where nobody reads them', () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}`, '1']));
    expect(changes({}, many)).toHaveLength(10);
  });
});
