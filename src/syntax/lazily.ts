// Tables that take longer to make than most runs have use for.

/** The value of `make`, which is called on first use and never again. */
export function lazily<Value extends NonNullable<unknown>>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

/** The words of `text`, between which there is white space, as a set that is made on first use. */
export function wordSet(text: string): () => ReadonlySet<string> {
  return lazily(() => new Set(text.trim().split(/\s+/)));
}
