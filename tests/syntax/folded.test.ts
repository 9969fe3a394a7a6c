// Texts made of pieces of a file, and their places.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Folded, FoldedBuilder } from '../../src/syntax/folded.ts';

/** `ab` at 10, `cd` at 20, `e` at 22: the last two touch. */
const folded = Folded.pieces('abcde', [0, 2, 4], [10, 20, 22]);

describe('places', () => {
  test('of characters, and right behind the last one', () => {
    expect([0, 1, 2, 3, 4, 5, 9].map((offset) => folded.toSource(offset))).toEqual([10, 11, 20, 21, 22, 23, 23]);
    expect(folded.span).toEqual({ start: 10, end: 23 });
  });

  test('of a part: it ends where its last character does, not where the next piece starts', () => {
    expect(folded.spanOf(0, 2)).toEqual({ start: 10, end: 12 });
    expect(folded.slice(0, 2).span).toEqual({ start: 10, end: 12 });
    expect(folded.slice(1, 3).span).toEqual({ start: 11, end: 21 });
  });

  test('of nothing: right behind the character before it', () => {
    expect([0, 1, 2, 5].map((offset) => folded.slice(offset, offset).span.start)).toEqual([10, 11, 12, 23]);
    expect(Folded.verbatim('', 7).span).toEqual({ start: 7, end: 7 });
  });

  test('with bounds, which a part does not have', () => {
    const quoted = folded.slice(1, 3, { start: 5, end: 30 });
    expect(quoted.span).toEqual({ start: 5, end: 30 });
    expect(quoted.slice(0, 1).span).toEqual({ start: 11, end: 12 });
  });

  test('in stretches', () => {
    expect([...folded.slice(1).runs()]).toEqual([
      { start: 11, end: 12, length: 1 },
      { start: 20, end: 22, length: 2 },
      { start: 22, end: 23, length: 1 },
    ]);
    expect([...folded.slice(2, 2).runs()]).toEqual([]);
  });
});

describe('building', () => {
  test('neighbours in the file become one piece', () => {
    const builder = new FoldedBuilder();
    builder.add('ab', 10);
    builder.addSlice(folded, 2, 5);
    builder.add('f', 23);
    const built = builder.build();
    expect(built.text).toBe('abcdef');
    expect([...built.runs()]).toEqual([
      { start: 10, end: 12, length: 2 },
      { start: 20, end: 24, length: 4 },
    ]);
  });

  test('nothing stands where it was added', () => {
    const builder = new FoldedBuilder();
    builder.addSlice(folded, 2, 2);
    expect(builder.build({ start: 11, end: 13 }).toSource(0)).toBe(12);
    expect(new FoldedBuilder().build({ start: 4, end: 6 }).toSource(0)).toBe(4);
  });

  test('a text put together of slices is the text', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 4 }), (numbers) => {
        const cuts = [0, ...numbers.toSorted(), 5];
        const parts = cuts.slice(1).map((cut, index) => folded.slice(cuts[index] ?? 0, cut));
        const whole = Folded.concat(parts);
        expect(whole.text).toBe(folded.text);
        for (let at = 0; at <= 5; at++) expect(whole.toSource(at)).toBe(folded.toSource(at));
      }),
    );
  });
});

test('an escape stands for all that it is written with, wherever the text is cut', () => {
  const builder = new FoldedBuilder();
  builder.addSlice(Folded.verbatim('ab', 10), 0, 2);
  builder.addEscape('\n', 12, 6);
  builder.addSlice(Folded.verbatim('c', 18), 0, 1);
  const text = Folded.concat([Folded.verbatim('x', 3), builder.build()]);
  expect(text.text).toBe('xab\nc');
  expect(text.spanOf(1, 4)).toEqual({ start: 10, end: 18 });
  expect(text.slice(3, 4).span).toEqual({ start: 12, end: 18 });
  expect(text.slice(0, 4).toSource(4)).toBe(18);
  expect(text.slice(4, 4).span).toEqual({ start: 18, end: 18 });
});
