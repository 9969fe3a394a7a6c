// Where a cursor stands in a configuration that may be half-typed: which key or value of which part.

import type { Way } from '../../config/schema-part.ts';
import type { Span } from '../../syntax/source.ts';

/** A word of a document, or the place where one could stand. */
export interface ConfigurationPlace {
  /** A `slot` takes a value as well as the first key of a map. */
  readonly kind: 'key' | 'value' | 'slot';
  /** To the part that has the key; to the value. */
  readonly way: Way;
  /** With its quotes. */
  readonly span: Span;
  /** The word without its quotes. */
  readonly text: string;
  /** A `:` follows. */
  readonly hasColon: boolean;
  /** The other keys of the part. */
  readonly given: ReadonlySet<string>;
  /** JSON, or a part of YAML in brackets; `block` is YAML by indentation. */
  readonly style: 'json' | 'flow' | 'block';
  /** How far a key of this part is indented. */
  readonly indent: number;
}

/** The keys of each part, by its way. */
export class GivenKeys {
  readonly #keys = new Map<string, Set<string>>();

  of(way: Way): Set<string> {
    const name = JSON.stringify(way);
    const keys = this.#keys.get(name) ?? new Set<string>();
    this.#keys.set(name, keys);
    return keys;
  }
}

/** Without its quotes, as far as it has them. */
export function unquoted(word: string): string {
  const [quote = ''] = word;
  if (quote !== '"' && quote !== "'") return word;
  return word.slice(1, word.length > 1 && word.endsWith(quote) ? -1 : undefined);
}
