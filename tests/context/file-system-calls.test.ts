// How often a build context asks the file system: counts, since times tell nothing on a busy machine.

import type * as fs from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';
import { ContextFolder } from '../../src/context/context-folder.ts';
import { DigestCache } from '../../src/context/digest-cache.ts';
import type { FolderFile } from '../../src/context/folder-file.ts';
import { BuildkitBuilder } from '../../src/plan/builder.ts';
import { folderOf } from '../cli/command-line.ts';
import { requestOf } from '../plan/builds.ts';

const calls = vi.hoisted(() => ({ readdirSync: 0, lstatSync: 0, openSync: 0 }));

vi.mock('node:fs', async (load) => {
  const real = await load<typeof fs>();
  const counted = (name: keyof typeof calls): unknown =>
    new Proxy(real[name], {
      apply(target, _, args) {
        calls[name]++;
        return Reflect.apply(target, undefined, args);
      },
    });
  return {
    ...real,
    readdirSync: counted('readdirSync'),
    lstatSync: counted('lstatSync'),
    openSync: counted('openSync'),
  };
});

const files = { a: '1', 'd/b': '2', 'd/e/c': '3' };

beforeEach(() => void Object.assign(calls, { readdirSync: 0, lstatSync: 0, openSync: 0 }));

test('a folder is read once, whatever is asked of its files', () => {
  const context = new ContextFolder(folderOf(files));
  context.list(undefined);
  expect(calls).toEqual({ readdirSync: 3, lstatSync: 0, openSync: 0 });
});

test('builds of the same files look at none of them, with some of them gone or new, too', () => {
  const listed = new ContextFolder(folderOf(files)).list(undefined).files;
  const builder = new BuildkitBuilder();
  const build = (context: readonly FolderFile[]): void => {
    const request = requestOf({ dockerfile: 'FROM scratch\nCOPY . /all/\nCOPY d /d/\n' });
    builder.build({ ...request, context });
  };
  build(listed.filter(({ path }) => path !== 'a'));
  build(listed);
  build(listed);
  build(listed.filter(({ path }) => path !== 'd/b'));
  expect(calls).toMatchObject({ lstatSync: 0, openSync: 0 });
});

test('a file is looked at once, and read once in all runs', () => {
  const folder = folderOf(files);
  const kept: { bytes?: Uint8Array } = {};
  const run = (): void => {
    const store = { read: () => kept.bytes, write: (bytes: Uint8Array) => void (kept.bytes = bytes) };
    const context = new ContextFolder(folder, new DigestCache(store, longAfter));
    for (const file of context.list(undefined).files) {
      if (file.kind === 'file') expect([file.content, file.mode, file.size, file.content]).toHaveLength(4);
    }
    context.save();
  };
  run();
  expect(calls).toMatchObject({ lstatSync: 3, openSync: 3 });
  run();
  expect(calls).toMatchObject({ lstatSync: 6, openSync: 3 });
});

/** Long after the files were written. */
function longAfter(): bigint {
  return BigInt(Date.now() + 60_000) * 1_000_000n;
}
