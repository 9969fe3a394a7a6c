import { describe, expect, test } from 'vitest';
import { type GitReference, parseGitReference } from '../../src/syntax/git-reference.ts';

function read(text: string): Partial<GitReference> | string | undefined {
  const result = parseGitReference(text);
  if (result === undefined) return undefined;
  return result.ok ? result.value : result.error;
}

describe('a repository', () => {
  test.each([
    ['https://host.example/a/b.git', 'https://host.example/a/b.git', 'host.example/a/b.git'],
    ['git://host.example/a', 'git://host.example/a', 'host.example/a'],
    ['ssh://git@host.example:22/a', 'ssh://git@host.example:22/a', 'host.example:22/a'],
    ['git@host.example:a/b', 'git@host.example:a/b', 'host.example/a/b'],
    ['a@b:c', 'a@b:c', 'b/c'],
    ['HTTPS://host.example/b.git', 'https://host.example/b.git', 'host.example/b.git'],
  ])('%s', (text, remote, location) => {
    expect(read(text)).toMatchObject({ remote, location, looksLocal: false });
  });

  test('that looks like a path', () => {
    expect(read('github.com/a/b')).toMatchObject({ looksLocal: true, remote: 'https://github.com/a/b' });
  });

  test.each([
    './a.git',
    '../a@b:c',
    'https://host.example/a',
    'https://host.example/a.git/',
    'ftp://host.example/a.git',
    'https://x y/z.git',
    'https://host.example/%zz.git',
    'https://host.example:a/z.git',
    'a/b',
    '',
  ])('is not %j', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

test('a fragment names a ref and a folder', () => {
  expect(read('https://h.example/a.git#v1:/x/../../y/')).toMatchObject({ ref: 'v1', folder: 'y' });
  expect(read('git@h.example:a#%61')).toMatchObject({ ref: '%61' });
});

test.each([
  ['ref=v1&subdir=/x', { ref: 'v1', folder: '/x' }],
  ['tag=v1', { ref: 'refs/tags/v1' }],
  ['branch=refs/heads/a', { ref: 'refs/heads/a' }],
  ['commit=abc', { checksum: 'abc' }],
  ['keep-git-dir', { keepGitDir: true }],
  ['submodules=0&fetch-by-commit=t', { submodules: false, fetchByCommit: true }],
  ['mtime=commit', { mtime: 'commit' }],
  ['%zz=a', { ref: '' }],
])('the query %s', (query, options) => {
  expect(read(`https://h.example/a.git?${query}`)).toMatchObject(options);
});

test.each([
  ['ref=a#b', 'ref conflicts: "b" vs "a"'],
  ['subdir=a#:b', 'subdir conflicts: "b" vs "a"'],
  ['branch=b#b', 'ref conflicts: "b" vs "refs/heads/b"'],
  ['branch=a&tag=b', 'branch conflicts with tag'],
  ['ref=a&ref=a', 'query "ref" has multiple values'],
  ['ref', 'query "ref" has no value'],
  ['submodules=maybe', 'invalid submodules value: "maybe"'],
  ['mtime=now', 'invalid mtime value: "now" (must be "checkout" or "commit")'],
  ['depth=1', 'unexpected query "depth"'],
])('the query %s is refused', (query, error) => {
  expect(read(`https://h.example/a.git?${query}`)).toBe(error);
});
