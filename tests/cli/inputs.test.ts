// Which files a command line stands for.

import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFile, selectFiles } from '../../src/cli/inputs.ts';
import { folderOf } from './command-line.ts';

const file = 'FROM scratch\n';

async function select(folder: string, ...operands: readonly string[]) {
  return selectFiles(operands, folder);
}

test('a folder stands for the Dockerfiles below it, in order', async () => {
  const folder = folderOf({
    'b/Dockerfile': file,
    'a/api.dockerfile': file,
    'a/Dockerfile.md': file,
    'a/main.go': file,
    '.devcontainer/Dockerfile': file,
    Dockerfile: file,
  });
  const { paths, problems, empty } = await select(folder, '.');
  expect(paths).toEqual(['.devcontainer/Dockerfile', 'Dockerfile', 'a/api.dockerfile', 'b/Dockerfile']);
  expect([...problems, ...empty]).toEqual([]);
  expect((await select(folder, 'a')).paths).toEqual(['a/api.dockerfile']);
  expect((await select(folder, './b/')).paths).toEqual(['b/Dockerfile']);
  expect((await select(join(folder, 'a'), '../b')).paths).toEqual(['../b/Dockerfile']);
  expect((await select('/', join(folder, 'b'))).paths).toEqual([join(folder, 'b/Dockerfile')]);
});

test('a file stands for itself, whatever its name, and is taken once', async () => {
  const folder = folderOf({ 'notes.md': file, Dockerfile: file, 'a[1]/Dockerfile': file, '.gitignore': '*\n' });
  expect((await select(folder, 'notes.md')).paths).toEqual(['notes.md']);
  expect((await select(folder, 'a[1]/Dockerfile')).paths).toEqual(['a[1]/Dockerfile']);
  const twice = await select(folder, 'Dockerfile', './Dockerfile', join(folder, 'Dockerfile'));
  expect(twice.paths).toHaveLength(1);
});

test('a pattern stands for what matches it', async () => {
  const folder = folderOf({ 'a/Dockerfile': file, 'b/Dockerfile': file, 'b/c/build.txt': file, '.gitignore': 'a\n' });
  expect((await select(folder, '*/Dockerfile')).paths).toEqual(['b/Dockerfile']);
  expect((await select(folder, '**/*.txt', 'a/*')).paths).toEqual(['a/Dockerfile', 'b/c/build.txt']);
  expect((await select(folder, '{b,c}/Docker*')).paths).toEqual(['b/Dockerfile']);
});

test('standard input and what cannot be found are left to the reader', async () => {
  const folder = folderOf({ Dockerfile: file });
  const { paths, problems } = await select(folder, 'nothing', '-', 'Dockerfile/x', '*.none');
  expect(paths).toEqual(['-', 'Dockerfile/x', 'nothing']);
  expect(problems).toEqual(['no file matches "*.none"']);
});

test('a folder without a Dockerfile is no mistake', async () => {
  const { paths, problems, empty } = await select(folderOf({ 'a/': '' }), 'a');
  expect({ paths, problems, empty }).toEqual({ paths: [], problems: [], empty: ['a'] });
});

test('names may have line breaks and what means something in patterns', async () => {
  const names = ['a\nb.dockerfile', '[x]/Dockerfile', '{y,z}/\u001b[31m.dockerfile', '!/Dockerfile', '-x.dockerfile'];
  const folder = folderOf(Object.fromEntries(names.map((name) => [name, file])));
  expect((await select(folder, '.')).paths).toEqual(names.toSorted());
});

test('.gitignore files count from the root of the repository down', async () => {
  const folder = folderOf({
    '.git/HEAD': '',
    '.git/Dockerfile': file,
    '.gitignore': 'vendor/\n*.old.dockerfile\n/deep/skipped\n',
    'vendor/Dockerfile': file,
    'deep/vendor/Dockerfile': file,
    'deep/skipped/Dockerfile': file,
    'deep/x.old.dockerfile': file,
    'deep/.gitignore': '!x.old.dockerfile\nDockerfile.local\n',
    'deep/down/Dockerfile.local': file,
    'deep/down/Dockerfile': file,
    'Dockerfile.local': file,
  });
  expect((await select(folder, '.')).paths).toEqual([
    'Dockerfile.local',
    'deep/down/Dockerfile',
    'deep/x.old.dockerfile',
  ]);
  expect((await select(folder, 'deep/down')).paths).toEqual(['deep/down/Dockerfile']);
  expect((await select(join(folder, 'deep'), '.')).paths).toEqual(['down/Dockerfile', 'x.old.dockerfile']);
  expect((await select(folder, 'vendor')).paths).toEqual(['vendor/Dockerfile']);
});

test('a repository inside another, or a folder outside of any, hears nobody above', async () => {
  const folder = folderOf({
    '.gitignore': 'Dockerfile\n',
    'alone/Dockerfile': file,
    'outer/.git/HEAD': '',
    'outer/.gitignore': 'Dockerfile\n',
    'outer/inner/.git': 'gitdir: elsewhere\n',
    'outer/inner/Dockerfile': file,
    'outer/Dockerfile': file,
  });
  expect((await select(folder, 'alone')).paths).toEqual(['alone/Dockerfile']);
  expect((await select(folder, 'outer')).paths).toEqual(['outer/inner/Dockerfile']);
  expect((await select(folder, '.')).paths).toEqual(['outer/inner/Dockerfile']);
});

test('links are not followed', async () => {
  const folder = folderOf({ 'a/Dockerfile': file });
  symlinkSync(folder, join(folder, 'a/loop'));
  symlinkSync(join(folder, 'a/Dockerfile'), join(folder, 'Dockerfile'));
  expect((await select(folder, '.')).paths).toEqual(['a/Dockerfile']);
  expect((await select(folder, 'Dockerfile')).paths).toEqual(['Dockerfile']);
});

test('what cannot be read says why', () => {
  const folder = folderOf({ 'a/Dockerfile': file });
  const problemOf = (path: string) => {
    const read = readFile(path, folder);
    return 'problem' in read ? read.problem : undefined;
  };
  expect(problemOf('b')).toBe('cannot read "b": it does not exist; check the name and the folder you are in');
  expect(problemOf('a')).toBe('cannot read "a": it is a folder; name a file');
  expect(problemOf('a/Dockerfile/b')).toBe(
    'cannot read "a/Dockerfile/b": a part of its path is not a folder; check the name',
  );
  expect(problemOf('a/Dockerfile')).toBeUndefined();
});
