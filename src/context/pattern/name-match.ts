// Names against patterns that are read already, for every kind of pattern that has `*`.

/** Whether a character can stand where this part of a pattern stands; `*` stands for any number of them. */
export type NameToken<Character> = '*' | ((character: Character) => boolean);

/**
 * Goes back to the last star only: as much as that takes, no earlier one has to take differently. So it takes time in
 * proportion to the product of both lengths at most.
 */
export function matchesTokens<Character>(
  tokens: readonly NameToken<Character>[],
  characters: ArrayLike<Character>,
): boolean {
  let at = 0;
  let index = 0;
  let retry: { readonly at: number; index: number } | undefined;
  while (index < characters.length) {
    const token = tokens[at];
    const character = characters[index];
    if (token === '*') {
      retry = { at: ++at, index };
    } else if (token !== undefined && character !== undefined && token(character)) {
      at++;
      index++;
    } else {
      if (retry === undefined) return false;
      at = retry.at;
      index = ++retry.index;
    }
  }
  return tokens.slice(at).every((token) => token === '*');
}
