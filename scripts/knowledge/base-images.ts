// From the facts about base images to the lines of src/knowledge/base-images/table.ts.

import type { Fact, Healthcheck, PackedEntry, PackedVariant, Single } from '../../src/knowledge/base-images/packed.ts';
import { parseDuration } from '../../src/syntax/go/duration.ts';
import { share } from './share.ts';

/** An entry as the sources have it; what is not named here is not kept. */
export interface SourceEntry {
  readonly repository: string;
  readonly alsoAs?: readonly string[];
  readonly variants: readonly SourceVariant[];
  readonly status: 'current' | 'archived';
  readonly lastListed?: string;
  readonly os: 'linux' | 'windows';
  readonly distribution?: { readonly name: string; readonly distroless?: boolean };
  readonly libc?: 'glibc' | 'musl' | 'none' | 'uclibc';
  readonly sh?: 'dash' | 'bash' | 'busybox ash' | 'none' | '/busybox/sh only';
  readonly packageManager?: string;
  readonly user?: string;
  readonly runsAs?: string;
  readonly workingDir?: string;
  readonly shell?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly exposedPorts?: readonly string[];
  readonly volumes?: readonly string[];
  readonly stopSignal?: string;
  readonly healthcheck?: string;
  readonly onbuild?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly envVarying?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly labelsVarying?: readonly string[];
  readonly users?: readonly Account[];
  readonly tools?: readonly string[];
  readonly lacks?: readonly string[];
  /** Fields known to be empty. */
  readonly unset?: readonly string[];
}

export interface SourceVariant {
  readonly match: string;
  readonly versions?: Range | readonly Range[];
  readonly not?: readonly string[];
  readonly release?: string;
  readonly codename?: string;
  readonly releases?: Readonly<Record<string, readonly string[]>>;
}

type Range = { readonly only: string } | { readonly from: string; readonly to?: string };

interface Account {
  readonly name: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly home?: string;
  readonly shell?: string;
}

/** The lines that `PackedTable` reads. */
export interface PackedImages {
  readonly shared: readonly string[];
  readonly repositories: readonly string[];
}

export function packBaseImages(entries: readonly SourceEntry[]): PackedImages {
  const byName = new Map<string, PackedEntry[]>();
  for (const entry of entries) {
    const packed: PackedEntry = [entry.variants.map(variantOf), ...factsOf(entry)];
    for (const name of [entry.repository, ...(entry.alsoAs ?? [])]) {
      byName.set(name, [...(byName.get(name) ?? []), packed]);
    }
  }
  const { lines, values } = share([...byName.values()]);
  return { shared: lines, repositories: [...byName.keys()].map((name, index) => `${name} ${values[index]}`) };
}

function variantOf({ match, versions, not, release, codename, releases }: SourceVariant): PackedVariant {
  const ranges = versions === undefined ? [] : [versions].flat();
  const byRelease = Object.entries(releases ?? {}).map(([name, list]) => [name, list.join(' ')] as const);
  const rest = [
    ranges.length === 0 ? null : ranges.map(rangeOf).join(' '),
    not ?? null,
    release ?? null,
    codename ?? null,
    byRelease.length === 0 ? null : Object.fromEntries(byRelease),
  ] as const;
  const length = rest.findLastIndex((field) => field !== null) + 1;
  return [requiredText(match), match, ...rest.slice(0, length)] as unknown as PackedVariant;
}

/** The longest plain text that is in whatever the pattern matches, as far as it stands outside of groups. */
function requiredText(pattern: string): string {
  let depth = 0;
  let run = '';
  const runs = [''];
  for (const [token] of pattern.matchAll(/\\.|\[(?:\\.|[^\]])*\]|\{[^}]*\}|[^]/g)) {
    if (token === '|' && depth === 0) return '';
    if (depth === 0 && /^(?:[\w/-]|\\[^\w])$/.test(token)) {
      run += token.at(-1);
      continue;
    }
    runs.push(/^[?*{]/.test(token) ? run.slice(0, -1) : run);
    run = '';
    if (token === '(') depth++;
    if (token === ')') depth--;
  }
  return [...runs, run].toSorted((a, b) => b.length - a.length)[0] ?? '';
}

function rangeOf(range: Range): string {
  return 'only' in range ? range.only : `${range.from}..${range.to ?? ''}`;
}

