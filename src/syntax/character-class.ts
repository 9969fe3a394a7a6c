// Classes of characters that are large: V8 takes longer to make their expressions than to read a Dockerfile.

/** Gives `expression.test`; the expression is made when that is first called. It may not have the flags `g` and `y`. */
export function characterClass(expression: () => RegExp): (text: string) => boolean {
  let made: RegExp | undefined;
  return (text) => (made ??= expression()).test(text);
}
