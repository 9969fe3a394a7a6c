// A look-up by offset in things that follow each other in the file.

/** The last item that starts at or before `offset`. */
export function lastAt<Item>(
  items: readonly Item[],
  offset: number,
  startOf: (item: Item) => number,
): Item | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && startOf(item) <= offset) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}
