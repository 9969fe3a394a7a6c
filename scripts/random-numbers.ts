// Random numbers that a seed gives again.

export interface Random {
  /** An integer from 0 to `below` - 1. */
  integer(below: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** True so often of a hundred times. */
  chance(percent: number): boolean;
}

/** Mulberry32: small, and good enough to choose Dockerfiles. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const integer = (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
  return {
    integer,
    pick: ([first, ...others]) => [first, ...others][integer(others.length + 1)] ?? first,
    chance: (percent) => integer(100) < percent,
  };
}
