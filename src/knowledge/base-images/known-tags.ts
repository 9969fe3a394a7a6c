// Tags of a repository that somebody may want, as the table of base images lets them be told.

import { candidatesFor } from './candidates.ts';
import { cyclesOf, supportedCycles } from './end-of-life.ts';
import { baseImageEntries } from './lookup.ts';
import { codenames, tableDate } from './names.ts';
import { compareVersions, numbersOf } from './versions.ts';

const known = new Map<string, readonly string[]>();

const WORDS = ['latest', 'lts', 'current', 'stable', 'edge', 'nonroot', 'debug'];
/** What images are built on, where tags name a release of it. */
const DISTRIBUTIONS = ['debian', 'ubuntu'];
/** Of each distribution so many releases that are supported. */
const MOST_RELEASES = 2;
/** More versions than anybody starts something new with. */
const MOST_VERSIONS = 12;

/**
 * Words first, then versions, the newest first, each with its variants. The table has patterns, no lists: these are the tags,
 * put together of versions and variants, of which it has something. `repository` is named as `repositoryName` does it.
 */
export function knownTags(repository: string): readonly string[] {
  const before = known.get(repository);
  if (before !== undefined) return before;
  const entries = baseImageEntries(repository);
  const isKnown = (tag: string): boolean => entries.some((entry) => candidatesFor(tag, [entry]).length > 0);
  const versions = versionsOf(repository, isKnown);
  const newest = versions.slice(0, MOST_RELEASES * 2);
  const inUse = allVariants().filter(
    (variant) => isKnown(variant) || newest.some((version) => isKnown(`${version}-${variant}`)),
  );
  const numbered = versions.flatMap((version) => [version].concat(inUse.map((variant) => `${version}-${variant}`)));
  const tags = [...WORDS, ...numbered, ...inUse].filter(isKnown);
  known.set(repository, tags);
  return tags;
}

function allVariants(): readonly string[] {
  const releases = DISTRIBUTIONS.flatMap((name) =>
    supportedCycles(name, tableDate)
      .slice(0, MOST_RELEASES)
      .flatMap((cycle) => codenames[name]?.[cycle] ?? []),
  );
  return ['slim', 'alpine', ...releases.flatMap((release) => [release, `${release}-slim`, `slim-${release}`])];
}

/** Its cycles of support; where the table has none of them, what it has of at most two numbers. */
function versionsOf(repository: string, isKnown: (version: string) => boolean): readonly string[] {
  const cycles = newestFirst(cyclesOf(repository)).filter(isKnown);
  const versions = cycles.length > 1 ? cycles : newestFirst(writtenVersions(repository)).filter(isKnown);
  return versions.slice(0, MOST_VERSIONS);
}

function newestFirst(versions: readonly string[]): readonly string[] {
  const short = [...new Set(versions)].filter((version) => /^\d+(?:\.\d+)?$/.test(version));
  return short.toSorted((a, b) => compareVersions(numbersOf(b), numbersOf(a))).slice(0, MOST_VERSIONS * 4);
}

function writtenVersions(repository: string): readonly string[] {
  const entries = baseImageEntries(repository);
  return entries.flatMap((entry) => entry.variants().flatMap(({ versions }) => (versions ?? '').split(/ |\.\./)));
}
