// Reports in files.

import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOutputs, writeOutputFiles } from '../../src/cli/output-files.ts';
import { folderOf } from './command-line.ts';

const formats = ['pretty', 'json', 'sarif'] as const;
const read = (...values: readonly string[]) => readOutputs(values, 'pretty', formats);

test('formats and files', () => {
  expect(read('sarif=a=b.sarif')).toEqual([
    { format: 'pretty', file: undefined },
    { format: 'sarif', file: 'a=b.sarif' },
  ]);
  expect(read('json=-', 'sarif=x')).toEqual([
    { format: 'json', file: undefined },
    { format: 'sarif', file: 'x' },
  ]);
});

test.each([
  [['sarf=x'], '--output cannot write "sarf" (did you mean sarif?); the formats are pretty, json, sarif'],
  [['x.sarif'], '--output takes a format and a file, not "x.sarif": --output sarif=report.sarif'],
  [['sarif'], '--output takes a format and a file, not "sarif": --output sarif=report.sarif'],
  [['sarif='], '--output takes a format and a file, not "sarif=": --output sarif=report.sarif'],
  [['sarif=x', 'json=./x'], '--output: two reports cannot go to "./x"'],
  [['sarif=-', 'json=-'], '--output: two reports cannot go to standard output'],
])('%j: %s', (values, message) => {
  expect(() => read(...values)).toThrow(expect.objectContaining({ name: 'UserError', message }));
});

const text = 'new\n';

test('folders are made, and nothing else is left', () => {
  const folder = folderOf({ 'old.json': 'old\n' });
  writeOutputFiles(
    ['a/b/new.json', 'old.json'].map((file) => ({ file, text })),
    folder,
  );
  expect(readFileSync(join(folder, 'a/b/new.json'), 'utf8')).toBe(text);
  expect(readFileSync(join(folder, 'old.json'), 'utf8')).toBe(text);
  expect([...readdirSync(folder), ...readdirSync(join(folder, 'a/b'))]).toEqual(['a', 'old.json', 'new.json']);
});

test('a file keeps its mode, a link its target', () => {
  const folder = folderOf({ 'real.json': 'old\n' });
  chmodSync(join(folder, 'real.json'), 0o666);
  symlinkSync('real.json', join(folder, 'link.json'));
  writeOutputFiles([{ file: 'link.json', text }], folder);
  expect(lstatSync(join(folder, 'link.json')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(folder, 'real.json'), 'utf8')).toBe(text);
  expect(statSync(join(folder, 'real.json')).mode & 0o777).toBe(0o666);
});

test('what is no file is written as it is', () => {
  const folder = folderOf({});
  writeOutputFiles([{ file: '/dev/null', text }], folder);
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
});

test.runIf(existsSync('/proc/self'))('where no folder can be made', () => {
  const write = () => writeOutputFiles([{ file: '/proc/nothing/here', text }], '/');
  expect(write).toThrow(
    expect.objectContaining({ name: 'UserError', message: expect.stringMatching(/^cannot write /) }),
  );
});

test.each([
  ['folder', 'it is a folder; name a file'],
  ['file.json/x', 'a part of its path is not a folder; check the name'],
  ['file.json/x/y', 'a part of its path is not a folder; check the name'],
])('when %s cannot be written, no file is', (file, reason) => {
  const folder = folderOf({ 'folder/': '', 'file.json': 'old\n' });
  const files = ['file.json', 'new.json', file].map((name) => ({ file: name, text }));
  const message = `cannot write "${file}": ${reason}`;
  expect(() => writeOutputFiles(files, folder)).toThrow(expect.objectContaining({ name: 'UserError', message }));
  expect(readFileSync(join(folder, 'file.json'), 'utf8')).toBe('old\n');
  expect(existsSync(join(folder, 'new.json'))).toBe(false);
  expect(readdirSync(folder)).toEqual(['file.json', 'folder']);
});
