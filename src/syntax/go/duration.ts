// Durations as Go's time package reads and prints them, in nanoseconds.

import { failure, type Result, success } from './result.ts';
import { escapeBytes } from './utf8.ts';

const units = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['µs', 1_000n],
  ['μs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);

/** What an int64 holds below zero. */
const limit = 1n << 63n;

/**
 * `time.ParseDuration`: `1h2m3.5s`, nanoseconds.
 * Fails with `time: invalid duration "…"`, `time: missing unit in duration "…"`, `time: unknown unit "…" in duration "…"`.
 */
export function parseDuration(text: string): Result<bigint> {
  const invalid = failure(`time: invalid duration ${quoteBytes(text)}`);
  const negative = text.startsWith('-');
  let at = negative || text.startsWith('+') ? 1 : 0;
  if (text.slice(at) === '0') return success(0n);
  if (at === text.length) return invalid;

  let total = 0n;
  while (at < text.length) {
    const whole = readDigits(text, at);
    const point = text[whole.end] === '.' ? 1 : 0;
    const fraction = point === 1 ? readFraction(text, whole.end + 1) : { value: 0, scale: 1, end: whole.end };
    const digits = fraction.end - at - point;
    if (digits === 0 || whole.value > limit) return invalid;

    const end = unitEnd(text, fraction.end);
    const name = text.slice(fraction.end, end);
    if (name === '') return failure(`time: missing unit in duration ${quoteBytes(text)}`);
    const unit = units.get(name);
    if (unit === undefined) {
      return failure(`time: unknown unit ${quoteBytes(name)} in duration ${quoteBytes(text)}`);
    }
    // Go checks the whole part before it adds the fraction, and computes the fraction in floating point.
    if (whole.value > limit / unit) return invalid;
    total += whole.value * unit + BigInt(Math.trunc(fraction.value * (Number(unit) / fraction.scale)));
    if (total > limit) return invalid;
    at = end;
  }
  if (negative) return success(-total);
  return total === limit ? invalid : success(total);
}

function readDigits(text: string, start: number): { readonly value: bigint; readonly end: number } {
  let value = 0n;
  let at = start;
  for (; isDigit(text, at); at++) if (value <= limit) value = value * 10n + BigInt(text.charCodeAt(at) - 0x30);
  return { value, end: at };
}

/** Digits that no longer fit into an int64 are read and ignored. */
function readFraction(
  text: string,
  start: number,
): { readonly value: number; readonly scale: number; readonly end: number } {
  let value = 0n;
  let scale = 1;
  let at = start;
  let full = false;
  for (; isDigit(text, at); at++) {
    if (full) continue;
    const next = value * 10n + BigInt(text.charCodeAt(at) - 0x30);
    full = value > (limit - 1n) / 10n || next > limit;
    if (full) continue;
    value = next;
    scale *= 10;
  }
  return { value: Number(value), scale, end: at };
}

function unitEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && text[at] !== '.' && !isDigit(text, at)) at++;
  return at;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

/** The time package quotes in its own way: every byte outside of ASCII and every control character but DEL as `\xhh`. */
function quoteBytes(text: string): string {
  let quoted = '"';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 || code >= 0x80) quoted += escapeBytes(code);
    else quoted += character === '"' || character === '\\' ? `\\${character}` : character;
  }
  return `${quoted}"`;
}

/** `time.Duration.String`: `1h30m0s`, `1.5s`, `250ms`, `0s`. */
export function formatDuration(nanoseconds: bigint): string {
  if (nanoseconds < 0n) return `-${formatDuration(-nanoseconds)}`;
  if (nanoseconds === 0n) return '0s';
  if (nanoseconds < 1_000n) return `${nanoseconds}ns`;
  if (nanoseconds < 1_000_000n) return `${decimal(nanoseconds, 3)}µs`;
  if (nanoseconds < 1_000_000_000n) return `${decimal(nanoseconds, 6)}ms`;
  const minutes = nanoseconds / 60_000_000_000n;
  const seconds = `${decimal(nanoseconds % 60_000_000_000n, 9)}s`;
  if (minutes === 0n) return seconds;
  return minutes < 60n ? `${minutes}m${seconds}` : `${minutes / 60n}h${minutes % 60n}m${seconds}`;
}

/** `value` divided by ten to the power of `places`, without trailing zeros. */
function decimal(value: bigint, places: number): string {
  const digits = value.toString().padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return digits.slice(0, -places) + (fraction === '' ? '' : `.${fraction}`);
}
