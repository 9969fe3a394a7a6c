// What a build context holds, as it lies on a disk.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ContextFolder } from '../../src/context/context-folder.ts';
import { heaviestFolders, largestFiles, savedBy } from '../../src/context/context-sizes.ts';
import { DigestCache } from '../../src/context/digest-cache.ts';
import { readIgnoreList } from '../../src/context/ignore-list.ts';
import type { IgnoreList } from '../../src/model/ignore-list.ts';
import { folderOf } from '../cli/command-line.ts';

function ignoring(text: string): IgnoreList {
  const list = readIgnoreList(text);
  if (!list.ok) throw new Error(list.error);
  return list.value;
}

function listed(folder: string, text = ''): readonly string[] {
  return new ContextFolder(folder)
    .list(ignoring(text))
    .files.map(({ path }) => path)
    .toSorted();
}

const files = { a: '1', 'd/b.log': '22', 'd/e/keep': '333', 'x/y/z': '4444' };

describe('the list', () => {
  test('has all files and folders', () => {
    expect(listed(folderOf(files))).toEqual(['a', 'd', 'd/b.log', 'd/e', 'd/e/keep', 'x', 'x/y', 'x/y/z']);
  });

  test('has nothing that the ignore file leaves out, but the folders of exceptions', () => {
    expect(listed(folderOf(files), 'd\nx\n')).toEqual(['a']);
    expect(listed(folderOf(files), 'd\n!d/e/keep\n')).toEqual(['a', 'd', 'd/e', 'd/e/keep', 'x', 'x/y', 'x/y/z']);
    expect(listed(folderOf(files), '*\n!**/z\n')).toEqual(['x', 'x/y', 'x/y/z']);
  });

  test('enters a folder that is left out only for an exception', () => {
    const folder = folderOf(files);
    const { leftOut } = new ContextFolder(folder).list(ignoring('d\nx\n!d/e/keep\n'));
    expect(leftOut.map(({ file, pattern }) => `${file.path} ${pattern}`).toSorted()).toEqual([
      'd d',
      'd/b.log d',
      'd/e d',
      'x x',
    ]);
  });

  test('has what is in folders that are left out if all is asked for', () => {
    const { leftOut } = new ContextFolder(folderOf(files)).list(ignoring('x\n'), { all: true });
    expect(leftOut.map(({ file }) => file.path).toSorted()).toEqual(['x', 'x/y', 'x/y/z']);
  });

  test('has the same file each time', () => {
    const context = new ContextFolder(folderOf(files));
    const [first, second] = [context.list(undefined).files, context.list(ignoring('x')).files];
    expect(first.find(({ path }) => path === 'a')).toBe(second.find(({ path }) => path === 'a'));
  });
});

describe('a file', () => {
  test('is what the system says, and its content the SHA-256 of its bytes', () => {
    const folder = folderOf({ a: 'abc' });
    chmodSync(join(folder, 'a'), 0o4750);
    utimesSync(join(folder, 'a'), 1, 1);
    symlinkSync('a', join(folder, 'link'));
    const found = new ContextFolder(folder).list(undefined).files;
    const [a, link] = found.toSorted((left, right) => (left.path < right.path ? -1 : 1));
    expect(a).toMatchObject({ kind: 'file', size: 3, mode: 0o4750, time: 1_000_000_000n });
    expect(a?.content).toBe(createHash('sha256').update('abc').digest('hex'));
    expect(link).toMatchObject({ kind: 'link', size: 0, content: 'a' });
  });

  test('that is longer than one read is read to its end', () => {
    const text = 'x'.repeat(3_000_001);
    const [file] = new ContextFolder(folderOf({ a: text })).list(undefined).files;
    expect(file?.content).toBe(createHash('sha256').update(text).digest('hex'));
  });

  test('that vanishes is reported, and no reason to fail', () => {
    const folder = folderOf({ a: '1' });
    const context = new ContextFolder(folder);
    const [file] = context.list(undefined).files;
    rmSync(join(folder, 'a'));
    expect([file?.size, typeof file?.content]).toEqual([0, 'string']);
    expect(context.problems).toEqual([{ path: 'a', problem: 'it has vanished in the meantime' }]);
  });

  test.skipIf(process.platform === 'win32')('that is a FIFO is not waited for, a socket not taken', async () => {
    const folder = folderOf({});
    execFileSync('mkfifo', [join(folder, 'fifo')]);
    const server = createServer();
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => {
      server.listen(join(folder, 'socket'), resolve);
    });
    const context = new ContextFolder(folder);
    const found = context.list(undefined).files;
    expect(found.map(({ path, content }) => `${path} ${content}`)).toEqual(['fifo special']);
    expect(context.problems.map(({ path }) => path)).toEqual(['fifo', 'socket']);
  });

  test.skipIf(process.platform !== 'linux')('whose name is not UTF-8 is read and reported', () => {
    const folder = folderOf({ b: '1' });
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9])]), 'abc');
    const context = new ContextFolder(folder);
    const file = context.list(undefined).files.find(({ path }) => path !== 'b');
    expect(file?.content).toBe(createHash('sha256').update('abc').digest('hex'));
    expect(context.problems).toEqual([
      { path: 'caf\uFFFD', problem: 'its name is not UTF-8: BuildKit cannot be sent it' },
    ]);
  });
});

