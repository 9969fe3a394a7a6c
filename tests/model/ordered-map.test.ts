import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Chain } from '../../src/model/chain.ts';
import { OrderedMap } from '../../src/model/ordered-map.ts';

test('a known key keeps its place unless it is put last', () => {
  const map = OrderedMap.from([
    ['a', 1],
    ['b', 2],
  ]);
  expect(map.set('a', 3).entries()).toEqual([
    ['a', 3],
    ['b', 2],
  ]);
  expect(map.setLast('a', 3).entries()).toEqual([
    ['b', 2],
    ['a', 3],
  ]);
  expect(map.entries()).toEqual([
    ['a', 1],
    ['b', 2],
  ]);
});

test('versions of one map do not see each other', () => {
  const base = OrderedMap.empty<number>().set('a', 1);
  const left = base.set('b', 2);
  const right = base.set('c', 3).set('b', 4);
  expect([base.get('b'), left.get('b'), right.get('b'), left.get('c')]).toEqual([undefined, 2, 4, undefined]);
  expect([base.size, left.size, right.size]).toEqual([1, 2, 3]);
});

test('it is a map', () => {
  const change = fc.record({ key: fc.string({ maxLength: 3 }), value: fc.nat(), last: fc.boolean() });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 400 }), (changes) => {
      let map = OrderedMap.empty<number>();
      const model = new Map<string, number>();
      const versions = new Map<number, OrderedMap<number>>();
      for (const { key, value, last } of changes) {
        if (last) model.delete(key);
        model.set(key, value);
        const before = map;
        map = last ? map.setLast(key, value) : map.set(key, value);
        if (before.get(key) !== value) expect([...map.since(before)]).toEqual([[key, value]]);
        if (!versions.has(map.size)) versions.set(map.size, map);
      }
      for (const older of versions.values()) {
        const changed = map.entries().filter(([key, value]) => older.get(key) !== value);
        expect([...map.since(older)]).toEqual(expect.arrayContaining(changed));
      }
      expect(map.entries()).toEqual([...model]);
      expect(map.size).toBe(model.size);
    }),
  );
});

test('a chain is extended without a change to what it was', () => {
  const chain = Chain.of([1, 2]);
  const longer = chain.append(3);
  expect([chain.items(), longer.items(), chain.append(4).items()]).toEqual([
    [1, 2],
    [1, 2, 3],
    [1, 2, 4],
  ]);
  expect(longer.length).toBe(3);
});
