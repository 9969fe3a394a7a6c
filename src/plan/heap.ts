// A queue that gives the smallest first: a binary heap.

export class Heap<Item> {
  readonly #items: Item[] = [];
  readonly #compare: (left: Item, right: Item) => number;

  /** `compare` is negative where `left` comes out first. */
  constructor(compare: (left: Item, right: Item) => number) {
    this.#compare = compare;
  }

  get size(): number {
    return this.#items.length;
  }

  /** The one that `pop` gives next. */
  get first(): Item | undefined {
    return this.#items[0];
  }

  push(item: Item): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = items[above];
      if (parent === undefined || this.#compare(parent, item) <= 0) break;
      items[at] = parent;
      at = above;
    }
    items[at] = item;
  }

  pop(): Item | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return first;
    let at = 0;
    for (let below = this.#smallerChild(at); below !== undefined; below = this.#smallerChild(at)) {
      if (this.#compare(below.item, last) >= 0) break;
      items[at] = below.item;
      at = below.index;
    }
    items[at] = last;
    return first;
  }

  #smallerChild(at: number): { readonly item: Item; readonly index: number } | undefined {
    const [left, right] = [this.#items[2 * at + 1], this.#items[2 * at + 2]];
    if (left === undefined) return undefined;
    return right !== undefined && this.#compare(right, left) < 0
      ? { item: right, index: 2 * at + 2 }
      : { item: left, index: 2 * at + 1 };
  }
}
