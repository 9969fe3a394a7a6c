// What a command does to files.

import { findOption, type Option, type ParsedOptions } from '../../shell/options.ts';
import type { Command, Compound, ShellWord } from '../../shell/tree.ts';
import { type NamedPath, namedPath, namedPaths, pathBelow, textIn } from './named-path.ts';
import type { Place } from './place.ts';

/** `write` makes a file or all of it new, `edit` changes some of it, `extract` puts files of unknown names into a folder. */
export type EffectKind = 'folder' | 'write' | 'edit' | 'link' | 'extract' | 'remove' | 'mode' | 'owner';

/** What the files come from; `cache` is what a package manager keeps for itself. */
export type EffectCause = 'download' | 'copy' | 'move' | 'archive' | 'clone' | 'redirect' | 'cache' | 'tool';

/**
 * What of the target is meant. `path`: itself. `tree`: it and all below it. `below`: files in it whose names are not known.
 * `some`: of it and what is below it, what a condition picks: `find / -name '*.pyc' -delete`. `either`: itself or, where it
 * is a folder, files in it: `cp a b`.
 */
export type Reach = 'path' | 'tree' | 'below' | 'some' | 'either';

export interface Effect {
  readonly kind: EffectKind;
  readonly by: EffectCause;
  readonly target: NamedPath;
  readonly reach: Reach;
  /** Of a copy, a move or a link what it is made from; of `extract` the archive. */
  readonly source: NamedPath | undefined;
  /** The mode or the owner as written: `+x`, `app:app`; undefined where that is not known, and for other kinds. */
  readonly setting: string | undefined;
  /** A compound for its redirections. */
  readonly command: Command | Compound;
}

export interface Effects {
  readonly effects: readonly Effect[];
  /** The command does nothing else to files that matter in an image; `/dev`, `/proc` and a shell's own state do not count. */
  readonly complete: boolean;
}

/** Reads one command. Undefined where nothing can be said. */
export type EffectReader = (command: Command, place: Place) => Effects | undefined;

/** A command that changes no file. */
export const NO_EFFECTS: Effects = { effects: [], complete: true };
/** A command that changes files of which none is known. */
export const UNKNOWN_EFFECTS: Effects = { effects: [], complete: false };

export function effect(
  kind: EffectKind,
  target: NamedPath,
  command: Command | Compound,
  more: Partial<Pick<Effect, 'by' | 'reach' | 'source' | 'setting'>> = {},
): Effect {
  return { kind, by: 'tool', target, reach: 'path', source: undefined, setting: undefined, command, ...more };
}

/** One effect for each path that `words` name. */
export function effectsOn(
  words: readonly ShellWord[],
  place: Place,
  make: (target: NamedPath) => Effect | readonly Effect[],
): Effects {
  const effects = words.flatMap((word) => namedPaths(word, place)).flatMap(make);
  return { effects, complete: !words.some((word) => maySplit(word, place)) };
}

/** Whether `word` may turn out to be several words, or none. */
export function maySplit(word: ShellWord, place: Place): boolean {
  return word.splits && textIn(word, place) === undefined;
}

/** The value of the last option of these names, as a path. */
export function optionPath(options: ParsedOptions, place: Place, ...names: readonly string[]): NamedPath | undefined {
  const option = findOption(options, ...names);
  return option === undefined ? undefined : valuePath(option, place);
}

/** The value of an option, as a path: `file` of `-o file`, `-sofile` and `--output=file`. */
export function valuePath(option: Option, place: Place): NamedPath | undefined {
  const word = valueWordOf(option);
  return word === undefined ? undefined : namedPath(word, place);
}

/** The value of an option as a word of its own, also where it is attached to the option. */
export function valueWordOf({ name, value, valueWord, word }: Option): ShellWord | undefined {
  if (valueWord === undefined || valueWord !== word) return valueWord;
  const { pattern, literalPrefix } = word;
  if (pattern !== undefined && value !== undefined) return wordFrom(word, pattern.length - value.length);
  const start = name.startsWith('--') ? literalPrefix.indexOf('=') : literalPrefix.indexOf(name.slice(1), 1);
  return wordFrom(word, start + 1);
}

/** `word` without its first `length` characters, which are plain. */
export function wordFrom(word: ShellWord, length: number): ShellWord {
  const isQuoted = /^["']/.test(word.text);
  return {
    ...word,
    text: isQuoted ? word.text[0] + word.text.slice(length + 1) : word.text.slice(length),
    value: word.value?.slice(length),
    pattern: word.pattern?.slice(length),
    literalPrefix: word.literalPrefix.slice(length),
  };
}

/** Folders that every image has, or that are surely meant as such. */
const FOLDERS: ReadonlySet<string> = new Set(
  `/ /bin /boot /dev /etc /etc/profile.d /etc/ssl/certs /etc/yum.repos.d /home /lib /lib64 /media /mnt /opt /proc
  /root /run /sbin /srv /sys /tmp /usr /usr/bin /usr/include /usr/lib /usr/lib64 /usr/local /usr/local/bin /usr/local/etc /usr/local/include
  /usr/local/lib /usr/local/sbin /usr/local/share /usr/local/src /usr/sbin /usr/share /usr/share/keyrings /usr/src /var
  /var/cache /var/lib /var/log /var/tmp`.split(/\s+/),
);

/** Where something named `name` ends up that is put to `target`, as cp, mv, ln and install do it. */
export function placedAt(
  target: NamedPath,
  name: string | undefined,
  isOneOfSeveral: boolean,
  { directory }: Place,
): { readonly target: NamedPath; readonly reach: Reach } {
  const { path } = target;
  const isFolder = target.isFolder || isOneOfSeveral || (path !== undefined && FOLDERS.has(path));
  if (!isFolder && (path === undefined || path !== directory)) return { target, reach: 'either' };
  return name === undefined ? { target, reach: 'below' } : { target: pathBelow(target, name), reach: 'path' };
}
