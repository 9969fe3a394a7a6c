import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSize } from '../../../src/syntax/go/size.ts';

test.each([
  ['0', 0n],
  ['1024', 1024n],
  ['1b', 1n],
  ['1 ', 1n],
  ['1 k', 1024n],
  ['1kb', 1024n],
  ['1KiB', 1024n],
  ['64m', 67_108_864n],
  ['1.5g', 1_610_612_736n],
  ['2T', 2n << 40n],
  ['1p', 1n << 50n],
  ['.5k', 512n],
  ['5.', 5n],
  ['+1', 1n],
  ['-0', 0n],
  ['1e3', 1000n],
  ['1.9', 1n],
  ['1_000', 1000n],
  ['0x1p4', 16n],
  ['0x1.8p1', 3n],
  ['0x_1p4k', 16_384n],
  ['0x.p1', undefined],
  ['0x0p9', 0n],
  ['0x123456789abcdef123456789p-40', 0x123456789abcdfn],
  ['8191p', 8191n << 50n],
])('reads %j', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each([
  ...['', ' ', 'k', 'b', '-1', '1x', '1kbb', '1ib', '1 kx', '1mm', '1é', '1..2', '1 2', '0x10', '0b1', '1e', '1e400'],
  ...['_1', '1_', '1__0', '1_.0', 'nan1', 'inf', '--1', '1,5', '１'],
])('refuses %j', (text) => {
  expect(parseSize(text)).toBeUndefined();
});

test('overflows as the builder does', () => {
  expect(parseSize('8192p')).toBe(-(2n ** 63n));
  expect(parseSize('1e30')).toBe(-(2n ** 63n));
  expect(parseSize('inf ')).toBe(-(2n ** 63n));
});

test('reads what it would print', () => {
  const factors = { '': 1, b: 1, k: 2 ** 10, MB: 2 ** 20, GiB: 2 ** 30, ' t': 2 ** 40 };
  fc.assert(
    fc.property(fc.nat({ max: 4096 }), fc.constantFrom(...Object.entries(factors)), (number, [suffix, factor]) => {
      expect(parseSize(`${number}${suffix}`)).toBe(BigInt(number * factor));
    }),
  );
});

test('copes with a long row of digits', () => {
  expect(parseSize('1'.repeat(1_000_000))).toBeUndefined();
  expect(parseSize(`0x${'0'.repeat(1_000_000)}1p1`)).toBe(2n);
  expect(parseSize(`${'1_'.repeat(1_000_000)}k`)).toBeUndefined();
});
