import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseImageReference } from '../../src/syntax/image-reference.ts';

const sha = `sha256:${'0123456789abcdef'.repeat(4)}`;

test.each([
  ['node', 'docker.io', 'library/node', undefined, undefined, 'node', 'docker.io/library/node:latest'],
  ['node:22', 'docker.io', 'library/node', '22', undefined, 'node:22', 'docker.io/library/node:22'],
  ['a/b', 'docker.io', 'a/b', undefined, undefined, 'a/b', 'docker.io/a/b:latest'],
  ['library/node', 'docker.io', 'library/node', undefined, undefined, 'node', 'docker.io/library/node:latest'],
  ['library/a/b', 'docker.io', 'library/a/b', undefined, undefined, 'library/a/b', 'docker.io/library/a/b:latest'],
  [
    'docker.io',
    'docker.io',
    'library/docker.io',
    undefined,
    undefined,
    'docker.io',
    'docker.io/library/docker.io:latest',
  ],
  ['docker.io/node', 'docker.io', 'library/node', undefined, undefined, 'node', 'docker.io/library/node:latest'],
  ['index.docker.io/a/b', 'docker.io', 'a/b', undefined, undefined, 'a/b', 'docker.io/a/b:latest'],
  ['localhost/a', 'localhost', 'a', undefined, undefined, 'localhost/a', 'localhost/a:latest'],
  ['ghcr.io/a/b/c:1', 'ghcr.io', 'a/b/c', '1', undefined, 'ghcr.io/a/b/c:1', 'ghcr.io/a/b/c:1'],
  ['r:5000/a', 'r:5000', 'a', undefined, undefined, 'r:5000/a', 'r:5000/a:latest'],
  ['R/a', 'R', 'a', undefined, undefined, 'R/a', 'R/a:latest'],
  ['[fe80::1]:80/a', '[fe80::1]:80', 'a', undefined, undefined, '[fe80::1]:80/a', '[fe80::1]:80/a:latest'],
  [`node@${sha}`, 'docker.io', 'library/node', undefined, sha, `node@${sha}`, `docker.io/library/node@${sha}`],
  [`a/b:1@${sha}`, 'docker.io', 'a/b', '1', sha, `a/b:1@${sha}`, `docker.io/a/b:1@${sha}`],
  ['a_b.c/d', '', 'a_b.c/d', undefined, undefined, 'a_b.c/d', 'a_b.c/d:latest'],
  [
    'a__b-----c.d:_.-X',
    'docker.io',
    'library/a__b-----c.d',
    '_.-X',
    undefined,
    'a__b-----c.d:_.-X',
    'docker.io/library/a__b-----c.d:_.-X',
  ],
])('reads %s', (text, registry, repository, tag, digest, familiar, normalized) => {
  const value = { registry, repository, tag, digest, familiar, normalized };
  expect(parseImageReference(text)).toEqual({ ok: true, value });
});

describe('refuses', () => {
  test.each([
    ...['', ':', '/', '@', 'a:', 'a/', '/a', 'a//b', 'a b', ' a', 'a:b:c', 'a:-b', 'a@b', `a:1@${sha}@${sha}`],
    ...['-a', 'a-', 'a..b', 'a___b', 'a._b', '_a', 'é', 'r.io/', 'r.io:x/a', '-r.io/a', 'r..io/a', 'a.[::1]/b'],
    ...['[::g]/a', `a:${'t'.repeat(129)}`, 'a@sha256:abc', `a@1x:${'0'.repeat(32)}`, `a:1:2@${sha}`, 'http://r.io/a'],
  ])('%j as malformed', (text) => {
    expect(parseImageReference(text)).toEqual({ ok: false, error: 'invalid reference format' });
  });

  test.each([
    ['Node', 'library/Node'],
    ['a/B:1', 'a/B'],
    ['r.io/A', 'A'],
    [`a@SHA256:${'0'.repeat(64)}`, 'library/a@SHA256'],
    ['À', 'library/À'],
  ])('capitals in %s', (text, name) => {
    const error = `invalid reference format: repository name (${name}) must be lowercase`;
    expect(parseImageReference(text)).toEqual({ ok: false, error });
  });

  test('capitals in a first part that is no registry', () => {
    expect(parseImageReference('A_b.c/d')).toEqual({ ok: false, error: 'repository name must be lowercase' });
  });

  test('what looks like the id of an image', () => {
    const id = '0123456789abcdef'.repeat(4);
    const error = `invalid repository name (${id}), cannot specify 64-byte hexadecimal strings`;
    expect(parseImageReference(id)).toEqual({ ok: false, error });
    expect(parseImageReference(`${id}:1`).ok).toBe(true);
  });

  test('a repository of more than 255 characters', () => {
    const error = 'repository name must not be more than 255 characters';
    expect(parseImageReference('a'.repeat(247)).ok).toBe(true);
    expect(parseImageReference('a'.repeat(248))).toEqual({ ok: false, error });
    expect(parseImageReference(`r.io/${'a'.repeat(255)}:1`).ok).toBe(true);
    expect(parseImageReference(`r.io/${'a'.repeat(256)}@md5:${'0'.repeat(32)}`)).toEqual({ ok: false, error });
  });

  test.each([
    [`sha256:${'0'.repeat(40)}`, 'invalid checksum digest length'],
    [`sha256:${'A'.repeat(64)}`, 'invalid checksum digest format'],
    [`md5:${'0'.repeat(32)}`, 'unsupported digest algorithm'],
    [`Sha256:${'0'.repeat(64)}`, 'invalid checksum digest format'],
  ])('the digest %s', (digest, error) => {
    expect(parseImageReference(`a:1@${digest}`)).toEqual({ ok: false, error });
  });
});

/** Without dots: `docker.io/a.b/c` has a familiar form that reads as another registry. */
const component = fc.stringMatching(/^[a-z0-9]{1,5}(__?|-{1,3})?[a-z0-9]{1,5}$/);
const reference = fc
  .tuple(
    fc.constantFrom('', 'localhost/', 'r.io/', 'R:80/', 'docker.io/', '[::1]:5/'),
    fc.array(component, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')),
    fc.option(
      fc.stringMatching(/^\w[\w.-]{0,10}$/).map((tag) => `:${tag}`),
      { nil: '' },
    ),
    fc.constantFrom('', `@${sha}`),
  )
  .map((parts) => parts.join(''));

test('the normalized and the familiar form mean the same image', () => {
  fc.assert(
    fc.property(reference, (text) => {
      const first = parseImageReference(text);
      if (!first.ok) throw new Error(`${text}: ${first.error}`);
      const { familiar, normalized } = first.value;
      expect(parseImageReference(familiar)).toEqual(first);
      expect(parseImageReference(normalized)).toMatchObject({ ok: true, value: { normalized } });
    }),
  );
});

test('hostile texts cost little', () => {
  const long = 200_000;
  for (const piece of ['a', 'a-', '-', 'a.', 'a/', 'a:', ':1', '@', 'A', 'a_', '[', 'é', 'a__', 'sha256:0@']) {
    expect(parseImageReference(`${piece.repeat(long)}!`).ok).toBe(false);
    expect(parseImageReference(`r.io:1/${piece.repeat(long)}!`).ok).toBe(false);
    expect(parseImageReference(`a@${piece.repeat(long)}`).ok).toBe(false);
  }
});
