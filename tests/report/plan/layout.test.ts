// Where boxes stand.

import { expect, test } from 'vitest';
import { type Box, layOut } from '../../../src/report/plan/layout.ts';

const measures = { column: 100, gutter: 50, gap: 10 };

function box(id: string, ...needs: readonly string[]): Box {
  return { id, height: 40, needs, isSecondary: false };
}

test('what is needed stands to the left, as near as it can', () => {
  const { placeOf, width, height } = layOut([box('a'), box('b', 'a'), box('c'), box('d', 'b', 'c')], measures);
  expect(['a', 'b', 'c', 'd'].map((id) => placeOf(id))).toEqual([
    { x: 0, y: 0 },
    { x: 150, y: 50 },
    { x: 150, y: 0 },
    { x: 300, y: 0 },
  ]);
  expect({ width, height }).toEqual({ width: 400, height: 90 });
});

test('a line that skips a column has its own way through it', () => {
  const { crossings, placeOf } = layOut([box('a'), box('b', 'a'), box('c', 'a', 'b')], measures);
  const [crossing] = crossings('a', 'c');
  expect(crossing).toMatchObject({ left: 150, right: 250 });
  const { y } = placeOf('b');
  expect((crossing?.y ?? y) < y || (crossing?.y ?? y) > y + 40).toBe(true);
  expect(crossings('a', 'b')).toEqual([]);
});

test('boxes of less weight stand below', () => {
  const { placeOf } = layOut([{ ...box('a'), isSecondary: true }, box('b')], measures);
  expect([placeOf('a').y, placeOf('b').y]).toEqual([50, 0]);
});

test('nothing, a circle and a long row have places, too', () => {
  expect(layOut([], measures)).toMatchObject({ width: 100, height: 0 });
  expect(layOut([box('a', 'b'), box('b', 'a')], measures).placeOf('b')).toEqual({ x: 0, y: 50 });
  const row = Array.from({ length: 2000 }, (_, index) => (index === 0 ? box('0') : box(`${index}`, `${index - 1}`)));
  expect(layOut(row, measures).placeOf('1999')).toEqual({ x: 1999 * 150, y: 0 });
});
