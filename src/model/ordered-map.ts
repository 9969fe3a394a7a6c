// A map that is never changed but derived, at next to no cost, and that remembers an order of its keys.

interface Entry<Value> {
  readonly key: string;
  readonly value: Value;
  /** The key comes last from here on, whether it was there or not. */
  readonly isLast: boolean;
  /** Its number in the journal. */
  readonly at: number;
}

/** Changes in a row. Every version is what a journal has done to its base up to some number. */
interface Journal<Value> {
  readonly base: OrderedMap<Value> | undefined;
  /** How many journals are below this one. */
  readonly depth: number;
  readonly entries: Entry<Value>[];
  readonly byKey: Map<string, Entry<Value>[]>;
}

/** More of them than this are copied into one, so that a look-up never goes through many. */
const deepest = 16;

/**
 * What is derived from the newest version goes on in its journal; what is derived from an older one begins another. So
 * each instruction of a file can keep the environment that it sees, and thousands of them share one list.
 */
export class OrderedMap<Value> {
  static #empty: OrderedMap<never> | undefined;
  readonly size: number;
  readonly #journal: Journal<Value> | undefined;
  /** How much of the journal has happened. */
  readonly #length: number;
  /** It is kept for long, and nothing goes on in its journal. */
  readonly #isSealed: boolean;
  #entries: readonly (readonly [key: string, value: Value])[] | undefined;

  private constructor(journal: Journal<Value> | undefined, length: number, size: number, isSealed: boolean) {
    this.#journal = journal;
    this.#length = length;
    this.size = size;
    this.#isSealed = isSealed;
  }

  static empty<Value>(): OrderedMap<Value> {
    return (OrderedMap.#empty ??= new OrderedMap<never>(undefined, 0, 0, true));
  }

  static from<Value>(entries: Iterable<readonly [key: string, value: Value]>): OrderedMap<Value> {
    const journal: Journal<Value> = { base: undefined, depth: 0, entries: [], byKey: new Map() };
    for (const [key, value] of entries) append(journal, { key, value, isLast: false, at: journal.entries.length });
    return new OrderedMap(journal, journal.entries.length, journal.byKey.size, true);
  }

  get(key: string): Value | undefined {
    return this.#entry(key)?.value;
  }

  has(key: string): boolean {
    return this.#entry(key) !== undefined;
  }

  /** A known key keeps its place, a new one comes last. */
  set(key: string, value: Value): OrderedMap<Value> {
    return this.#with(key, value, false);
  }

  /** The key comes last, whether it is known or not. */
  setLast(key: string, value: Value): OrderedMap<Value> {
    return this.#with(key, value, true);
  }

  /** The entries in order; computed on the first call. */
  entries(): readonly (readonly [key: string, value: Value])[] {
    if (this.#entries === undefined) {
      const values = new Map(this.#journal?.base?.entries());
      for (const { key, value, isLast } of this.#journal?.entries.slice(0, this.#length) ?? []) {
        if (isLast) values.delete(key);
        values.set(key, value);
      }
      this.#entries = [...values];
    }
    return this.#entries;
  }

  /** What has been set since `older`, from which this map was derived, whether to another value or not. */
  since(older: OrderedMap<Value>): ReadonlyMap<string, Value> {
    const journal = this.#journal;
    if (journal === undefined) return new Map();
    if (journal !== older.#journal && journal.base !== older) {
      return new Map(this.entries().filter(([key, value]) => older.get(key) !== value));
    }
    const first = journal === older.#journal ? older.#length : 0;
    return new Map(journal.entries.slice(first, this.#length).map(({ key, value }) => [key, value]));
  }

  #entry(key: string): Entry<Value> | undefined {
    let map: OrderedMap<Value> | undefined = this;
    for (; map !== undefined; map = map.#journal?.base) {
      const entry = lastBefore(map.#journal?.byKey.get(key), map.#length);
      if (entry !== undefined) return entry;
    }
    return undefined;
  }

  #with(key: string, value: Value, isLast: boolean): OrderedMap<Value> {
    const size = this.has(key) ? this.size : this.size + 1;
    const isNewest = !this.#isSealed && !this.#isLong && this.#journal?.entries.length === this.#length;
    const journal = isNewest && this.#journal !== undefined ? this.#journal : this.#branch();
    append(journal, { key, value, isLast, at: journal.entries.length });
    return new OrderedMap(journal, journal.entries.length, size, false);
  }

  /** Its journal mostly tells of values that are gone: whoever lists the entries would go through them all. */
  get #isLong(): boolean {
    return this.#length > 64 + 4 * this.size;
  }

  #branch(): Journal<Value> {
    const depth = (this.#journal?.depth ?? -1) + 1;
    const isCopied = depth >= deepest || this.#isLong;
    const base = this.size === 0 ? undefined : isCopied ? OrderedMap.from(this.entries()) : this;
    return { base, depth: base === this ? depth : 1, entries: [], byKey: new Map() };
  }
}

function append<Value>({ entries, byKey }: Journal<Value>, entry: Entry<Value>): void {
  entries.push(entry);
  const others = byKey.get(entry.key);
  if (others === undefined) byKey.set(entry.key, [entry]);
  else others.push(entry);
}

/** The last entry with a smaller number; mostly that is the last of all. */
function lastBefore<Value>(entries: readonly Entry<Value>[] | undefined, limit: number): Entry<Value> | undefined {
  const newest = entries?.at(-1);
  if (entries === undefined || newest === undefined || newest.at < limit) return newest;
  let low = 0;
  let high = entries.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.at ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return entries[low - 1];
}
