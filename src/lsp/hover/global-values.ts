// The values of the ARGs above the first FROM.

import type { Value } from '../../model/image.ts';
import type { Model } from '../../model/model.ts';

/** What FROM has for a name; undefined where it is neither declared nor one that BuildKit sets. */
export function globalValue({ globals }: Pick<Model, 'globals'>, name: string): Value | undefined {
  const text = globals?.values.get(name);
  const isOpen = text === undefined && globals?.declared.has(name) === true;
  const unknown = isOpen ? globals.whyUnset(name) : globals?.whyOpen(name);
  return text === undefined && unknown === undefined ? undefined : { text: text ?? '', unknown };
}