describe('digests', () => {
  /** Long after the files were written. */
  const later = (): bigint => BigInt(Date.now() + 60_000) * 1_000_000n;

  function cacheIn(kept: { bytes?: Uint8Array }, now = later): DigestCache {
    return new DigestCache({ read: () => kept.bytes, write: (bytes) => void (kept.bytes = bytes) }, now);
  }

  function digest(folder: string, digests: DigestCache): string | undefined {
    const context = new ContextFolder(folder, digests);
    const content = context
      .list(undefined)
      .files.map((file) => file.content)
      .at(0);
    context.save();
    return content;
  }

  test('are kept, and found while the file is the same', () => {
    const [folder, kept] = [folderOf({ 'd\u{1f600}a': '1', 'd\u{1f601}b': '2' }), {}];
    const first = digest(folder, cacheIn(kept));
    const known = cacheIn(kept);
    const find = vi.spyOn(known, 'keep');
    expect(digest(folder, known)).toBe(first);
    expect(find).not.toHaveBeenCalled();
  });

  test('make a second run read no file and write nothing', () => {
    const folder = folderOf({ a: '1', 'd/b': '2' });
    const kept: { bytes?: Uint8Array; writes: number } = { writes: 0 };
    const run = (): { readonly reads: number } => {
      const digests = new DigestCache(
        {
          read: () => kept.bytes,
          write: (bytes) => {
            kept.bytes = bytes;
            kept.writes++;
          },
        },
        later,
      );
      const keep = vi.spyOn(digests, 'keep');
      const context = new ContextFolder(folder, digests);
      for (const file of context.list(undefined).files) if (file.kind === 'file') void file.content;
      context.save();
      return { reads: keep.mock.calls.length };
    };
    expect([run(), run(), kept.writes]).toEqual([{ reads: 2 }, { reads: 0 }, 1]);
    // What makes a file another is looked at each time, whatever is kept of it.
    writeFileSync(join(folder, 'a'), '3');
    expect([run(), run(), kept.writes]).toEqual([{ reads: 1 }, { reads: 0 }, 2]);
  });

  test('count no more once the file is another', () => {
    const [folder, kept] = [folderOf({ a: '1' }), {}];
    const first = digest(folder, cacheIn(kept));
    writeFileSync(join(folder, 'a'), '2');
    expect(digest(folder, cacheIn(kept))).not.toBe(first);
  });

  test('are not kept of files that have just been written', () => {
    const kept: { bytes?: Uint8Array } = {};
    digest(
      folderOf({ a: '1' }),
      cacheIn(kept, () => BigInt(Date.now()) * 1_000_000n),
    );
    expect(kept.bytes).toBeUndefined();
  });

  test('are not trusted when a bit is damaged', () => {
    const [folder, kept] = [folderOf({ a: '1' }), { bytes: new Uint8Array() }];
    const first = digest(folder, cacheIn(kept));
    const whole = kept.bytes;
    for (const position of [0, 20, whole.length - 1]) {
      kept.bytes = whole.map((byte, index) => (index === position ? byte ^ 1 : byte));
      const cache = cacheIn(kept);
      const keep = vi.spyOn(cache, 'keep');
      expect(digest(folder, cache)).toBe(first);
      expect(keep).toHaveBeenCalledOnce();
    }
    kept.bytes = whole.subarray(0, 30);
    expect(digest(folder, cacheIn(kept))).toBe(first);
  });

  test('of files that are gone are forgotten', () => {
    const [folder, kept] = [folderOf({ a: '1', b: '2' }), { bytes: new Uint8Array() }];
    const read = (): void => {
      const context = new ContextFolder(folder, cacheIn(kept));
      for (const file of context.list(undefined).files) void file.content;
      context.save();
    };
    read();
    const { length } = kept.bytes;
    rmSync(join(folder, 'a'));
    writeFileSync(join(folder, 'c'), '3');
    read();
    expect(kept.bytes).toHaveLength(length);
    expect(readdirSync(folder)).toEqual(['b', 'c']);
  });
});

test('sizes are told by folder, file and pattern', () => {
  const { files: sent, leftOut } = new ContextFolder(folderOf({ ...files, 'n/m': '55555' })).list(ignoring('n\nq\n'), {
    all: true,
  });
  expect(heaviestFolders(sent, 2)).toEqual([
    { path: 'd', bytes: 5, files: 2 },
    { path: 'x/y', bytes: 4, files: 1 },
  ]);
  expect(largestFiles(sent, 1)).toEqual([{ path: 'x/y/z', bytes: 4, files: 1 }]);
  expect(savedBy(leftOut, ['n', 'q'])).toEqual([
    { path: 'n', bytes: 5, files: 1 },
    { path: 'q', bytes: 0, files: 0 },
  ]);
});
