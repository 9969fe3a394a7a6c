// How deep a YAML text may nest, told before anything reads it: the parser library goes down by recursion.

/** Nobody nests deeper. */
const DEEPEST = 100;

/**
 * Whether nodes may lie too deep in each other. Counts open brackets, steps of indentation and indicators at the start
 * of a line; brackets in strings and the indentation of block scalars count too.
 */
export function isTooDeep(text: string): boolean {
  const columns: number[] = [];
  let brackets = 0;
  for (let start = 0; start < text.length;) {
    const next = text.indexOf('\n', start);
    const end = next === -1 ? text.length : next;
    const { column, indicators } = headOf(text, start, end);
    while ((columns.at(-1) ?? -1) >= column) columns.pop();
    columns.push(column);
    for (let at = start; at < end; at++) {
      const character = text[at];
      if (character === '[' || character === '{') brackets++;
      else if ((character === ']' || character === '}') && brackets > 0) brackets--;
      if (brackets + columns.length + indicators > DEEPEST) return true;
    }
    start = end + 1;
  }
  return false;
}

/** Where a line begins, and how many `-`, `?` and `:` it begins with. */
function headOf(text: string, start: number, end: number): { readonly column: number; readonly indicators: number } {
  let column = 0;
  let indicators = 0;
  for (let at = start; at < end; at++) {
    const character = text[at] ?? '';
    if ('-?:'.includes(character)) indicators++;
    else if (character !== ' ' && character !== '\t') break;
    else if (indicators === 0) column++;
  }
  return { column, indicators };
}
