import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareVersions, numbersOf, rangeOf, releaseOf } from '../../src/knowledge/base-images/versions.ts';

test.each([
  ['22', [22]],
  ['3.14.1', [3, 14, 1]],
  ['8u342', [8, 342]],
  ['1.27rc2', [1, 27, 2]],
  ['lts', []],
])('the numbers of %s', (version, numbers) => {
  expect(numbersOf(version)).toEqual(numbers);
});

test('versions are in the order of their numbers', () => {
  const versions = ['1.9', '1.10', '1.10.0', '1.10.1', '2'];
  const sorted = versions.toReversed().toSorted((a, b) => compareVersions(numbersOf(a), numbersOf(b)));
  expect(sorted).toEqual(versions);
});

describe('a range', () => {
  test.each([
    ['1.21', '1.21 1.23', { kind: 'only' }],
    ['8u342', '8.342', { kind: 'only' }],
    ['1.22', '1.21 1.23', undefined],
    ['1.21.0', '1.21', undefined],
    ['1.24', '1.22..1.26', { kind: 'range', from: [1, 22] }],
    ['1.27', '1.22..1.26', undefined],
    ['1.26.5', '1.22..1.26', { kind: 'range', from: [1, 22] }],
    ['1.26.5', '1.22..1.26.4', undefined],
    ['3', '3.12..', { kind: 'range', from: [3, 12] }],
    ['4.1', '3.12..', { kind: 'range', from: [3, 12] }],
    ['3.11', '3.12..', undefined],
  ])('%s in %s', (version, ranges, hold) => {
    expect(rangeOf(version, ranges)).toEqual(hold);
  });

  test('that starts later tells more, and one version tells most', () => {
    expect(rangeOf('3.5', '1.. 3.1.. 2..')).toEqual({ kind: 'range', from: [3, 1] });
    expect(rangeOf('3.5', '1.. 3.5 2..')).toEqual({ kind: 'only' });
  });

  test('holds for its ends', () => {
    const version = fc.array(fc.nat(99), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(version, version, (a, b) => {
        const [from, to] = [a, b].toSorted(compareVersions).map((numbers) => numbers.join('.'));
        expect(rangeOf(`${from}`, `${from}..${to}`)).toBeDefined();
        expect(rangeOf(`${to}`, `${from}..${to}`)).toBeDefined();
      }),
    );
  });
});

describe('a release', () => {
  const releases = { '13': ' latest 3.14 3.13.7..3.14.2', '12': '3.9..3.13 3.13.0..3.13.6', '9': 'v2.1..v2.4' };

  test.each([
    ['', '13'],
    ['latest', '13'],
    ['3.14', '13'],
    ['3.14.1', '13'],
    ['3.13', '12'],
    ['3.10', '12'],
    ['3.13.6', '12'],
    ['v2.3', '9'],
  ])('is that of the version %j', (version, release) => {
    expect(releaseOf(version, releases)).toBe(release);
  });

  test.each(['3.14.3', '3.8', '3.10.4', '3', '2.3', 'v3.10', 'nightly'])('is unknown for the version %s', (version) => {
    expect(releaseOf(version, releases)).toBeUndefined();
  });
});
