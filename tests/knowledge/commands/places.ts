// Places and short notations for the tests of what commands do.

import type { Effect } from '../../../src/knowledge/commands/effect.ts';
import { effectsIn } from '../../../src/knowledge/commands/script-effects.ts';
import type { Place } from '../../../src/knowledge/commands/place.ts';
import { read } from '../../shell/scripts.ts';

/** Root in `/work`, with the variables `variables` and no others. */
export function placeWith(variables: Readonly<Record<string, string>> = {}, more: Partial<Place> = {}): Place {
  return {
    directory: '/work',
    home: '/root',
    expandsBraces: false,
    variable: (name) => variables[name],
    isUnset: (name) => variables[name] === undefined,
    ...more,
  };
}

/** `write /work/a`, `extract /opt below`, `remove $DIR/a tree`: kind, target and reach, unless that is the path itself. */
export function notation({ kind, target, reach, setting }: Effect): string {
  const parts = [kind, target.path ?? target.text, reach === 'path' ? '' : reach, setting ?? ''];
  return parts.filter((part) => part !== '').join(' ');
}

/** What the commands of a script do, without the caches of package managers. */
export function effectsOfText(text: string, place: Place = placeWith()): readonly string[] {
  const found = effectsIn(read(text, place.expandsBraces ? 'bash' : 'posix'), place);
  return found.flatMap(({ effects }) => effects.filter(({ by }) => by !== 'cache').map(notation));
}
