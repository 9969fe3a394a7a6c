// What a script does later with what it downloads or installs: whether it would end where that is not there.

import { once } from './commands/once.ts';
import { packageCommand } from './commands/package-managers.ts';
import { workOf } from './commands/work.ts';
import { fileName } from './file-name.ts';
import { hasOption, parseOptions } from './options.ts';
import { statusFate } from './status.ts';
import type { Command, ShellScript, ShellWord } from './tree.ts';

/** Commands that take a file for what it is. PHP prints what is no PHP, and succeeds. */
const CARELESS: ReadonlySet<string> = new Set(
  `[ awk base64 cat cd chgrp chmod chown cp curl cut dd echo export find head install ln ls mkdir mv php printf rm sed
  sort stat sync tail tee test touch tr wget`.split(/\s+/),
);

/** They verify what somebody downloaded, whatever the name of the file in their arguments. */
const VERIFIERS: ReadonlySet<string> = new Set(
  'b2sum cosign gpgv md5sum minisign rhash sha1sum sha224sum sha256sum sha384sum sha512sum shasum'.split(' '),
);

/** Where package managers read from where they install. */
const PACKAGE_SOURCES = /\/etc\/(?:apt|apk|yum\.repos\.d|zypp)\//;
/** Where they read whom they trust: without the key they refuse the packages. */
const KEYRINGS = /\/(?:keyrings|trusted\.gpg\.d)\//;

/** Commands that succeed whatever they name. */
const TALKING: ReadonlySet<string> = new Set('cd echo export mkdir printf rm set touch'.split(' '));

/** The places of the last commands that name something, of those that end their script when they fail. */
export interface Mentions {
  /** Commands that fail on a wrong file, by the names of the files. */
  readonly readers: ReadonlyMap<string, number>;
  /** Commands by their names and by the names in their arguments, up to a version or extension. */
  readonly mentions: ReadonlyMap<string, number>;
}

interface Uses extends Mentions {
  /** Also those whose failure the script handles itself. */
  readonly verifier: number;
  readonly unpacker: number;
  readonly builder: number;
  /** `./install.sh`. */
  readonly local: number;
  readonly packageManager: number;
}

const usesOf = once(readUses);

/**
 * Whether something behind the place `after` ends the script, or compares a checksum or signature, where the file in
 * `path` is not what was to be downloaded. A name that is not known, such as `$FILE`, matches the same word; one that
 * nobody can know (undefined) matches any archive that is unpacked.
 */
export function isCheckedLater(path: string | undefined, after: number, script: ShellScript): boolean {
  const { readers, verifier, unpacker, packageManager } = usesOf(script);
  if (verifier > after) return true;
  if (path === undefined) return unpacker > after;
  if (KEYRINGS.test(path) || (PACKAGE_SOURCES.test(path) && packageManager > after)) return true;
  const name = fileName(path);
  return [name, ...patternsOf(name)].some((key) => (readers.get(key) ?? -1) > after);
}

/** Whether something is built behind `after`, which fails without what comes before it. */
export function isBuiltLater(after: number, script: ShellScript): boolean {
  return usesOf(script).builder > after;
}

/** Whether a program that lies below the working directory is run behind `after`. */
export function isLocalRunLater(after: number, script: ShellScript): boolean {
  return usesOf(script).local > after;
}

/** Whether something behind `after` ends the script where one of the programs or files `names` is missing. */
export function isNeededLater(names: readonly string[], after: number, script: ShellScript): boolean {
  return isNeededBehind(names, after, usesOf(script));
}

/** What several scripts of one Dockerfile name, taken together. */
export function mentionsIn(scripts: Iterable<ShellScript>): Mentions {
  const readers = new Map<string, number>();
  const mentions = new Map<string, number>();
  for (const script of scripts) {
    const uses = usesOf(script);
    for (const [name, place] of uses.readers) readers.set(name, Math.max(place, readers.get(name) ?? -1));
    for (const [name, place] of uses.mentions) mentions.set(name, Math.max(place, mentions.get(name) ?? -1));
  }
  return { readers, mentions };
}

/** The same over several scripts. */
export function isNeededBehind(names: readonly string[], after: number, { mentions }: Mentions): boolean {
  return names.some((name) => (mentions.get(stemOf(name)) ?? -1) > after);
}

/** Whether a command behind `after`, in any of the scripts, fails where the file in `path` is a wrong one. */
export function isReadBehind(path: string, after: number, { readers }: Mentions): boolean {
  return (readers.get(fileName(path)) ?? -1) > after;
}

/** `*`, `*.gz` and `*.tar.gz`. */
function patternsOf(name: string): readonly string[] {
  const [last, previous] = name.split('.').slice(1).toReversed();
  if (last === undefined) return ['*'];
  return previous === undefined ? ['*', `*.${last}`] : ['*', `*.${last}`, `*.${previous}.${last}`];
}

function readUses(script: ShellScript): Uses {
  const readers = new Map<string, number>();
  const mentions = new Map<string, number>();
  const last = { verifier: -1, unpacker: -1, builder: -1, local: -1, packageManager: -1 };
  for (const command of script.commands) {
    const { name = '', span } = command;
    const { start } = span;
    if (isVerifier(command)) last.verifier = start;
    if (statusFate(command, script) !== 'fatal') continue;
    const kind = workOf(command)?.kind;
    if (kind === 'unpack') last.unpacker = start;
    if (kind === 'build') last.builder = start;
    if (isRelative(command)) last.local = start;
    const manager = packageCommand(command);
    if (manager !== undefined) last.packageManager = start;
    const needsThem = !TALKING.has(name) && (manager === undefined || manager.action === 'install');
    for (const word of filesOf(command)) {
      const file = fileName(word.pattern ?? word.text);
      if (!CARELESS.has(name)) readers.set(file, start);
      if (needsThem || word === command.nameWord) mentions.set(stemOf(file), start);
    }
  }
  return { readers, mentions, ...last };
}

/** A name up to its version or extension: `pip` of `pip3.12`. */
function stemOf(name: string): string {
  return /^[A-Za-z_-]+/.exec(name)?.[0] ?? name;
}

function isRelative({ nameWord }: Command): boolean {
  return nameWord?.value !== undefined && /^[^/]+\//.test(nameWord.value);
}

function filesOf({ nameWord, args, redirects }: Command): readonly ShellWord[] {
  const inputs = redirects.flatMap(({ operator, target }) => (operator === '<' && target ? [target] : []));
  return [...(nameWord ? [nameWord] : []), ...args, ...inputs];
}

function isVerifier({ name, args }: Command): boolean {
  if (name === undefined) return false;
  if (VERIFIERS.has(name)) return true;
  const isGpg = name === 'gpg' || name === 'gpg2';
  if (isGpg) return hasOption(parseOptions(args, { withValue: new Set() }), '--verify');
  return name === 'openssl' && args[0]?.value === 'dgst';
}
