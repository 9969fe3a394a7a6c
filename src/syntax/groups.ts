// Things that belong together, and lists of words in a sentence.

/** `items` by what `keyOf` gives for each, in the order in which the keys come first. */
export function groupsOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => unknown,
): Iterable<readonly [Item, ...(readonly Item[])]> {
  const groups = new Map<unknown, [Item, ...Item[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups.values();
}

/** `a`, `a and b`, `a, b and c`; of more than `most` words `a, b and 3 more`. */
export function wordList(words: readonly string[], most: number): string {
  const isCut = words.length > most;
  const shown = isCut ? words.slice(0, most - 1) : words.slice(0, -1);
  const last = isCut ? `${words.length - shown.length} more` : (words.at(-1) ?? '');
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}
