// Which flags each instruction takes, and whether their values have the right form.

import type { Flag } from './ast.ts';
import type { Failure, Kind } from './node.ts';
import { didYouMean } from './suggest.ts';

/** `list` flags may be given several times. */
export type FlagType = 'string' | 'boolean' | 'list';

const NONE: Readonly<Record<string, FlagType>> = {};

/** The flags of each instruction (instructions/parse.go, commands_run*.go). ARG and STOPSIGNAL never look at theirs. */
export const FLAGS: Readonly<Record<Kind, Readonly<Record<string, FlagType>>>> = {
  Add: {
    checksum: 'string',
    chmod: 'string',
    chown: 'string',
    exclude: 'list',
    'keep-git-dir': 'boolean',
    link: 'boolean',
    unpack: 'boolean',
  },
  Arg: NONE,
  Cmd: NONE,
  Copy: { chmod: 'string', chown: 'string', exclude: 'list', from: 'string', link: 'boolean', parents: 'boolean' },
  Entrypoint: NONE,
  Env: NONE,
  Expose: NONE,
  From: { platform: 'string' },
  Healthcheck: {
    interval: 'string',
    retries: 'string',
    'start-interval': 'string',
    'start-period': 'string',
    timeout: 'string',
  },
  Label: NONE,
  Maintainer: NONE,
  Onbuild: NONE,
  Run: { device: 'list', mount: 'list', network: 'string', security: 'string' },
  Shell: NONE,
  Stopsignal: NONE,
  Unknown: NONE,
  User: NONE,
  Volume: NONE,
  Workdir: NONE,
};

/** The first flag that the builder refuses (instructions/bflag.go: Parse). */
export function flagFailure(kind: Kind, flags: readonly Flag[]): Failure | undefined {
  const table = FLAGS[kind];
  const used = new Set<string>();
  for (const flag of flags) {
    const message = flagError(flag, Object.hasOwn(table, flag.name) ? table[flag.name] : undefined, used, table);
    if (message !== undefined) return { message, span: flag.span };
    used.add(flag.name);
  }
  return undefined;
}

function flagError(
  { name, value }: Flag,
  type: FlagType | undefined,
  used: ReadonlySet<string>,
  table: Readonly<Record<string, FlagType>>,
): string | undefined {
  if (type === undefined) return `unknown flag: --${name}${didYouMean(name, Object.keys(table))}`;
  if (used.has(name) && type !== 'list') return `duplicate flag specified: --${name}`;
  if (type === 'boolean') {
    if (value?.text === '') return `missing a value on flag: --${name}`;
    const isBoolean = value === undefined || /^(?:true|false)$/i.test(value.text);
    return isBoolean ? undefined : `expecting boolean value for flag --${name}, not: ${value.text}`;
  }
  return value === undefined ? `missing a value on flag: --${name}` : undefined;
}

/** The last flag of that name, which is the one that counts. */
export function findFlag(flags: readonly Flag[], name: string): Flag | undefined {
  return flags.findLast((flag) => flag.name === name);
}

/** A flag that is given without a value, or with `true`. */
export function isFlagOn({ value }: Flag): boolean {
  return value === undefined || value.text.toLowerCase() === 'true';
}
