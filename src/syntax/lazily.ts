// Tables that take longer to make than most runs have use for.

/** The value of `make`, which is called on first use and never again. */
export function lazily<Value extends NonNullable<unknown>>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}