/** Groups of facts; those of a group are often the same in several entries. */
export function factsOf(entry: SourceEntry): readonly (readonly Fact[])[] {
  const { env = {}, labels = {}, users = [], tools = [], lacks = [] } = entry;
  const hiddenLabels = Object.keys(labels).filter((name) => labels[name] === '<text>');
  const known = Object.entries(labels).filter(([name]) => !hiddenLabels.includes(name));
  const groups = [
    systemOf(entry),
    configOf(entry),
    Object.entries(env).map(([name, value]) => ({ env: `${name}=${unescaped(value, entry)}` })),
    words(entry.envVarying).map((varyingEnv) => ({ varyingEnv })),
    known.map(([name, value]) => ({ label: `${name}=${value}` })),
    words([...hiddenLabels, ...(entry.labelsVarying ?? [])]).map((varyingLabels) => ({ varyingLabels })),
    words(users.map(accountOf)).map((accounts) => ({ accounts })),
    words([...tools, ...(entry.sh === '/busybox/sh only' ? ['sh'] : [])]).map((tool) => ({ tools: tool })),
    words(lacks).map((tool) => ({ lacks: tool })),
  ] satisfies readonly (readonly Fact[])[];
  return groups.filter(({ length }) => length > 0);
}

/** One text, or none. */
function words(list: readonly string[] = []): readonly string[] {
  if (list.some((word) => word.includes(' '))) throw new Error(`not one word: ${list.join(', ')}`);
  return list.length === 0 ? [] : [list.join(' ')];
}

function systemOf({ status, os, distribution, libc, sh, packageManager, unset = [] }: SourceEntry): readonly Single[] {
  const manager = unset.includes('packageManager') ? 'none' : packageManager;
  return [
    { status },
    { os },
    ...(distribution === undefined ? [] : [{ distribution: distribution.name }]),
    ...(distribution?.distroless === true ? [{ distroless: true } as const] : []),
    ...(libc === undefined ? [] : [{ libc }]),
    ...(sh === undefined ? [] : [{ sh: shOf(sh) }]),
    ...(manager === undefined ? [] : [{ packageManager: manager }]),
  ];
}

/** What is at /bin/sh. */
function shOf(sh: NonNullable<SourceEntry['sh']>): 'dash' | 'bash' | 'busybox' | 'none' {
  if (sh === 'busybox ash') return 'busybox';
  return sh === '/busybox/sh only' ? 'none' : sh;
}

function configOf(entry: SourceEntry): readonly Single[] {
  const isUnset = (key: string): boolean => entry.unset?.includes(key) === true;
  const texts = (['user', 'runsAs', 'workingDir', 'stopSignal'] as const).flatMap((key) => {
    const text = entry[key] ?? (isUnset(key) ? '' : undefined);
    return text === undefined ? [] : [{ [key]: unescaped(text, entry) }];
  });
  const lists = (['shell', 'entrypoint', 'cmd', 'exposedPorts', 'volumes', 'onbuild'] as const).flatMap((key) => {
    const list = entry[key] ?? (isUnset(key) ? [] : undefined);
    return list === undefined ? [] : [{ [key]: list.map((item) => unescaped(item, entry)) }];
  });
  const healthchecks =
    entry.healthcheck !== undefined || isUnset('healthcheck') ? [healthcheckOf(entry.healthcheck)] : [];
  return [...texts, ...lists, ...healthchecks.map((healthcheck) => ({ healthcheck }))];
}

/** `--interval=3s --retries=3 CMD ["check"]`; without a text nothing is checked. */
function healthcheckOf(text = ' CMD []'): Healthcheck {
  const option = (name: string): string => new RegExp(`--${name}=(\\S+)`).exec(text)?.[1] ?? '0';
  const nanoseconds = (name: string): number => {
    const duration = parseDuration(option(name));
    return duration.ok ? Number(duration.value) : 0;
  };
  const command: readonly string[] = JSON.parse(text.slice(text.indexOf(' CMD ') + ' CMD '.length));
  return {
    test: command.length === 0 ? [] : ['CMD', ...command],
    interval: nanoseconds('interval'),
    timeout: nanoseconds('timeout'),
    startPeriod: nanoseconds('start-period'),
    retries: Number(option('retries')),
  };
}

/** Paths of Windows as the image has them; the sources kept the escape character of the Dockerfile. */
function unescaped(text: string, { os }: SourceEntry): string {
  return os === 'windows' && /^[A-Za-z]:\\\\/.test(text) ? text.replaceAll('\\\\', '\\') : text;
}

function accountOf({ name, uid, gid, home, shell }: Account): string {
  return [name, uid ?? '', gid ?? '', home ?? '', shell ?? ''].join(':').replace(/:+$/, '');
}
