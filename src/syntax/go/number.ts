// Numbers and booleans as Go's strconv package reads them.

import { quote } from './quote.ts';
import { failure, type Result, success } from './result.ts';

type Reading = { readonly value: bigint } | { readonly problem: 'invalid syntax' | 'value out of range' };

/**
 * `strconv.ParseInt(text, 10, bits)`: a sign, then ASCII digits.
 * Fails with `strconv.ParseInt: parsing "x": invalid syntax` or `… value out of range`.
 */
export function parseInt(text: string, bits: 32 | 64): Result<bigint> {
  return report('ParseInt', text, readSigned(text, bits));
}

/** `strconv.Atoi`: `parseInt` with 64 bits, under its own name in the error. */
export function atoi(text: string): Result<bigint> {
  return report('Atoi', text, readSigned(text, 64));
}

/** `strconv.ParseUint(text, base, bits)`: digits without any sign. */
export function parseUint(text: string, base: 8 | 10, bits: 32 | 64): Result<bigint> {
  return report('ParseUint', text, readDigits(text, 0, base, bits));
}

const truths = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const falsehoods = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

/** `strconv.ParseBool`: `1 t T TRUE true True` and `0 f F FALSE false False`. */
export function parseBool(text: string): Result<boolean> {
  if (truths.has(text)) return success(true);
  if (falsehoods.has(text)) return success(false);
  return report('ParseBool', text, { problem: 'invalid syntax' });
}

function report<Value>(name: string, text: string, reading: { value: Value } | { problem: string }): Result<Value> {
  if ('value' in reading) return success(reading.value);
  return failure(`strconv.${name}: parsing ${quote(text)}: ${reading.problem}`);
}

function readSigned(text: string, bits: 32 | 64): Reading {
  const negative = text.startsWith('-');
  const reading = readDigits(text, negative || text.startsWith('+') ? 1 : 0, 10, bits);
  if ('problem' in reading) return reading;
  const limit = 1n << BigInt(bits - 1);
  if (reading.value > (negative ? limit : limit - 1n)) return { problem: 'value out of range' };
  return { value: negative ? -reading.value : reading.value };
}

/** The first problem from the left wins: the number too large for `bits`, or a character that is no digit. */
function readDigits(text: string, start: number, base: 8 | 10, bits: 32 | 64): Reading {
  if (start >= text.length) return { problem: 'invalid syntax' };
  const limit = 1n << BigInt(bits);
  let value = 0n;
  for (let at = start; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit >= base) return { problem: 'invalid syntax' };
    value = value * BigInt(base) + BigInt(digit);
    if (value >= limit) return { problem: 'value out of range' };
  }
  return { value };
}
