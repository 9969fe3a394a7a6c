// A map in versions, each of which holds most of what the one before it holds: folders that each step changes a little.

/** As many changes are copied from version to version before they become part of what is shared. */
const MOST_CHANGES = 64;

/** The entries of a map with one more or another one in its place; the map stays as it is. */
export function withEntry<Value extends object>(
  map: ReadonlyMap<string, Value>,
  key: string,
  value: Value,
): ReadonlyMap<string, Value> {
  if (map.size <= MOST_CHANGES) return new Map(map).set(key, value);
  const { shared, changes } = map instanceof VersionedMap ? map.parts() : { shared: map, changes: new Map() };
  if (changes.size < MOST_CHANGES) return new VersionedMap<Value>(shared, new Map(changes).set(key, value));
  return new Map(map).set(key, value);
}

class VersionedMap<Value extends object> implements ReadonlyMap<string, Value> {
  readonly #shared: ReadonlyMap<string, Value>;
  readonly #changes: ReadonlyMap<string, Value>;
  readonly size: number;

  constructor(shared: ReadonlyMap<string, Value>, changes: ReadonlyMap<string, Value>) {
    this.#shared = shared;
    this.#changes = changes;
    let added = 0;
    for (const key of changes.keys()) if (!shared.has(key)) added++;
    this.size = shared.size + added;
  }

  parts(): { readonly shared: ReadonlyMap<string, Value>; readonly changes: ReadonlyMap<string, Value> } {
    return { shared: this.#shared, changes: this.#changes };
  }

  get(key: string): Value | undefined {
    return this.#changes.get(key) ?? this.#shared.get(key);
  }

  has(key: string): boolean {
    return this.#changes.has(key) || this.#shared.has(key);
  }

  forEach(visit: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [key, value] of this) visit(value, key, this);
  }

  *entries(): Generator<[string, Value], undefined> {
    for (const [key, value] of this.#shared) yield [key, this.#changes.get(key) ?? value];
    for (const [key, value] of this.#changes) if (!this.#shared.has(key)) yield [key, value];
    return undefined;
  }

  *keys(): Generator<string, undefined> {
    for (const [key] of this.entries()) yield key;
    return undefined;
  }

  *values(): Generator<Value, undefined> {
    for (const [, value] of this.entries()) yield value;
    return undefined;
  }

  [Symbol.iterator](): Generator<[string, Value], undefined> {
    return this.entries();
  }
}
