// A map that is never changed but derived, in logarithmic time and space, and that remembers an order of its keys.

interface Entry<Value> {
  readonly key: string;
  readonly value: Value;
  /** Entries are listed by ascending places. */
  readonly place: number;
}

type Node<Value> = readonly (Node<Value> | Entry<Value> | undefined)[];

const bits = 4;
const mask = (1 << bits) - 1;

/**
 * Every version derived from one empty map shares a numbering of the keys with it; a version is a tree over the numbers.
 * So each instruction of a file can keep the environment that it sees, without copying it.
 */
export class OrderedMap<Value> {
  readonly #numbers: Map<string, number>;
  readonly #root: Node<Value>;
  /** How many bits of a key's number the tree decides on. */
  readonly #height: number;
  readonly #nextPlace: number;
  readonly size: number;
  #entries: readonly (readonly [key: string, value: Value])[] | undefined;

  private constructor(
    numbers: Map<string, number>,
    tree: { readonly root: Node<Value>; readonly height: number },
    nextPlace: number,
    size: number,
  ) {
    this.#numbers = numbers;
    this.#root = tree.root;
    this.#height = tree.height;
    this.#nextPlace = nextPlace;
    this.size = size;
  }

  static empty<Value>(): OrderedMap<Value> {
    return new OrderedMap(new Map(), { root: [], height: bits }, 0, 0);
  }

  static from<Value>(entries: Iterable<readonly [key: string, value: Value]>): OrderedMap<Value> {
    let map = OrderedMap.empty<Value>();
    for (const [key, value] of entries) map = map.set(key, value);
    return map;
  }

  get(key: string): Value | undefined {
    return this.#entry(key)?.value;
  }

  has(key: string): boolean {
    return this.#entry(key) !== undefined;
  }

  /** A known key keeps its place, a new one comes last. */
  set(key: string, value: Value): OrderedMap<Value> {
    return this.#with(key, value, this.#entry(key)?.place);
  }

  /** The key comes last, whether it is known or not. */
  setLast(key: string, value: Value): OrderedMap<Value> {
    return this.#with(key, value, undefined);
  }

  /** The entries in order; computed on the first call. */
  entries(): readonly (readonly [key: string, value: Value])[] {
    this.#entries ??= collect(this.#root)
      .toSorted((left, right) => left.place - right.place)
      .map(({ key, value }) => [key, value] as const);
    return this.#entries;
  }

  #entry(key: string): Entry<Value> | undefined {
    const number = this.#numbers.get(key);
    if (number === undefined || number >= 2 ** this.#height) return undefined;
    let node: Node<Value> | Entry<Value> | undefined = this.#root;
    for (let shift = this.#height - bits; shift >= 0; shift -= bits) {
      if (!isNode(node)) return undefined;
      node = node[(number >> shift) & mask];
    }
    return isNode(node) ? undefined : node;
  }

  #with(key: string, value: Value, place: number | undefined): OrderedMap<Value> {
    const isNew = !this.has(key);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(key, number);
    }
    let root = this.#root;
    let height = this.#height;
    for (; number >= 2 ** height; height += bits) root = [root];
    const entry = { key, value, place: place ?? this.#nextPlace };
    return new OrderedMap(
      this.#numbers,
      { root: insert(root, height - bits, number, entry), height },
      this.#nextPlace + (place === undefined ? 1 : 0),
      this.size + (isNew ? 1 : 0),
    );
  }
}

function isNode<Value>(node: Node<Value> | Entry<Value> | undefined): node is Node<Value> {
  return Array.isArray(node);
}

/** At most eight levels deep. */
function insert<Value>(node: Node<Value>, shift: number, number: number, entry: Entry<Value>): Node<Value> {
  const index = (number >> shift) & mask;
  const copy = [...node];
  const child = node[index];
  copy[index] = shift === 0 ? entry : insert(isNode(child) ? child : [], shift - bits, number, entry);
  return copy;
}

function collect<Value>(root: Node<Value>): Entry<Value>[] {
  const entries: Entry<Value>[] = [];
  const open: (Node<Value> | Entry<Value> | undefined)[] = [root];
  for (let node = open.pop(); open.length > 0 || node !== undefined; node = open.pop()) {
    if (isNode(node)) open.push(...node);
    else if (node !== undefined) entries.push(node);
  }
  return entries;
}
