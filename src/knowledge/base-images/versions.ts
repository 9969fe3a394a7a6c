// Versions in tags, and the ranges of them that a fact holds for.

/** What of a tag its pattern calls the version. */
export type Numbers = readonly number[];

/** `8u222` is 8, 222. */
export function numbersOf(version: string): Numbers {
  return (version.match(/\d+/g) ?? []).map(Number);
}

/** Negative where `a` is earlier; `1.22` is earlier than `1.22.0`. */
export function compareVersions(a: Numbers, b: Numbers): number {
  return compareCommon(a, b) || a.length - b.length;
}

/** Only as many numbers as both have. */
function compareCommon(a: Numbers, b: Numbers): number {
  const index = a.findIndex((number, at) => number !== b[at]);
  return (a[index] ?? 0) - (b[index] ?? a[index] ?? 0);
}

/** Why a range holds: it names the version, or it starts here. */
export type Hold = { readonly kind: 'only' } | { readonly kind: 'range'; readonly from: Numbers };

/** The most telling of the ranges (`1.21 1.22.1..1.27 1.30..`) that hold for a version; undefined where none does. */
export function rangeOf(version: string, ranges: string): Hold | undefined {
  const numbers = numbersOf(version);
  const written = numbers.join('.');
  let best: Numbers | undefined;
  for (const range of ranges.split(' ')) {
    const dots = range.indexOf('..');
    if (dots === -1) {
      if (range === written) return { kind: 'only' };
      continue;
    }
    const start = numbersOf(range.slice(0, dots));
    const isBetter = best === undefined || compareVersions(best, start) < 0;
    if (isBetter && isBetween(numbers, start, range.slice(dots + 2))) best = start;
  }
  return best && { kind: 'range', from: best };
}

function isBetween(numbers: Numbers, start: Numbers, to: string): boolean {
  return compareCommon(numbers, start) >= 0 && (to === '' || compareCommon(numbers, numbersOf(to)) <= 0);
}

/**
 * The release whose list has the version: by its text, or between two ends that have as many numbers.
 * A version is empty where the tag has none.
 */
export function releaseOf(version: string, releases: Readonly<Record<string, string>>): string | undefined {
  const lists = Object.entries(releases).map(([release, list]) => ({ release, items: list.split(' ') }));
  const named = lists.find(({ items }) => items.includes(version));
  return (named ?? lists.find(({ items }) => items.some((item) => isWithin(version, item))))?.release;
}

function isWithin(version: string, item: string): boolean {
  const [from = '', to] = item.split('..');
  if (to === undefined || from.startsWith('v') !== version.startsWith('v')) return false;
  const numbers = numbersOf(version);
  const start = numbersOf(from);
  return numbers.length === start.length && isBetween(numbers, start, to);
}
