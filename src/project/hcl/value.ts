// Values of HCL, and how they turn into each other.

import { unknown, type Unknown } from '../build.ts';

/** Lists, sets and tuples are arrays, maps and objects are maps. */
export type HclValue = string | number | boolean | null | readonly HclValue[] | HclObject | Unknown;

export type HclObject = ReadonlyMap<string, HclValue>;

export function isList(value: HclValue): value is readonly HclValue[] {
  return Array.isArray(value);
}

export function isObject(value: HclValue): value is HclObject {
  return value instanceof Map;
}

export function isUnknown(value: HclValue): value is Unknown {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** Numbers and booleans are texts where a text is asked for. */
export function toText(value: HclValue): string | Unknown {
  switch (typeof value) {
    case 'string':
      return value;
    case 'boolean':
      return String(value);
    case 'number':
      return numberText(value);
    default:
      return notA('text', value);
  }
}

export function toNumber(value: HclValue): number | Unknown {
  if (typeof value === 'number') return value;
  const isNumber = typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(value);
  return isNumber ? Number(value) : notA('number', value);
}

export function toBoolean(value: HclValue): boolean | Unknown {
  if (typeof value === 'boolean') return value;
  if (value === 'true') return true;
  return value === 'false' ? false : notA('boolean', value);
}

/** Values can share their parts, so that they are far larger than the file: this many parts are compared. */
const MOST_PARTS = 10_000;

/** Whether two values are the same, of the same type. Unknown parts make it unknown. */
export function equals(a: HclValue, b: HclValue): boolean | Unknown {
  const pending: (readonly [HclValue, HclValue])[] = [[a, b]];
  let open: Unknown | undefined;
  let parts = 0;
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [left, right] = pair;
    if (++parts > MOST_PARTS) return unknown('too large to compare');
    if (isUnknown(left)) open ??= left;
    else if (isUnknown(right)) open ??= right;
    else if (isList(left)) {
      if (!isList(right) || left.length !== right.length) return false;
      for (const [at, item] of left.entries()) pending.push([item, right[at] ?? null]);
    } else if (isObject(left)) {
      if (!isObject(right) || left.size !== right.size) return false;
      for (const [key, value] of left) {
        if (!right.has(key)) return false;
        pending.push([value, right.get(key) ?? null]);
      }
    } else if (left !== right) return false;
  }
  return open ?? true;
}

/** Other numbers than these have more digits in HCL than here. */
function numberText(value: number): string | Unknown {
  return Number.isSafeInteger(value) || Math.abs(value) < 1e6 ? String(value) : unknown('a number of many digits');
}

function notA(type: string, value: HclValue): Unknown {
  if (isUnknown(value)) return value;
  return unknown(`a ${type} is expected, not ${value === null ? 'null' : typeName(value)}`);
}

function typeName(value: HclValue): string {
  if (isList(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
