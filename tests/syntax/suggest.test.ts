import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { didYouMean, ownWords, suggest } from '../../src/syntax/suggest.ts';

const keywords = ['COPY', 'CMD', 'ENV', 'RUN', 'EXPOSE', 'USER', 'VOLUME'];

test.each([
  ['cache', 'cache', undefined],
  ['cahce', 'cache', 'cache'],
  ['cach', 'cache', 'cache'],
  ['caches', 'cache', 'cache'],
  ['xxche', 'cache', 'cache'],
  ['xxxhe', 'cache', undefined],
  ['Cache', 'cache', 'cache'],
  ['', 'id', 'id'],
  ['', 'uid', undefined],
  ['né', 'ne', 'ne'],
  ['😀b', 'b', 'b'],
])('%j against %j gives %j', (value, option, expected) => {
  expect(suggest(value, [option])).toBe(expected);
});

test('there is no suggestion where the value is an option itself', () => {
  expect(suggest('ro', ['rw', 'r', 'ro'])).toBeUndefined();
  expect(suggest('Run', ['RUNN', 'RUN'], { caseless: true })).toBeUndefined();
});

describe('of several options', () => {
  test('the nearest wins', () => {
    expect(suggest('stag', ['tag', 'stage-0', 'a', 'stage'])).toBe('stage');
  });

  test('the alphabetically first of equally near ones wins, or the first that is given', () => {
    expect(suggest('foo', ['zoo', 'boo', 'goo'])).toBe('boo');
    expect(suggest('foo', ['zoo', 'boo', 'goo'], { order: 'given' })).toBe('zoo');
    expect(suggest('foo', ['oo', 'boo'], { order: 'given' })).toBe('oo');
    expect(suggest('foo', new Set(['xxo', 'zoo', 'boo']), { order: 'given' })).toBe('zoo');
  });
});

describe('without regard to case', () => {
  test.each([
    ['COPI', 'COPY'],
    ['copi', 'copy'],
    ['Copi', 'copy'],
    ['rUN1', 'run'],
    ['EN', 'ENV'],
    ['', undefined],
    ['RÜN', 'RUN'],
    ['RßN', 'RUN'],
  ])('%j gives %j', (value, expected) => {
    expect(suggest(value, keywords, { caseless: true })).toBe(expected);
  });
});

test('of our own words the only one that begins with the value will do, where none is near', () => {
  expect(suggest('warn', ['warning'])).toBeUndefined();
  expect(suggest('warn', ['error', 'warning'], ownWords)).toBe('warning');
  expect(suggest('warn', ['warm', 'warning'], ownWords)).toBe('warm');
  expect(suggest('warn', ['warning', 'warnings'], ownWords)).toBeUndefined();
  expect(suggest('wa', ['warning'], ownWords)).toBeUndefined();
});

test('is put into words', () => {
  expect(didYouMean('moed', ['mode'])).toBe(' (did you mean mode?)');
  expect(didYouMean('COPPY', keywords, { caseless: true })).toBe(' (did you mean COPY?)');
  expect(didYouMean('other', ['mode'])).toBe('');
  expect(didYouMean('x', [])).toBe('');
});

/** The textbook's table. */
function levenshtein(left: readonly string[], right: readonly string[]): number {
  let row = [0, ...right.map((_, index) => index + 1)];
  for (const [i, character] of left.entries()) {
    const next = [i + 1];
    for (const [j, other] of right.entries()) {
      const replaced = (row[j] ?? 0) + (character === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

test('a suggestion is at most two edits away, and none is missed', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '😀'), maxLength: 8 });
  fc.assert(
    fc.property(word, word, (value, option) => {
      const distance = levenshtein([...value], [...option]);
      expect(suggest(value, [option])).toBe(distance > 0 && distance <= 2 ? option : undefined);
    }),
    { numRuns: 2000 },
  );
});

test('long values cost little', () => {
  const long = 'ab'.repeat(500_000);
  expect(suggest(long, keywords)).toBeUndefined();
  expect(suggest('a', [long])).toBeUndefined();
  expect(suggest(`x${long}x`, [long])).toBe(long);
  expect(suggest(long, [`c${'ab'.repeat(499_998)}cc`])).toBeUndefined();
});
