import { describe, expect, test } from 'vitest';
import { success } from '../../src/syntax/go/result.ts';
import { mountErrors } from '../../src/syntax/mount-errors.ts';
import { readMount } from '../../src/syntax/mount.ts';
import { flagOf } from './flag-of.ts';

function errorsOf(value: string, settings?: Parameters<typeof mountErrors>[1]): unknown {
  const flag = flagOf('mount', value);
  return mountErrors(readMount(flag).mount, settings).map(({ message, span }) => [message, flag.show(span)]);
}

const atRoot = 'invalid mount target "/"';

describe('targets', () => {
  test.each(['bind', 'cache', 'tmpfs'])('the root is none for %s', (type) => {
    expect(errorsOf(`type=${type},target=/`)).toEqual([[atRoot, '/']]);
  });

  test.each(['secret', 'ssh'])('the root is one for %s', (type) => {
    expect(errorsOf(`type=${type},target=/`)).toEqual([]);
  });

  test.each([
    ['/', ''],
    ['/', '.'],
    ['/', './a/..'],
    ['/app', '..'],
    ['/a/b', '../../../..'],
  ])('in %s the target %j is the root', (workdir, target) => {
    expect(errorsOf(`type=cache,target=${target}`, { workdir })).toEqual([[atRoot, target]]);
  });

  test.each([
    ['/', 'a'],
    ['/app', '.'],
    ['/app', ''],
    ['/app', '../b'],
    ['/app', '//'],
  ])('in %s the target %j is another folder', (workdir, target) => {
    expect(errorsOf(`type=cache,target=${target}`, { workdir })).toEqual([]);
  });

  test('an absent one is the working directory', () => {
    expect(errorsOf('type=cache', { workdir: '/' })).toEqual([[atRoot, '--mount=type=cache']]);
    expect(errorsOf('type=cache', { workdir: '/app' })).toEqual([]);
    expect(errorsOf('type=cache')).toEqual([]);
  });

  test('a relative one in an unknown folder is not judged', () => {
    expect(errorsOf('target=.')).toEqual([]);
  });
});

test('ssh has no source', () => {
  expect(errorsOf('type=ssh,src=a')).toEqual([['ssh does not support source', 'a']]);
  expect(errorsOf('type=ssh,source=')).toEqual([]);
});

test('the errors of the options come first', () => {
  expect(errorsOf('type=bnd,target=/')).toEqual([['unsupported mount type "bnd" (did you mean bind?)', 'bnd']]);
});

test('what is not known is not judged, unless somebody knows it', () => {
  expect(errorsOf('target=$ROOT')).toEqual([]);
  expect(errorsOf('target=$ROOT', { expand: () => success('/') })).toEqual([[atRoot, '$ROOT']]);
});
