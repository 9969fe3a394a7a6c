// Ignore files of a folder, and what they leave out.

import { expect, test } from 'vitest';
import { folderContext } from '../../src/context/folder.ts';
import { readIgnoreList } from '../../src/context/ignore-list.ts';
import { folderOf } from '../cli/command-line.ts';

test('a list answers for paths', () => {
  const list = readIgnoreList('# all but one\n*\n!src/\n');
  expect(list.ok && list.value.patterns).toEqual(['*', '!src']);
  expect(list.ok && list.value.hasExclusions).toBe(true);
  expect(list.ok && list.value.ignores('dist/a.js')).toEqual({ ok: true, value: true });
  expect(list.ok && list.value.ignores('src/a.js')).toEqual({ ok: true, value: false });
});

test('a pattern that is none', () => {
  expect(readIgnoreList('a[\n')).toEqual({ ok: false, error: 'syntax error in pattern' });
});

test('the ignore file of the Dockerfile counts before that of the folder', () => {
  const folder = folderOf({ '.dockerignore': 'a', 'b.Dockerfile.dockerignore': 'b', 'empty/': '' });
  expect(folderContext(folder, `${folder}/b.Dockerfile`).ignoreFile()?.text).toBe('b');
  expect(folderContext(folder, `${folder}/c.Dockerfile`).ignoreFile()?.text).toBe('a');
  expect(folderContext(folder, undefined).ignoreFile()?.text).toBe('a');
  expect(folderContext(`${folder}/empty`, undefined).ignoreFile()).toBeUndefined();
});
