import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDuration, parseDuration } from '../../../src/syntax/go/duration.ts';

const second = 1_000_000_000n;

describe('parseDuration', () => {
  test.each([
    ['0', 0n],
    ['-0', 0n],
    ['+0', 0n],
    ['5s', 5n * second],
    ['-1.5h', -5400n * second],
    ['1h2m3s', 3723n * second],
    ['3s2s', 5n * second],
    ['1.s', second],
    ['.5s', second / 2n],
    ['1ns1us1µs1μs1ms', 1_003_001n],
    ['0.1ns', 0n],
    ['0.999999999999999999999999s', 1_000_000_000n],
    ['9223372036854775807ns', 2n ** 63n - 1n],
    ['-9223372036854775808ns', -(2n ** 63n)],
    ['2562047h47m16.854775807s', 2n ** 63n - 1n],
  ])('reads %s', (text, value) => {
    expect(parseDuration(text)).toEqual({ ok: true, value });
  });

  test.each([
    ['', 'time: invalid duration ""'],
    ['-', 'time: invalid duration "-"'],
    ['s', 'time: invalid duration "s"'],
    ['.', 'time: invalid duration "."'],
    ['.s', 'time: invalid duration ".s"'],
    ['--1s', 'time: invalid duration "--1s"'],
    ['9223372036854775808ns', 'time: invalid duration "9223372036854775808ns"'],
    ['99999999999999999999', 'time: invalid duration "99999999999999999999"'],
    ['3000000h', 'time: invalid duration "3000000h"'],
    ['2562047h48m', 'time: invalid duration "2562047h48m"'],
    ['5', 'time: missing unit in duration "5"'],
    ['+5', 'time: missing unit in duration "+5"'],
    ['00', 'time: missing unit in duration "00"'],
    ['1.2.3s', 'time: missing unit in duration "1.2.3s"'],
    ['1d', 'time: unknown unit "d" in duration "1d"'],
    ['1S', 'time: unknown unit "S" in duration "1S"'],
    ['1h 2m', 'time: unknown unit "h " in duration "1h 2m"'],
    ['1-1s', 'time: unknown unit "-" in duration "1-1s"'],
  ])('refuses %j', (text, error) => {
    expect(parseDuration(text)).toEqual({ ok: false, error });
  });

  test('quotes in its own way', () => {
    expect(parseDuration('1é"\\\n\x7f')).toEqual({
      ok: false,
      error: 'time: unknown unit "\\xc3\\xa9\\"\\\\\\x0a\x7f" in duration "1\\xc3\\xa9\\"\\\\\\x0a\x7f"',
    });
  });

  test('copes with a long row of digits', () => {
    const digits = '1'.repeat(1_000_000);
    expect(parseDuration(`${digits}s`).ok).toBe(false);
    expect(parseDuration(`0.${digits}s`)).toEqual({ ok: true, value: 111_111_111n });
  });
});

describe('formatDuration', () => {
  test.each([
    [0n, '0s'],
    [1n, '1ns'],
    [999n, '999ns'],
    [1_500n, '1.5µs'],
    [1_001_000n, '1.001ms'],
    [second, '1s'],
    [1_500_000_000n, '1.5s'],
    [60n * second, '1m0s'],
    [90n * second, '1m30s'],
    [5400n * second, '1h30m0s'],
    [360_000n * second, '100h0m0s'],
    [3661n * second, '1h1m1s'],
    [-(second / 1000n), '-1ms'],
    [2n ** 63n - 1n, '2562047h47m16.854775807s'],
    [-(2n ** 63n), '-2562047h47m16.854775808s'],
  ])('prints %s as %s', (nanoseconds, text) => {
    expect(formatDuration(nanoseconds)).toBe(text);
  });

  test('is read back as what it was', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.nat({ max: 18 }), (large, places) => {
        const value = large / 10n ** BigInt(places);
        expect(parseDuration(formatDuration(value))).toEqual({ ok: true, value });
      }),
    );
  });
});
