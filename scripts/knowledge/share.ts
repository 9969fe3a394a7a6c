// Writes lists as lines of JSON, each repeated item once: a number in a line stands for another line.

/** An item of a list, and of how many different lists. */
interface Part {
  readonly item: unknown;
  lists: number;
}

export interface Shared {
  /** What several lists have, the most used first. */
  readonly lines: readonly string[];
  /** One for each value, in order. */
  readonly values: readonly string[];
}

/** Shorter texts cost no more than the number that would stand for them. */
const SHORTEST = 6;

/** Looks into lists, not into objects. No number may be in the lists: it would be read as a reference. */
export function share(values: readonly unknown[]): Shared {
  const parts = new Map<string, Part>();
  for (const value of values) count(value, parts);
  const shared = [...parts]
    .filter(([text, { lists }]) => lists > 1 && text.length >= SHORTEST)
    .toSorted(([a, { lists: first }], [b, { lists: second }]) => second - first || (a < b ? -1 : 1));
  const numbers = new Map(shared.map(([text], index) => [text, index]));
  return {
    lines: shared.map(([, { item }]) => JSON.stringify(inside(item, numbers))),
    values: values.map((value) => JSON.stringify(inside(value, numbers))),
  };
}

/** The items of an item count once, however many lists have it. */
function count(value: unknown, parts: Map<string, Part>): void {
  if (!Array.isArray(value)) return;
  for (const item of value) {
    const text = JSON.stringify(item);
    const known = parts.get(text);
    if (known === undefined) {
      parts.set(text, { item, lists: 1 });
      count(item, parts);
    } else {
      known.lists++;
    }
  }
}

/** The value with numbers in the place of the shared items. */
function inside(value: unknown, numbers: ReadonlyMap<string, number>): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item) => numbers.get(JSON.stringify(item)) ?? inside(item, numbers));
}
