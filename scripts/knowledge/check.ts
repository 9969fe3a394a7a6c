// What must hold of the table as a whole; part of `npm run knowledge`.

import { bestOf, candidatesFor } from '../../src/knowledge/base-images/candidates.ts';
import type { PackedTable } from '../../src/knowledge/base-images/packed.ts';
import { factsOf, type SourceEntry, type SourceVariant } from './base-images.ts';
import { canExplode, sampleOf } from './pattern.ts';

export interface Checked {
  readonly samples: number;
  /** Tags of which the entry that they are made from is not the best one. */
  readonly beaten: number;
}

/**
 * Throws unless every pattern is harmless, every entry is read back as it was written, and a tag made from a pattern
 * and a version of an entry finds that entry.
 */
export function checkTable(entries: readonly SourceEntry[], table: PackedTable): Checked {
  let samples = 0;
  let beaten = 0;
  for (const entry of entries) {
    const facts = JSON.stringify(factsOf(entry).flat());
    for (const variant of entry.variants) {
      if (canExplode(variant.match)) throw new Error(`a pattern that can backtrack badly: ${variant.match}`);
      for (const tag of tagsOf(variant)) {
        const candidates = candidatesFor(tag, table.entriesOf(entry.repository));
        const own = (list: typeof candidates): boolean =>
          list.some((candidate) => JSON.stringify(candidate.entry.facts) === facts);
        if (!own(candidates)) throw new Error(`${entry.repository}:${tag} does not find its entry`);
        samples++;
        if (!own(bestOf(candidates))) beaten++;
      }
    }
  }
  return { samples, beaten };
}

/** Tags that the pattern matches and that are meant, with and without what is optional, at both ends of each range. */
function tagsOf(variant: SourceVariant): ReadonlySet<string> {
  const ranges = variant.versions === undefined ? [] : [variant.versions].flat();
  const versions = ranges.flatMap((range) => ('only' in range ? [range.only] : [range.from, range.to ?? range.from]));
  const pattern = new RegExp(`^(?:${variant.match})$`);
  const tags = new Set<string>();
  for (const version of versions.length === 0 ? [undefined] : versions) {
    for (const withOptional of [true, false]) {
      for (const alternative of [0, 1, 2]) {
        const groups = version === undefined ? {} : { version };
        const tag = sampleOf(variant.match, { withOptional, alternative, groups });
        if (tag !== '' && pattern.test(tag) && variant.not?.includes(tag) !== true) tags.add(tag);
      }
    }
  }
  return tags;
}
