// Until when an image's program and distribution are supported, and which images are given up.

import { once } from '../../shell/commands/once.ts';
import type { ImageReference } from '../../syntax/image-reference.ts';
import { lazily } from '../../syntax/lazily.ts';
import type { BaseImage, Distribution } from './base-image.ts';
import { archivedReleases, deprecationLines, managedPythonSince, productLines } from './release-table.ts';
import { repositoryName } from './repository-name.ts';
import { compareVersions, numbersOf } from './versions.ts';

/** A line of releases. */
export interface Lifetime {
  /** As endoflife.date names it: `nodejs`, `debian`. */
  readonly product: string;
  /** `22`, `3.12`, `13`. */
  readonly cycle: string;
  /** The last day of support: `2027-04-30`; `ended` where nobody says when, `open` where no end is announced. */
  readonly end: string;
  /** Of support that is paid for, or given by others than the makers. */
  readonly extendedEnd: string | undefined;
}

/** A repository, or some of its tags, that its publisher has given up. */
export interface Deprecation {
  /** A day; undefined where nobody says when. */
  readonly since: string | undefined;
  /** What to take instead; may be nothing. */
  readonly use: readonly string[];
}

interface Product {
  readonly name: string;
  readonly repositories: readonly string[];
  readonly lifetimes: readonly Lifetime[];
}

/**
 * The cycles that an image is of: its program's by the version that its tag begins with, its distribution's by the
 * release. A tag that leaves the cycle open (`python:3`, `latest`) has none of the first kind.
 */
export function lifetimesOf(reference: ImageReference, image: BaseImage | undefined): readonly Lifetime[] {
  const repository = repositoryName(reference);
  const { distribution } = image ?? {};
  const program = productsOf(repository).flatMap(({ lifetimes }) => lifetimeOf(reference.tag ?? '', lifetimes) ?? []);
  const system = distribution && distributionLifetime(distribution, repository);
  return [...program, ...(system && !program.some(({ product }) => product === system.product) ? [system] : [])];
}

/** The cycles of the program that a repository is of; named as `repositoryName` does it. */
export function cyclesOf(repository: string): readonly string[] {
  return productsOf(repository).flatMap(({ lifetimes }) => lifetimes.map(({ cycle }) => cycle));
}

/** The cycles of `product` that are supported on `date`, the newest first. */
export function supportedCycles(product: string, date: string): readonly string[] {
  const { lifetimes = [] } = products().find(({ name }) => name === product) ?? {};
  return lifetimes.flatMap((lifetime) => (hasEnded(lifetime, date) ? [] : lifetime.cycle));
}

/** Whether nobody gives out fixes for all on `date`. */
export function hasEnded(lifetime: Lifetime, date: string): boolean {
  const end = lastDayOf(lifetime);
  return end === 'ended' || (end !== 'open' && end < date);
}

/** The last day on which everybody gets fixes; `ended` where nobody says when that was, `open` where none is announced. */
export function lastDayOf({ product, end, extendedEnd }: Lifetime): string {
  // Debian's volunteers go on for everybody; what others sell, or give to those who ask, the published image has not.
  return product === 'debian' && extendedEnd !== undefined ? extendedEnd : end;
}

const deprecations = lazily(() => tableOf(deprecationLines));

/** Undefined unless the publisher of the image has said that it is given up. */
export function deprecationOf(reference: ImageReference): Deprecation | undefined {
  const name = repositoryName(reference);
  for (const [pattern = '', tags = '', since = '', use = ''] of deprecations()) {
    const isFamily = pattern.endsWith('/*');
    const fits = isFamily ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
    if (!fits || (tags !== '' && !tags.split(' ').includes(reference.tag ?? 'latest'))) continue;
    const rest = name.slice(pattern.length - 1);
    return { since: since || undefined, use: wordsOf(use).map((text) => (isFamily ? text.replace('*', rest) : text)) };
  }
  return undefined;
}

/** Whether the packages of the release have left the servers that its images ask: an update of the lists fails. */
export function isArchived({ name, release }: Distribution): boolean {
  return release !== undefined && archivedReleases[name]?.includes(release) === true;
}

/**
 * Whether pip of the distribution's own Python refuses to install outside a virtual environment (PEP 668); undefined
 * where nobody knows. The official python image has a Python of its own, which does not.
 */
export function hasManagedPython({ distribution, env }: BaseImage): boolean | undefined {
  if (env.has('PYTHON_VERSION')) return false;
  if (distribution === undefined) return undefined;
  const since = managedPythonSince[distribution.name];
  if (since === undefined) return undefined;
  if (distribution.name === 'archlinux' || distribution.release === 'unstable') return true;
  if (distribution.release === undefined) return undefined;
  const numbers = numbersOf(distribution.release);
  return numbers.length === 0 ? undefined : compareVersions(numbers, numbersOf(since)) >= 0;
}

function distributionLifetime({ name, release }: Distribution, repository: string): Lifetime | undefined {
  if (release === undefined) return undefined;
  const isWindows = name === 'windows';
  const product = products().find((candidate) =>
    isWindows ? candidate.repositories.includes(repository) : isProductOf(name, candidate),
  );
  const cycle = isWindows ? release.replace(/^[a-z]+/, '').toLowerCase() : release;
  return product?.lifetimes.find((lifetime) => lifetime.cycle === cycle);
}

function isProductOf(distribution: string, { name, repositories }: Product): boolean {
  return name === distribution || repositories.includes(distribution);
}

/** The longest cycle that the version begins with; where cycles are names, the one that the tag begins with. */
function lifetimeOf(tag: string, lifetimes: readonly Lifetime[]): Lifetime | undefined {
  const [word = ''] = tag.split('-');
  const version = numbersOf(/^v?(\d+(?:\.\d+)*)/.exec(tag)?.[1] ?? '');
  const fitting = lifetimes.filter((lifetime) => {
    const { cycle } = lifetime;
    if (!/^\d/.test(cycle)) return cycle === word;
    const numbers = numbersOfCycle(lifetime);
    return numbers.length <= version.length && numbers.every((number, index) => number === version[index]);
  });
  return fitting.toSorted((a, b) => b.cycle.length - a.cycle.length)[0];
}

const numbersOfCycle = once(({ cycle }: Lifetime) => numbersOf(cycle));

const products = lazily((): readonly Product[] =>
  tableOf(productLines).map(([product = '', repositories = '', cycles = '']) => ({
    name: product,
    repositories: wordsOf(repositories),
    lifetimes: wordsOf(cycles).map((text) => {
      const [cycle = '', end = '', extendedEnd] = text.split('=');
      return { product, cycle, end, extendedEnd };
    }),
  })),
);

const byRepository = lazily(() => {
  const found = new Map<string, Product[]>();
  for (const product of products()) {
    for (const repository of product.repositories) found.set(repository, [...(found.get(repository) ?? []), product]);
  }
  return found;
});

/** The programs that a repository is of; named as `repositoryName` does it. */
function productsOf(repository: string): readonly Product[] {
  return byRepository().get(repository) ?? [];
}

function tableOf(lines: string): readonly (readonly string[])[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
}

function wordsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}
