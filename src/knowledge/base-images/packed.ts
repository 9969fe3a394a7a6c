// The form in which the table of base images is kept: one line of JSON a repository, and what repeats in lines of its own.

import { lazily } from '../../syntax/lazily.ts';

/** What an image has at most one of; an empty value says that it has none. */
export interface Single {
  readonly status?: 'current' | 'archived';
  readonly os?: 'linux' | 'windows';
  /** `debian`, `alpine`, `windows`; `none` for an image of a program alone. */
  readonly distribution?: string;
  /** The distribution comes without shell and package manager. */
  readonly distroless?: true;
  readonly libc?: 'glibc' | 'musl' | 'none' | 'uclibc';
  /** What /bin/sh is. */
  readonly sh?: 'bash' | 'busybox' | 'dash' | 'none';
  /** `apt`, `apk`, `dnf`, `microdnf`, `none` … */
  readonly packageManager?: string;
  readonly user?: string;
  /** Windows: the account of a container where nothing sets a user. */
  readonly runsAs?: string;
  readonly workingDir?: string;
  readonly shell?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  /** `80/tcp` */
  readonly exposedPorts?: readonly string[];
  readonly volumes?: readonly string[];
  readonly stopSignal?: string;
  /** Without a test: there is none. */
  readonly healthcheck?: Healthcheck;
  /** The instructions without ONBUILD. */
  readonly onbuild?: readonly string[];
}

/** Times in nanoseconds; 0 is what Docker takes where nothing is given. */
export interface Healthcheck {
  readonly test: readonly string[];
  readonly interval: number;
  readonly timeout: number;
  readonly startPeriod: number;
  readonly retries: number;
}

/** One field, with its value or with some of its values. */
export interface Fact extends Single {
  /** `NAME=value`; the same for a label. */
  readonly env?: string;
  readonly label?: string;
  /** Names with blanks between them: their values differ by tag, or are not kept. */
  readonly varyingEnv?: string;
  readonly varyingLabels?: string;
  /** `name:uid:gid:home:shell name …`, unknown parts empty, those at the end left out. */
  readonly accounts?: string;
  /** Programs that are certain to be there, and certain not to be. */
  readonly tools?: string;
  readonly lacks?: string;
}

/** A kind of tag. */
export interface Variant {
  /** What its pattern takes out of the tag: `version`, `release`, `codename`. */
  readonly groups: Readonly<Record<string, string | undefined>>;
  /** `1.21 1.22.1..1.27 1.30..`: one version, from one to another, from one on. */
  readonly versions: string | null;
  /** Of the distribution; `<release>`, `<codename>`: that group. */
  readonly release: string | null;
  readonly codename: string | null;
  /** By release: the versions that are built on it, in the notation above; an empty one is a tag without a version. */
  readonly releases: Readonly<Record<string, string>> | null;
}

/** One set of facts, and the tags that they hold for. */
export interface Entry {
  readonly facts: readonly Fact[];
  /** Those that a tag is of; without a tag all, with nothing taken out. */
  variants(tag?: string): readonly Variant[];
}

/** The value, or the number of the line that has it. */
type Shared<Value> = Value | number;
type SharedList<Item> = Shared<readonly Shared<Item>[]>;

/** The fields of a variant in their order; what is empty at the end is left out. */
export type PackedVariant = readonly [
  /** Part of every tag that fits: to look for it spares most patterns, which take longer to compile than all else. */
  part: Shared<string>,
  /** A regular expression for the whole tag. */
  match: Shared<string>,
  versions?: Shared<string> | null,
  /** Tags that match and are not meant. */
  not?: SharedList<string> | null,
  release?: Shared<string> | null,
  codename?: Shared<string> | null,
  releases?: Shared<Readonly<Record<string, string>>> | null,
];

/** What the entries have in common is mostly a group of facts. */
export type PackedEntry = readonly [variants: SharedList<PackedVariant>, ...groups: readonly SharedList<Fact>[]];

export interface PackedTable {
  /** None for a repository that is not in the table. */
  entriesOf(repository: string): readonly Entry[];
  /** The names of all. */
  repositories(): readonly string[];
}

/**
 * Decodes a repository when it is asked for, and of its entries the facts that are asked for. `shared` has what
 * repositories have in common; each line of `repositories` begins with a name.
 */
export function openTable(shared: string, repositories: string): PackedTable {
  const lines = shared.split('\n');
  const text = `\n${repositories}\n`;
  const decoded = new Map<string, readonly Entry[]>();
  const patterns = new Map<string, RegExp>();

  function value<Value>(packed: Shared<Value>): Value {
    if (typeof packed !== 'number') return packed;
    const line: Value = JSON.parse(jsonOf(lines[packed]));
    return line;
  }

  function list<Item>(packed: SharedList<Item>): readonly Item[] {
    return value<readonly Shared<Item>[]>(packed).map((item) => value(item));
  }

  function read(repository: string): readonly Entry[] {
    const name = `\n${repository} `;
    const found = text.indexOf(name);
    if (found === -1) return [];
    const start = found + name.length;
    const entries: SharedList<PackedEntry> = JSON.parse(jsonOf(text.slice(start, text.indexOf('\n', start))));
    return list(entries).map(entryOf);
  }

  function entryOf([packedVariants, ...groups]: PackedEntry): Entry {
    const kinds = list(packedVariants).map(kindOf);
    const facts = lazily(() => groups.flatMap((group) => list(group)));
    return {
      get facts() {
        return facts();
      },
      variants: (tag) => kinds.flatMap((kind) => kind(tag) ?? []),
    };
  }

  /** Undefined where a tag is not of this kind. Nothing is decoded twice: completion asks for hundreds of tags. */
  function kindOf([part, match, versions, not, release, codename, releases]: PackedVariant) {
    const partOfAll = lazily(() => value(part));
    const pattern = lazily(() => patternOf(value(match)));
    const excluded = lazily(() => new Set(list(not ?? [])));
    const said = lazily(() => ({
      versions: value(versions ?? null),
      release: value(release ?? null),
      codename: value(codename ?? null),
      releases: value(releases ?? null),
    }));
    return (tag: string | undefined): Variant | undefined => {
      if (tag === undefined) return { groups: {}, ...said() };
      if (!tag.includes(partOfAll())) return undefined;
      const fit = pattern().exec(tag);
      return fit === null || excluded().has(tag) ? undefined : { groups: fit.groups ?? {}, ...said() };
    };
  }

  /** Repositories have patterns in common. */
  function patternOf(source: string): RegExp {
    const pattern = patterns.get(source) ?? new RegExp(`^(?:${source})$`);
    patterns.set(source, pattern);
    return pattern;
  }

  return {
    entriesOf(repository) {
      const entries = decoded.get(repository) ?? read(repository);
      decoded.set(repository, entries);
      return entries;
    },
    repositories: () => repositories.split('\n').map((line) => line.slice(0, line.indexOf(' '))),
  };
}

/** The lines have backticks for quotation marks and tildes for backslashes. */
function jsonOf(line = 'null'): string {
  return line.replaceAll('`', '"').replaceAll('~', '\\\\');
}
