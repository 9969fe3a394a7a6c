// The first difference between two pieces of plain data, in a few words.

/**
 * Where `actual` differs from `expected`: `nodes[2].args[0]: expected "a", got "b"`.
 * Undefined, null, false, the empty text and the empty list are the same.
 */
export function difference(expected: unknown, actual: unknown, path = ''): string | undefined {
  if (isAbsent(expected) && isAbsent(actual)) return undefined;
  if (Array.isArray(expected) && Array.isArray(actual)) {
    for (let index = 0; index < Math.min(expected.length, actual.length); index++) {
      const found = difference(expected[index], actual[index], `${path}[${index}]`);
      if (found !== undefined) return found;
    }
    if (expected.length === actual.length) return undefined;
    return told(path, `${expected.length} entries`, `${actual.length} entries`, firstSurplus(expected, actual));
  }
  if (isObject(expected) && isObject(actual)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      const found = difference(expected[key], actual[key], path === '' ? key : `${path}.${key}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (expected === actual) return undefined;
  const start = typeof expected === 'string' && typeof actual === 'string' ? commonStart(expected, actual) : 0;
  return told(path, shorten(expected, start), shorten(actual, start));
}

/** The same, for lists whose order does not count. */
export function multisetDifference(
  expected: readonly unknown[] | null | undefined,
  actual: readonly unknown[],
  path: string,
): string | undefined {
  return difference(sorted(expected ?? []), sorted(actual), path);
}

function sorted(entries: readonly unknown[]): readonly unknown[] {
  return entries.toSorted((left, right) => (canonical(left) < canonical(right) ? -1 : 1));
}

/** The value as JSON, with the keys of objects in order. */
export function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === false || value === '' || isEmptyList(value);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function commonStart(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length++;
  return length;
}

/** Up to 60 characters from a little before the place that matters. */
function shorten(value: unknown, start: number): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const from = start > 40 ? start - 20 : 0;
  const shown = text.slice(from, start + 60);
  const quoted = typeof value === 'string' ? JSON.stringify(shown) : shown;
  return `${from > 0 ? '…' : ''}${quoted}${from + shown.length < text.length ? '…' : ''}`;
}

function firstSurplus(expected: readonly unknown[], actual: readonly unknown[]): string {
  const [who, list, other] =
    expected.length > actual.length ? ['missing', expected, actual] : ['surplus', actual, expected];
  return `; ${String(who)}: ${shorten(list[other.length], 0)}`;
}

function told(path: string, expected: string, actual: string, detail = ''): string {
  return `${path === '' ? '' : `${path}: `}expected ${expected}, got ${actual}${detail}`;
}
