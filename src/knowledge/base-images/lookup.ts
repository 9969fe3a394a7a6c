// The base image that a reference names, from the table.

import type { ImageReference } from '../../syntax/image-reference.ts';
import { agreement, baseImage, type BaseImage, type Distribution } from './base-image.ts';
import { tableLines } from './lines.ts';
import { codenames } from './names.ts';
import { bestOf, type Candidate, candidatesFor } from './candidates.ts';
import { type Entry, openTable, type PackedTable, type Variant } from './packed.ts';
import { repositoryName } from './repository-name.ts';
import { releaseOf } from './versions.ts';

type Release = Pick<Distribution, 'release' | 'codename'>;

let table: PackedTable | undefined;
const found = new Map<string, BaseImage | undefined>();

/**
 * What the table has on an image, by its tag, which is `latest` where there is none; by a digest alone, what all images
 * of the repository have in common. Undefined where it has nothing. Tags that move are as they were on `tableDate`.
 */
export function lookUpBaseImage(reference: ImageReference): BaseImage | undefined {
  const { normalized } = reference;
  if (!found.has(normalized)) found.set(normalized, read(reference));
  return found.get(normalized);
}

/** What the table has on a repository, by its name as `repositoryName` gives it. */
export function baseImageEntries(repository: string): readonly Entry[] {
  return openedTable().entriesOf(repository);
}

/** The repositories of the table, in its order: what others are built on first. Named as `repositoryName` does it. */
export function knownRepositories(): readonly string[] {
  return openedTable().repositories();
}

function openedTable(): PackedTable {
  if (table === undefined) {
    const { shared, repositories } = tableLines();
    table = openTable(shared, repositories);
  }
  return table;
}

function read(reference: ImageReference): BaseImage | undefined {
  const entries = baseImageEntries(repositoryName(reference));
  const { tag, digest } = reference;
  const candidates =
    tag === undefined && digest !== undefined
      ? entries.flatMap((entry) => entry.variants().map((variant) => ({ entry, variant, hold: undefined })))
      : bestOf(candidatesFor(tag ?? 'latest', entries));
  if (candidates.length === 0) return undefined;
  const facts = new Set(candidates.map(({ entry }) => entry.facts));
  return baseImage(agreement([...facts]), commonRelease(candidates));
}

function commonRelease(candidates: readonly Candidate[]): Release {
  const [first, ...others] = candidates.map(releaseFor);
  const common = (key: keyof Release): string | undefined =>
    others.every((other) => other[key] === first?.[key]) ? first?.[key] : undefined;
  return { release: common('release'), codename: common('codename') };
}

function releaseFor({ entry, variant: { groups, release, codename, releases } }: Candidate): Release {
  const { distribution = '' } = entry.facts.find((fact) => fact.distribution !== undefined) ?? {};
  const names = codenames[distribution] ?? {};
  const written = fill(release, groups) ?? (releases ? releaseOf(groups['version'] ?? '', releases) : undefined);
  const number = Object.keys(names).find((key) => names[key] === written) ?? written;
  return { release: number, codename: fill(codename, groups) ?? (number === undefined ? undefined : names[number]) };
}

/** `<release>` and `<codename>` are groups of the match. */
function fill(written: string | null, groups: Variant['groups']): string | undefined {
  return written?.startsWith('<') ? groups[written.slice(1, -1)] : (written ?? undefined);
}
