import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atoi, parseBool, parseInt, parseUint } from '../../../src/syntax/go/number.ts';

describe('parseInt', () => {
  test.each([
    ['0', 0n],
    ['+007', 7n],
    ['-0', 0n],
    ['2147483647', 2147483647n],
    ['-2147483648', -2147483648n],
    ['0000000000000000000000000000001', 1n],
  ])('reads %j in 32 bits', (text, value) => {
    expect(parseInt(text, 32)).toEqual({ ok: true, value });
  });

  test.each([
    ['', 'strconv.ParseInt: parsing "": invalid syntax'],
    ['+', 'strconv.ParseInt: parsing "+": invalid syntax'],
    ['--1', 'strconv.ParseInt: parsing "--1": invalid syntax'],
    [' 1', 'strconv.ParseInt: parsing " 1": invalid syntax'],
    ['1_000', 'strconv.ParseInt: parsing "1_000": invalid syntax'],
    ['0x10', 'strconv.ParseInt: parsing "0x10": invalid syntax'],
    ['１', 'strconv.ParseInt: parsing "１": invalid syntax'],
    ['a"\n', 'strconv.ParseInt: parsing "a\\"\\n": invalid syntax'],
    ['2147483648', 'strconv.ParseInt: parsing "2147483648": value out of range'],
    ['-2147483649', 'strconv.ParseInt: parsing "-2147483649": value out of range'],
  ])('refuses %j in 32 bits', (text, error) => {
    expect(parseInt(text, 32)).toEqual({ ok: false, error });
  });

  test('names the first problem from the left, as an unsigned number of the same width has it', () => {
    expect(parseInt('99999999999x', 32)).toMatchObject({ error: expect.stringContaining('out of range') });
    expect(parseInt('4294967296x', 32)).toMatchObject({ error: expect.stringContaining('out of range') });
    expect(parseInt('3000000000x', 32)).toMatchObject({ error: expect.stringContaining('invalid syntax') });
  });

  test('knows the edges of 64 bits', () => {
    expect(parseInt('9223372036854775807', 64)).toEqual({ ok: true, value: 2n ** 63n - 1n });
    expect(parseInt('-9223372036854775808', 64)).toEqual({ ok: true, value: -(2n ** 63n) });
    expect(parseInt('9223372036854775808', 64).ok).toBe(false);
    expect(parseInt('-9223372036854775809', 64).ok).toBe(false);
  });

  test('reads every number of its width and no other', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 33n), max: 2n ** 33n }), (value) => {
        const fits = BigInt.asIntN(32, value) === value;
        const problem = `strconv.ParseInt: parsing "${value}": value out of range`;
        expect(parseInt(String(value), 32)).toEqual(fits ? { ok: true, value } : { ok: false, error: problem });
      }),
    );
  });

  test('copes with a long row of digits', () => {
    expect(parseInt('0'.repeat(1_000_000), 64)).toEqual({ ok: true, value: 0n });
    expect(parseInt('9'.repeat(1_000_000), 64).ok).toBe(false);
  });
});

describe('atoi', () => {
  test('is parseInt with 64 bits under another name', () => {
    expect(atoi('+12')).toEqual({ ok: true, value: 12n });
    expect(atoi('build')).toEqual({ ok: false, error: 'strconv.Atoi: parsing "build": invalid syntax' });
    expect(atoi('-99999999999999999999')).toEqual({
      ok: false,
      error: 'strconv.Atoi: parsing "-99999999999999999999": value out of range',
    });
  });
});

describe('parseUint', () => {
  test('reads octal digits', () => {
    expect(parseUint('0755', 8, 32)).toEqual({ ok: true, value: 0o755n });
    expect(parseUint('37777777777', 8, 32)).toEqual({ ok: true, value: 2n ** 32n - 1n });
    expect(parseUint('40000000000', 8, 32).ok).toBe(false);
  });

  test.each(['', '+1', '-1', '8', '9', 'a', '0o7'])('refuses %j in base 8', (text) => {
    expect(parseUint(text, 8, 32)).toEqual({
      ok: false,
      error: `strconv.ParseUint: parsing "${text}": invalid syntax`,
    });
  });

  test('has room up to the last bit', () => {
    expect(parseUint('18446744073709551615', 10, 64)).toEqual({ ok: true, value: 2n ** 64n - 1n });
    expect(parseUint('18446744073709551616', 10, 64)).toEqual({
      ok: false,
      error: 'strconv.ParseUint: parsing "18446744073709551616": value out of range',
    });
  });
});

describe('parseBool', () => {
  test.each(['1', 't', 'T', 'TRUE', 'true', 'True'])('%s is true', (text) => {
    expect(parseBool(text)).toEqual({ ok: true, value: true });
  });

  test.each(['0', 'f', 'F', 'FALSE', 'false', 'False'])('%s is false', (text) => {
    expect(parseBool(text)).toEqual({ ok: true, value: false });
  });

  test.each(['', 'yes', 'on', 'tRUE', 'fALSE', ' true', '01'])('%j is neither', (text) => {
    expect(parseBool(text)).toEqual({ ok: false, error: `strconv.ParseBool: parsing "${text}": invalid syntax` });
  });
});
