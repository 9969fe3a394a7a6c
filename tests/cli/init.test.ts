// `slipway init`.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOf, slipway } from './command-line.ts';

test('writes a configuration that changes nothing, and says so', async () => {
  const folder = folderOf({ Dockerfile: 'FROM node\nRUN pip install a\n' });
  const before = await slipway(['lint'], { folder });
  expect(await slipway(['init'], { folder })).toEqual({
    code: 0,
    stdout: 'Wrote slipway.yaml: all recommended rules, at their own levels. `slipway rules` lists all rules.\n',
    stderr: '',
  });
  expect(await slipway(['lint'], { folder })).toEqual(before);
});

test('what it leaves as comments is right, too', async () => {
  const folder = folderOf({ Dockerfile: 'FROM scratch\n' });
  await slipway(['init'], { folder });
  const path = join(folder, 'slipway.yaml');
  const text = readFileSync(path, 'utf8').replaceAll(/^# (?=[a-zA-Z]+:(?: \[.*)?$|  )/gm, '');
  expect(text).toMatch(/^overrides:\n {2}- files: tests\/\n {4}rules:\n/m);
  mkdirSync(join(folder, 'ci'));
  writeFileSync(join(folder, 'ci/base-image.json'), '{"config": {}, "rootfs": {"type": "layers", "diff_ids": []}}');
  writeFileSync(path, text);
  expect(await slipway(['lint'], { folder })).toEqual({
    code: 0,
    stdout: 'Nothing to report in 1 file.\n',
    stderr: '',
  });
});

test('names the schema of the package that is installed, otherwise that of this version', async () => {
  const head = async (folder: string) => {
    await slipway(['init', 'a'], { folder });
    return readFileSync(join(folder, 'a/slipway.yaml'), 'utf8').split('\n', 1)[0];
  };
  expect(await head(folderOf({ 'a/': '' }))).toMatch(
    /^# yaml-language-server: \$schema=https:\/\/unpkg\.com\/slipway@\d+\.\d+\.\d+\/dist\/schema\.json$/,
  );
  expect(await head(folderOf({ 'a/node_modules/slipway/dist/schema.json': '{}' }))).toBe(
    '# yaml-language-server: $schema=node_modules/slipway/dist/schema.json',
  );
});

test.each([
  [{ 'slipway.yaml': 'root: true\n' }, 'slipway.yaml'],
  [{ '.slipwayrc': '' }, '.slipwayrc'],
  [{ 'package.json': '{"slipway": {}}' }, 'package.json'],
])('never overwrites: %j', async (files, name) => {
  const folder = folderOf(files);
  const { code, stderr } = await slipway(['init'], { folder });
  expect({ code, stderr }).toEqual({ code: 2, stderr: `slipway: "${name}" is there already; nothing was written\n` });
});

test('a folder that is not there', async () => {
  const { code, stderr } = await slipway(['init', 'none'], { folder: folderOf({}) });
  expect({ code, stderr }).toEqual({ code: 2, stderr: 'slipway: there is no folder "none"\n' });
});
