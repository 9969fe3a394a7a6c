// Archives that a script unpacks and leaves behind.

import { hasOption, parseOptions } from '../shell/options.ts';
import type { ShellScript } from '../shell/tree.ts';
import type { Effect } from './commands/effect.ts';
import { type NamedPath, namedPath } from './commands/named-path.ts';
import { names, namesAround } from './commands/path-match.ts';
import type { Place } from './commands/place.ts';
import { type CommandEffects, effectsIn } from './commands/script-effects.ts';

export interface LeftArchive {
  /** As it is written. */
  readonly write: Effect;
  /** As what unpacks or installs it names it. */
  readonly use: NamedPath;
}

interface Open {
  readonly write: Effect;
  use: NamedPath | undefined;
}

/** More downloads than these no RUN has. */
const MOST_OPEN = 50;

/** What `script` downloads, unpacks or installs, and never removes. Where something may remove it that nobody can read, nothing. */
export function leftArchives(script: ShellScript, place: Place): readonly LeftArchive[] {
  if (!script.complete || script.commands.some(({ name }) => name === 'trap')) return [];
  const open = new Map<string, Open>();
  for (const done of effectsIn(script, place)) {
    for (const effect of done.effects) {
      if (effect.kind === 'write' && effect.by === 'download' && open.size < MOST_OPEN) {
        open.set(effect.target.text, { write: effect, use: undefined });
      } else if (effect.kind === 'remove' || effect.kind === 'link') {
        for (const [text, { write }] of [...open]) if (mayRemove(effect, write.target)) open.delete(text);
      }
      if (effect.kind === 'extract' && effect.source !== undefined) noteUse(open, effect.source);
    }
    for (const file of installedBy(done)) noteUse(open, file);
  }
  return [...open.values()].flatMap(({ write, use }) => (use === undefined ? [] : [{ write, use }]));
}

function noteUse(open: ReadonlyMap<string, Open>, file: NamedPath): void {
  const entry = open.get(file.text);
  if (entry !== undefined) entry.use = file;
}

function mayRemove({ target, reach }: Effect, file: NamedPath): boolean {
  if (target.text === file.text || file.text.startsWith(`${target.text}/`)) return true;
  if (target.path === undefined || file.path === undefined) return target.hasWildcard || target.path === undefined;
  return names(target, file.path) || (reach !== 'path' && namesAround(target, file.path));
}

const NO_VALUES = { withValue: new Set<string>() };

/** The files of packages that a command installs. */
function installedBy({ command, place }: CommandEffects): readonly NamedPath[] {
  if (command.type !== 'command') return [];
  const { name, args } = command;
  const options = parseOptions(args, NO_VALUES);
  const installs =
    (name === 'dpkg' && hasOption(options, '-i', '--install')) ||
    (name === 'rpm' && hasOption(options, '-i', '-U', '--install', '--upgrade')) ||
    (/^(?:apt|apt-get|dnf|yum|zypper|apk|gdebi)$/.test(name ?? '') &&
      options.operands.some(({ value }) => value === 'install' || value === 'add'));
  if (!installs) return [];
  return args.filter(({ text }) => /\.(?:apk|deb|rpm)["']?$/.test(text)).map((word) => namedPath(word, place));
}

/** The name of a package that only sets up a repository: some kilobytes. */
const SETUP = /(?:config|keyring|prod|release|repo(?:sitory)?|solutions|sources?)[^/]*\.(?:apk|deb|rpm)$/i;

/** Whether the archive is too small to matter. */
export function isSmall({ use }: LeftArchive): boolean {
  return SETUP.test(use.text);
}
