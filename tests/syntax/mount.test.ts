import { describe, expect, test } from 'vitest';
import { canonicalKey, readMount } from '../../src/syntax/mount.ts';
import { flagOf } from './flag-of.ts';

const read = (value: string | undefined) => readMount(flagOf('mount', value));

test('a mount has its fields in order', () => {
  const { mount, error } = read('type=cache,Target=/root/.npm,RO,id=a=b');
  expect(error).toBeUndefined();
  expect(mount.fields.map(({ key, text, value }) => [key, text, value?.text])).toEqual([
    ['type', 'type=cache', 'cache'],
    ['target', 'Target=/root/.npm', '/root/.npm'],
    ['ro', 'RO', undefined],
    ['id', 'id=a=b', 'a=b'],
  ]);
  expect(mount).toMatchObject({ type: 'cache', target: { text: '/root/.npm' }, id: { text: 'a=b' } });
  expect(mount.source).toBeUndefined();
  expect(mount.from).toBeUndefined();
});

test('the long names stand for the short ones', () => {
  const { mount } = read('src=a,destination=/b,dst=/c,from=base');
  expect(mount.source?.text).toBe('a');
  expect(mount.target?.text).toBe('/c');
  expect(mount.from?.text).toBe('base');
  expect(['src', 'dst', 'destination', 'ro', 'rw', 'uid', ''].map(canonicalKey)).toEqual([
    ...['source', 'target', 'target', 'readonly', 'readwrite', 'uid', ''],
  ]);
});

test('the last of several values counts, a field without a value never', () => {
  expect(read('target=/a,target=/b,target').mount.target?.text).toBe('/b');
  expect(read('type=ssh,type=Secret').mount.type).toBe('secret');
});

test('the type is bind unless it is given', () => {
  expect(read('target=/x').mount.type).toBe('bind');
  expect(read('type,target=/x').mount.type).toBe('bind');
  expect(read('type=$KIND').mount.type).toBe('$kind');
  expect(read(undefined).mount.type).toBe('bind');
});

test('keys and values have their places', () => {
  const flag = flagOf('mount', 'type=bind,"target=/a,b",ro');
  const { fields } = readMount(flag).mount;
  const shown = fields.map(({ keySpan, span, value }) => [keySpan, span, value?.span].map((part) => flag.show(part)));
  expect(shown).toEqual([
    ['type', 'type=bind', 'bind'],
    ['target', '"target=/a,b"', '/a,b'],
    ['ro', 'ro', ''],
  ]);
});

describe('the instruction parser refuses', () => {
  test.each([
    ['', 'EOF', ''],
    ['type="bind"', 'parse error on line 1, column 6: bare " in non-quoted-field', '"'],
    ['type=bind,"target=/x', 'parse error on line 1, column 12: extraneous or missing " in quoted-field', 't'],
  ])('the CSV of %j', (value, message, place) => {
    const flag = flagOf('mount', value);
    const { error } = readMount(flag);
    expect(error?.message).toBe(`failed to parse csv mounts: ${message}`);
    expect(flag.show(error?.span)).toBe(place);
  });

  test.each(['from=$x', 'from=a$b,target=/x', 'from=$x$', 'FROM=${x}', 'target=/$y,from=x,from=$z'])(
    'a variable in %j',
    (value) => {
      const flag = flagOf('mount', value);
      const { error } = readMount(flag);
      expect(error?.message).toBe("'from' doesn't support variable expansion, define alias stage instead");
      expect(flag.show(error?.span)).toContain('$');
    },
  );

  test.each(['from=a$', 'from=', 'from', 'target=$x', 'froms=$x', '$from=x'])('nothing in %j', (value) => {
    expect(read(value).error).toBeUndefined();
  });

  test('the CSV before anything else', () => {
    const { mount, error } = read('from=$x,a"');
    expect(error?.message).toMatch(/^failed to parse csv mounts/);
    expect(mount.from?.text).toBe('$x');
  });
});
