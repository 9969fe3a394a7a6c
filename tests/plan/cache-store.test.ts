// What the store of a cache finds again, and how sure it is.

import { describe, expect, test } from 'vitest';
import { CacheStore, type Probe, possibleIds } from '../../src/plan/cache-store.ts';
import { type Answer, emptyRoot, opaqueRoot } from '../../src/plan/file-tree.ts';
import { LazyEntry } from '../../src/plan/lazy-entry.ts';

const root = LazyEntry.of(emptyRoot);

function base(ids: Readonly<Record<string, Answer>>, selector = ''): Probe {
  return { selector, ids: new Map(Object.entries(ids)), content: undefined };
}

function files(id: string, ids: Readonly<Record<string, Answer>> = {}): Probe {
  return { ...base(ids), content: { kind: 'one', entry: opaqueRoot(id) } };
}

function answers(store: CacheStore, key: string, probes: readonly Probe[]): readonly string[] {
  return store.find(key, probes).map(({ record, answer }) => `${record.id} ${answer}`);
}

describe('a record', () => {
  const store = new CacheStore();
  store.add('run', 'r', [base({ a: 'yes' })], root);
  store.add('copy', 'c', [base({ a: 'yes' }), files('x')], root);

  test.each([
    ['of the same key and input', 'run', [base({ a: 'yes' })], ['r yes']],
    ['of another key', 'other', [base({ a: 'yes' })], []],
    ['of another input', 'run', [base({ b: 'yes' })], []],
    ['of an input that may be the same', 'run', [base({ a: 'maybe', b: 'maybe' })], ['r maybe']],
    ['of the same content', 'copy', [base({ a: 'yes' }), files('x')], ['c yes']],
    ['of content that may be the same', 'copy', [base({ a: 'yes' }), files('y')], ['c maybe']],
    ['of the same content on something else', 'copy', [base({ b: 'yes' }), files('x')], []],
    ['of fewer inputs', 'copy', [base({ a: 'yes' })], []],
  ] as const)('%s', (_, key, probes, expected) => {
    expect(answers(store, key, probes)).toEqual(expected);
  });

  test('of another selector is not found by its input', () => {
    const selecting = new CacheStore();
    selecting.add('copy', 'c', [base({ a: 'yes' }, '/x')], root);
    expect(answers(selecting, 'copy', [base({ a: 'yes' }, '/y')])).toEqual([]);
  });
});

test('a hit makes known what else leads to the record', () => {
  const store = new CacheStore();
  store.add('copy', 'c', [files('x', { a: 'yes' })], root);
  const [match] = store.find('copy', [files('x', { b: 'yes' })]);
  if (match === undefined) throw new Error('there is no hit');
  store.learn('copy', match.record, [files('x', { b: 'yes' })]);
  expect(answers(store, 'copy', [files('y', { b: 'yes' })])).toEqual(['c yes']);
});

test('what stands on something that may be a result does not surely stand on it', () => {
  const store = new CacheStore();
  store.add('run', 'r', [base({ own: 'yes', old: 'maybe' })], root);
  expect(answers(store, 'run', [base({ own: 'yes' })])).toEqual(['r yes']);
  expect(answers(store, 'run', [base({ old: 'yes' })])).toEqual(['r maybe']);
});

test('an input that may be any of many results perhaps hits each of their records', () => {
  const store = new CacheStore();
  for (let index = 0; index < 50; index++) {
    store.add('copy', `c${index}`, [base({ a: 'yes' }), files(`x${index}`)], root);
    store.add('run', `r${index}`, [base({ [`c${index}`]: 'yes' })], root);
  }
  const found = store.find('copy', [base({ a: 'yes' }), files('y')]);
  const ids = possibleIds('own', found);
  expect(ids.get('own')).toBe('yes');
  expect(ids.size).toBeLessThan(50);
  const probe = { ...base({}), ids };
  expect(store.find('run', [probe]).every(({ answer }) => answer === 'maybe')).toBe(true);
  expect(store.find('run', [probe])).not.toHaveLength(0);
  store.add('later', 'l', [probe], root);
  expect(answers(store, 'later', [base({ c49: 'yes' })])).toEqual(['l maybe']);
});

test('no two results have one identity', () => {
  const store = new CacheStore();
  expect(store.newId()).not.toBe(store.newId());
});
