// Sizes in bytes as the go-units package reads them, on top of Go's floating point numbers.

import { toLower } from './unicode.ts';
import { utf8Length } from './utf8.ts';

const powers = ['', 'k', 'm', 'g', 't', 'p'];
const suffixShape = /^([kmgtp]?)(?:b|(?<=[kmgtp])ib)?$/;
const smallestInt64 = -(1n << 63n);

/** `units.RAMInBytes`: `64m`, `1.5 GiB`, `1e3`; undefined for what it refuses. Factors are powers of 1024. */
export function parseSize(text: string): bigint | undefined {
  const last = lastOfNumber(text);
  const number = parseFloat(text.slice(0, text[last] === ' ' ? last : last + 1));
  const suffix = text.slice(last + 1);
  if (number === undefined || number < 0 || utf8Length(suffix) > 3) return undefined;
  const shape = suffixShape.exec(toLower(suffix));
  if (shape === null) return undefined;
  return toInt64(number * 1024 ** powers.indexOf(shape[1] ?? ''));
}

/** Where the last digit, point or space stands; -1 if there is none. */
function lastOfNumber(text: string): number {
  let at = text.length - 1;
  while (at >= 0 && !/[0-9. ]/.test(text.charAt(at))) at--;
  return at;
}

/** Go's conversion on amd64: what does not fit, or is no number, becomes the smallest value. */
function toInt64(value: number): bigint {
  return Math.abs(value) < 2 ** 63 ? BigInt(Math.trunc(value)) : smallestInt64;
}

const decimal = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]+)?$/i;
const hexadecimal = /^[+-]?0x([0-9a-f]*)(?:\.([0-9a-f]*))?p([+-]?[0-9]+)$/i;
const special = /^(?:nan|[+-]?inf(?:inity)?)$/i;

/** `strconv.ParseFloat(text, 64)`; a number too large for a float64 is an error, too. */
function parseFloat(text: string): number | undefined {
  if (special.test(text)) return toLower(text) === 'nan' ? Number.NaN : text.startsWith('-') ? -Infinity : Infinity;
  if (!underscoresSeparateDigits(text)) return undefined;
  const digits = text.replaceAll('_', '');
  const value = decimal.test(digits) ? Number(digits) : parseHexadecimal(digits);
  return value === undefined || !Number.isFinite(value) ? undefined : value;
}

function underscoresSeparateDigits(text: string): boolean {
  return !(/^[+-]?0x/i.test(text) ? /(?<![0-9a-fx])_|_(?![0-9a-f])/i : /(?<![0-9])_|_(?![0-9])/).test(text);
}

/** Digits that decide nothing but the direction of rounding are kept as one bit. */
const significantDigits = 20;

function parseHexadecimal(text: string): number | undefined {
  const [match, whole = '', fraction = '', exponent = ''] = hexadecimal.exec(text) ?? [];
  if (match === undefined || whole + fraction === '') return undefined;
  const digits = (whole + fraction).replace(/^0+/, '');
  if (digits === '') return 0;
  const kept = digits.slice(0, significantDigits);
  const sticky = /[^0]/.test(digits.slice(significantDigits)) ? '1' : '0';
  const scale = Number(exponent) + 4 * (digits.length - kept.length - 1 - fraction.length);
  const value = Number(BigInt(`0x${kept}${sticky}`)) * 2 ** scale;
  return text.startsWith('-') ? -value : value;
}
