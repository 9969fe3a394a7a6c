// Which entries of a repository a tag may be of, and which of them it is.

import type { Entry, Variant } from './packed.ts';
import { compareVersions, type Hold, rangeOf } from './versions.ts';

/** Facts that may be those of the image, and why. */
export interface Candidate {
  readonly entry: Entry;
  readonly variant: Variant;
  /** Undefined where nothing is said about versions, or the tag has none. */
  readonly hold: Hold | undefined;
}

/** All whose pattern fits the tag and whose versions have that of the tag. */
export function candidatesFor(tag: string, entries: readonly Entry[]): readonly Candidate[] {
  return entries.flatMap((entry) =>
    entry.variants(tag).flatMap((variant): Candidate[] => {
      const version = variant.groups['version'] ?? '';
      if (variant.versions === null || !/^\d/.test(version)) return [{ entry, variant, hold: undefined }];
      const hold = rangeOf(version, variant.versions);
      return hold === undefined ? [] : [{ entry, variant, hold }];
    }),
  );
}

/** One that names the very version is better than a range, and a range than one that starts earlier. */
export function bestOf(candidates: readonly Candidate[]): readonly Candidate[] {
  const order = candidates.toSorted((a, b) => compareHolds(b.hold, a.hold));
  return order.filter(({ hold }) => compareHolds(hold, order[0]?.hold) === 0);
}

/** Negative where `a` is weaker. */
function compareHolds(a: Hold | undefined, b: Hold | undefined): number {
  if (a?.kind === 'range' && b?.kind === 'range') return compareVersions(a.from, b.from);
  return weightOf(a) - weightOf(b);
}

function weightOf(hold: Hold | undefined): number {
  if (hold === undefined) return 0;
  return hold.kind === 'range' ? 1 : 2;
}
