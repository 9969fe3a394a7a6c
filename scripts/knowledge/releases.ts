// From the facts about releases to the lines of src/knowledge/base-images/release-table.ts.

export interface SourceReleases {
  readonly asOf: string;
  readonly source: { readonly commit: string; readonly date: string };
  readonly products: readonly Product[];
  readonly deprecatedImages: readonly Deprecated[];
  readonly archivedPackageRepositories: readonly Archived[];
  readonly externallyManagedPython: {
    readonly distributions: readonly { readonly name: string; readonly from: string }[];
  };
}

interface Product {
  readonly product: string;
  readonly images: readonly string[];
  readonly releases: readonly Cycle[];
}

interface Cycle {
  readonly cycle: string;
  readonly codename?: string;
  readonly lts?: boolean | string;
  readonly eol: string | boolean;
  readonly extendedSupportEnd?: string;
}

interface Deprecated {
  readonly repository: string;
  readonly tags?: readonly string[];
  readonly removed?: string;
  readonly deprecated?: string | boolean;
  readonly use?: readonly string[];
}

interface Archived {
  readonly distribution: string;
  readonly releases: readonly string[];
}

/** Distributions whose releases people call by a name. */
const NAMED = ['debian', 'ubuntu'];

/** By distribution and release: the name in one word, small. Debian's unstable has one although it is no release. */
export function codenamesOf({ products }: SourceReleases): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const names = NAMED.map((name) => {
    const { releases = [] } = products.find(({ product }) => product === name) ?? {};
    const named = releases.flatMap(({ cycle, codename }) =>
      codename === undefined ? [] : [[cycle, codename.split(' ')[0]?.toLowerCase() ?? '']],
    );
    return [name, Object.fromEntries(named) as Record<string, string>] as const;
  });
  const { debian = {}, ...others } = Object.fromEntries(names);
  return { debian: { ...debian, unstable: 'sid' }, ...others };
}

/** A line for each product: its name, the repositories that it dates, its cycles with the end of their support. */
export function productLines({ products }: SourceReleases): string {
  return products
    .map(({ product, images, releases }) => [product, images.join(' '), releases.map(cycleText).join(' ')].join('\t'))
    .join('\n');
}

function cycleText({ cycle, eol, extendedSupportEnd }: Cycle): string {
  const end = typeof eol === 'string' ? eol : eol ? 'ended' : 'open';
  return [cycle, end, ...(extendedSupportEnd === undefined ? [] : [extendedSupportEnd])].join('=');
}

/** A line for each repository that is given up: its name, the tags if not all, since when, what to take instead. */
export function deprecationLines({ deprecatedImages }: SourceReleases): string {
  return deprecatedImages
    .map(({ repository, tags = [], removed, deprecated, use = [] }) => {
      const since = removed ?? (typeof deprecated === 'string' ? deprecated : '');
      return [repository, tags.join(' '), since, use.join(' ')].join('\t');
    })
    .join('\n');
}

/**
 * By distribution: the releases whose packages left the servers that the image asks. Ubuntu's interim releases leave
 * them some time after their end; those that ended a year before `asOf` are taken to be gone.
 */
export function archivedReleases(source: SourceReleases): Readonly<Record<string, readonly string[]>> {
  const codenames = codenamesOf(source);
  const gone: Record<string, string[]> = {};
  for (const { distribution, releases } of source.archivedPackageRepositories) {
    const names = Object.entries(codenames[distribution] ?? {});
    const numbers = releases.map((release) => names.find(([, name]) => name === release)?.[0] ?? release);
    gone[distribution] = [...(gone[distribution] ?? []), ...numbers.filter((number) => /^\d+$/.test(number))];
  }
  const yearBefore = `${Number(source.asOf.slice(0, 4)) - 1}${source.asOf.slice(4)}`;
  const { releases: ubuntu = [] } = source.products.find(({ product }) => product === 'ubuntu') ?? {};
  gone['ubuntu'] = ubuntu
    .filter(({ lts, eol }) => lts === undefined && typeof eol === 'string' && eol < yearBefore)
    .map(({ cycle }) => cycle);
  return Object.fromEntries(Object.entries(gone).filter(([, releases]) => releases.length > 0));
}
