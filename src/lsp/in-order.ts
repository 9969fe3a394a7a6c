// How what somebody types finds names: as most editors have it.

/** Whether the characters of `typed` but its blanks stand in a text in their order, in whatever case. */
export function hasInOrder(text: string, typed: string): boolean {
  const lower = text.toLowerCase();
  let from = 0;
  for (const character of typed.toLowerCase().replaceAll(/\s/g, '')) {
    const at = lower.indexOf(character, from);
    if (at === -1) return false;
    from = at + character.length;
  }
  return true;
}
