// What a command does to files: which paths it makes, changes and removes.

import { fetchOf } from '../../shell/commands/fetchers.ts';
import { packageCommand } from '../../shell/commands/package-managers.ts';
import type { Command, Compound } from '../../shell/tree.ts';
import { ARCHIVE_READERS } from './archive-effects.ts';
import { COPY_READERS } from './copy-effects.ts';
import { type Effect, effect, type EffectReader, type Effects, NO_EFFECTS, UNKNOWN_EFFECTS } from './effect.ts';
import { FETCH_READERS } from './fetch-effects.ts';
import { FILE_READERS } from './file-effects.ts';
import { literalPath, namedPath, textIn } from './named-path.ts';
import type { Place } from './place.ts';
import { cacheFolders, cachesEmptiedBy, cachesFilledBy } from './tool-caches.ts';

const READERS: ReadonlyMap<string, EffectReader> = new Map([
  ...FILE_READERS,
  ...COPY_READERS,
  ...ARCHIVE_READERS,
  ...FETCH_READERS,
  ['ldconfig', edits('/etc/ld.so.cache')],
  ['locale-gen', edits('/usr/lib/locale/locale-archive')],
  ['update-ca-certificates', edits('/etc/ssl/certs/ca-certificates.crt')],
  ['addgroup', edits('/etc/group')],
  ['adduser', edits('/etc/passwd', '/etc/group', '/etc/shadow')],
  ['chpasswd', edits('/etc/shadow')],
  ['groupadd', edits('/etc/group')],
  ['passwd', edits('/etc/shadow')],
  ['useradd', edits('/etc/passwd', '/etc/group', '/etc/shadow')],
  ['usermod', edits('/etc/passwd', '/etc/group')],
]);

/** They change only the shell's own state, ask, compute, or write to their standard output. */
const HARMLESS: ReadonlySet<string> = new Set(
  `: . [ alias apt-cache apt-config arch b2sum base64 basename break cat cd cmp command comm continue cut date declare df diff
  dirname dpkg-architecture dpkg-query du echo egrep env eval exit export expr false fgrep file free getconf getent grep
  groups hash head hostname id jq kill ldd less let local locale ls lsb_release md5sum more nl nm nproc objdump od
  popd printenv printf ps pushd pwd read readelf readlink readonly realpath return rev scanelf seq set sha1sum sha224sum
  sha256sum sha384sum sha512sum shasum shift sleep sort source stat sync tail test time tr trap true tty type ulimit
  umask uname uniq unset uptime wait wc which who whoami xxd yes`.split(/\s+/),
);

/** Files that a tool is known to change; it changes others too, whose names depend. */
function edits(...paths: readonly string[]): EffectReader {
  return (command, place) => {
    const { nameWord: word } = command;
    if (word === undefined) return UNKNOWN_EFFECTS;
    return { effects: paths.map((path) => effect('edit', literalPath(path, word, place), command)), complete: false };
  };
}

/**
 * What `command` does to files where it runs in `place`, its redirections included. Undefined for a command that nobody here
 * knows. Commands in its substitutions and nested scripts are commands of their own.
 */
export function effectsOf(command: Command, place: Place): Effects | undefined {
  const redirected = redirectionEffects(command, place);
  const own = ownEffects(command, placeOfUser(command, place));
  if (own === undefined) return redirected.length > 0 ? { effects: redirected, complete: false } : undefined;
  return redirected.length === 0 ? own : { effects: [...redirected, ...own.effects], complete: own.complete };
}

const AS_OTHERS: ReadonlySet<string> = new Set(['doas', 'gosu', 's6-setuidgid', 'su-exec', 'sudo']);

/** Another user has another home. */
function placeOfUser({ wrappers, assignments }: Command, place: Place): Place {
  const given = assignments.findLast(({ name }) => name === 'HOME');
  if (given !== undefined) return { ...place, home: textIn(given.value, place) };
  return wrappers.some((name) => AS_OTHERS.has(name)) ? { ...place, home: undefined } : place;
}

function ownEffects(command: Command, place: Place): Effects | undefined {
  const { name, nameWord, wrappers } = command;
  if (nameWord === undefined) return NO_EFFECTS;
  if (name === undefined) return undefined;
  if (HARMLESS.has(name)) return NO_EFFECTS;
  const kept = cacheEffects(command, place);
  const own = READERS.get(name)?.(command, place) ?? (isQuiet(command) ? NO_EFFECTS : undefined);
  if (own === undefined) return kept.length > 0 ? { effects: kept, complete: false } : undefined;
  return { effects: [...own.effects, ...kept], complete: own.complete && !wrappers.includes('xargs') };
}

/** `apt-get clean`, `pip cache purge`: nothing but a cache is touched; also programs asked only for their version. */
function isQuiet(command: Command): boolean {
  const { args } = command;
  const [only] = args;
  if (args.length === 1 && /^(?:--?version|-V|--help)$/.test(only?.value ?? '')) return true;
  return packageCommand(command)?.action === 'clean';
}

function cacheEffects(command: Command, place: Place): readonly Effect[] {
  const { nameWord: word } = command;
  if (word === undefined || command.name === 'rm' || command.name === 'find') return [];
  const emptied = cachesEmptiedBy(command, place).map(({ cache, part }) => ({ cache, kind: 'remove' as const, part }));
  const filled = cachesFilledBy(command, place).map((cache) => ({ cache, kind: 'extract' as const, part: undefined }));
  return [...filled, ...emptied].flatMap(({ cache, kind, part }) =>
    cacheFolders(cache, place).flatMap(({ text, isCertain }) => {
      if (!isCertain || text === '') return [];
      const target = { ...literalPath(text, word, place), isFolder: true };
      const reach = part === 'some' ? 'some' : 'below';
      return [effect(kind, target, command, { by: 'cache', reach })];
    }),
  );
}

/** What the redirections of `node` write, a command or a compound; devices do not count. */
export function redirectionEffects(node: Command | Compound, place: Place): readonly Effect[] {
  return node.redirects.flatMap(({ operator, descriptor, target }) => {
    if (target === undefined || !operator.includes('>')) return [];
    if (operator === '>&' && !/^[^\d-]/.test(target.literalPrefix)) return [];
    if (/^\/(?:dev|proc)\//.test(target.literalPrefix)) return [];
    const kind = operator.includes('>>') || operator === '<>' ? 'edit' : 'write';
    const isDownload = descriptor === 1 && node.type === 'command' && fetchOf(node) !== undefined;
    return [effect(kind, namedPath(target, place), node, { by: isDownload ? 'download' : 'redirect' })];
  });
}
