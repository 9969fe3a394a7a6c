// "did you mean X?" as BuildKit says it (util/suggest over plain Levenshtein distance).

import { toLower, toUpper } from './go/unicode.ts';

export interface SuggestOptions {
  /** Compare without regard to case; the suggestion is in upper case where the value is, otherwise in lower case. */
  readonly caseless?: boolean;
  /**
   * Which of equally near options wins: the alphabetically first, for sets that BuildKit walks in no fixed order,
   * or with `given` the first of the list.
   */
  readonly order?: 'alphabetical' | 'given';
  /** Where none is near, the only option that begins with the value will do: `warning` for `warn`. BuildKit has no such thing. */
  readonly beginnings?: boolean;
}

/** What our own words are looked for with. */
export const ownWords: SuggestOptions = { beginnings: true };

/** The largest distance that BuildKit accepts. */
const reach = 2;

/** The option nearest to `value`, at most two edits away; none where the value itself is an option (`suggest.Search`). */
export function suggest(value: string, options: Iterable<string>, settings: SuggestOptions = {}): string | undefined {
  const { caseless = false, order = 'alphabetical', beginnings = false } = settings;
  const wanted = caseless ? toLower(value) : value;
  const points = codePoints(wanted);
  let best: string | undefined;
  let bestDistance = reach + 1;
  const longer: string[] = [];
  for (const written of options) {
    const option = caseless ? toLower(written) : written;
    if (option === wanted) return undefined;
    if (beginnings && wanted.length > reach && option.startsWith(wanted)) longer.push(option);
    const distance = distanceWithinReach(points, option);
    const wins = distance === bestDistance && order === 'alphabetical' && best !== undefined && option < best;
    if (distance < bestDistance || wins) {
      best = option;
      bestDistance = distance;
    }
  }
  if (best === undefined && longer.length === 1) return longer[0];
  if (best === undefined || !caseless) return best;
  return value !== wanted && value === toUpper(value) ? toUpper(best) : best;
}

/** ` (did you mean X?)`, to be put behind an error text, or nothing. */
export function didYouMean(value: string, options: Iterable<string>, settings: SuggestOptions = {}): string {
  const suggestion = suggest(value, options, settings);
  return suggestion === undefined ? '' : ` (did you mean ${suggestion}?)`;
}

function codePoints(text: string): readonly number[] {
  const points: number[] = [];
  for (const character of text) points.push(character.codePointAt(0) ?? 0);
  return points;
}

const surrogate = /[\ud800-\udfff]/;

/** The Levenshtein distance, or infinity where it is larger than `reach`. */
function distanceWithinReach(left: readonly number[], option: string): number {
  const difference = option.length - left.length;
  // With characters of two units, an option may be shorter than its length says.
  if (difference < -reach || (difference > reach && !surrogate.test(option))) return Infinity;
  const right = codePoints(option);
  // How far into `left` the edits so far lead on each diagonal (place in `right` less place in `left`): linear time.
  let furthest = nothingReached;
  for (let edits = 0; edits <= reach; edits++) {
    const next = [...nothingReached];
    for (let diagonal = -edits; diagonal <= edits; diagonal++) {
      let at = edits === 0 ? 0 : afterEdit(furthest, diagonal);
      at = Math.min(at, left.length, right.length - diagonal);
      while (at < left.length && at + diagonal < right.length && left[at] === right[at + diagonal]) at++;
      if (at === left.length && at + diagonal === right.length) return edits;
      next[middle + diagonal] = at;
    }
    furthest = next;
  }
  return Infinity;
}

/** Where the diagonal 0 is kept: one more than can be reached fits on either side. */
const middle = reach + 1;
const nothingReached: readonly number[] = Array.from({ length: 2 * middle + 1 }, () => -Infinity);

function afterEdit(furthest: readonly number[], diagonal: number): number {
  const replaced = (furthest[middle + diagonal] ?? -Infinity) + 1;
  const inserted = furthest[middle + diagonal - 1] ?? -Infinity;
  const removed = (furthest[middle + diagonal + 1] ?? -Infinity) + 1;
  return Math.max(replaced, inserted, removed);
}
