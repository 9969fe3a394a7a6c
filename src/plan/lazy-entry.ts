// A file system that nobody has asked for yet: most are never looked into, since a command runs on top of them.

import type { Entry } from './file-tree.ts';

/** Made from the file systems of others, once, when it is first asked for. */
export class LazyEntry {
  #entry: Entry | undefined;
  #inputs: readonly LazyEntry[];
  readonly #make: (inputs: readonly Entry[]) => Entry;

  constructor(inputs: readonly LazyEntry[], make: (inputs: readonly Entry[]) => Entry) {
    this.#inputs = inputs;
    this.#make = make;
  }

  static of(entry: Entry): LazyEntry {
    return new LazyEntry([], () => entry);
  }

  /** No stack grows with the length of the chain. */
  get entry(): Entry {
    const open: LazyEntry[] = [this];
    for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
      const missing = last.#inputs.filter((input) => input.#entry === undefined);
      if (last.#entry === undefined && missing.length > 0) {
        open.push(...missing);
        continue;
      }
      last.#entry ??= last.#make(last.#inputs.flatMap((input) => input.#entry ?? []));
      last.#inputs = [];
      open.pop();
    }
    return this.#entry ?? this.#make([]);
  }
}
