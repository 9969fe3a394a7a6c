import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { folderContext } from '../../src/context/folder.ts';
import { kindIn, noContext } from '../../src/model/context-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'slipway-'));
mkdirSync(join(folder, 'src'));
writeFileSync(join(folder, 'src', 'a.js'), 'text');
afterAll(() => rmSync(folder, { recursive: true }));

const context = folderContext(folder, undefined);

test('tells files from folders', () => {
  expect(context.entries('.')).toEqual(['src/']);
  expect(kindIn(context, '.')).toBe('folder');
  expect(kindIn(context, 'src')).toBe('folder');
  expect(kindIn(context, 'src/a.js')).toBe('file');
  expect(kindIn(context, 'src/b.js')).toBe('nothing');
  expect(kindIn(context, 'lib/a.js')).toBeUndefined();
  expect(kindIn(noContext, 'src')).toBeUndefined();
});

test('reads files, and nothing outside of the folder', () => {
  expect(context.read('src/a.js')).toBe('text');
  expect(context.read('src')).toBeUndefined();
  expect(context.read('../etc/passwd')).toBeUndefined();
  expect(context.entries('..')).toBeUndefined();
  expect(context.entries('/')).toBeUndefined();
});
