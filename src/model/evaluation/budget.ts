// What is left of the work that no real file comes near to: none makes the evaluation slow or fills the memory.

import { suggest } from '../../syntax/suggest.ts';

export class Budget {
  /** Names that may still be compared for the sake of suggestions. */
  #comparisons = 300_000;
  /** Characters that expansions may still produce. */
  #characters = 1 << 28;

  /** The nearest of `names`, in the order given; none once too many have been compared. */
  suggest(name: string, names: () => readonly string[], order: 'alphabetical' | 'given'): string | undefined {
    if (this.#comparisons <= 0) return undefined;
    const options = names();
    this.#comparisons -= options.length;
    return suggest(name, options, { order });
  }

  /** Whether a text of this length may be kept. */
  takes(length: number): boolean {
    this.#characters -= length;
    return this.#characters >= 0;
  }
}
