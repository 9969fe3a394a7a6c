// Where files come from.

import { describe, expect, test } from 'vitest';
import { LocalContext } from '../../src/plan/sources.ts';
import { sourcesOf } from './plans.ts';

function add(text: string): object | undefined {
  const [source] = sourcesOf(`FROM scratch\nADD ${text} /x/\n`);
  return source && { ...source.attributes, identifier: source.identifier };
}

describe('a folder', () => {
  test('has the paths that somebody asks for, in the order of their bytes', () => {
    const context = new LocalContext();
    for (const path of ['b/', './a', 'é', '../z', 'b']) context.use(path);
    expect(context.paths).toEqual(['a', 'b', 'z', 'é']);
    context.use('.');
    expect(context.paths).toBeUndefined();
  });

  test('is asked for the paths of all stages', () => {
    const [source] = sourcesOf('FROM scratch AS x\nCOPY b /\nFROM scratch\nCOPY --from=x / /\nCOPY a /\n');
    expect(source).toMatchObject({
      identifier: 'local://context',
      name: '[internal] load build context',
      attributes: { 'local.followpaths': '["a","b"]' },
    });
  });
});

describe('a file on the web', () => {
  test.each([
    ['https://e.org/a/b.tgz?c#d', 'b.tgz'],
    ['https://e.org/', '__unnamed__'],
    ['https://e.org', '__unnamed__'],
  ])('%s is kept as %s', (url, name) => {
    expect(add(url)).toEqual({ identifier: url, 'http.filename': name });
  });

  test('may have a checksum', () => {
    const checksum = `sha256:${'0'.repeat(64)}`;
    expect(add(`--checksum=${checksum} https://e.org/a`)).toMatchObject({ 'http.checksum': checksum });
  });
});

describe('a repository', () => {
  test('has its address without the protocol, and what is wanted of it', () => {
    expect(add('https://github.com/a/b.git#v1:docs')).toEqual({
      identifier: 'git://github.com/a/b.git#v1:docs',
      'git.fullurl': 'https://github.com/a/b.git',
      'git.authtokensecret': 'GIT_AUTH_TOKEN',
      'git.authheadersecret': 'GIT_AUTH_HEADER',
    });
  });

  test('may keep its history, and be asked for by SSH', () => {
    expect(add('--keep-git-dir=true git@github.com:a/b.git')).toMatchObject({
      identifier: 'git://github.com/a/b.git',
      'git.keepgitdir': 'true',
      'git.mountsshsock': 'default',
    });
  });
});

test('an image has its platform', () => {
  expect(sourcesOf('FROM --platform=linux/arm64 a:1\n')).toMatchObject([
    { identifier: 'docker-image://docker.io/library/a:1', platform: 'linux/arm64' },
  ]);
});
