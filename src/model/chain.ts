// A list that is never changed but extended at its end, at no cost: every version shares what stands before.

interface Link<Item> {
  readonly before: Link<Item> | undefined;
  readonly item: Item;
}

export class Chain<Item> {
  readonly length: number;
  readonly #last: Link<Item> | undefined;
  #items: readonly Item[] | undefined;

  private constructor(last: Link<Item> | undefined, length: number) {
    this.#last = last;
    this.length = length;
  }

  static of<Item>(items: readonly Item[] = []): Chain<Item> {
    let last: Link<Item> | undefined;
    for (const item of items) last = { before: last, item };
    return new Chain(last, items.length);
  }

  get last(): Item | undefined {
    return this.#last?.item;
  }

  append(item: Item): Chain<Item> {
    return new Chain({ before: this.#last, item }, this.length + 1);
  }

  /** All items in order; computed on the first call. */
  items(): readonly Item[] {
    if (this.#items === undefined) {
      const items: Item[] = [];
      for (let link = this.#last; link !== undefined; link = link.before) items.push(link.item);
      this.#items = items.toReversed();
    }
    return this.#items;
  }
}
