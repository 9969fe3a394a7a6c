// What tar, unzip and their like unpack, and where.

import { findOption, hasOption, parseOptions } from '../../shell/options.ts';
import type { Command, ShellWord } from '../../shell/tree.ts';
import {
  effect,
  type EffectReader,
  type Effects,
  effectsOn,
  NO_EFFECTS,
  optionPath,
  UNKNOWN_EFFECTS,
} from './effect.ts';
import { literalPath, type NamedPath, namedPath, namedPaths } from './named-path.ts';
import type { Place } from './place.ts';

interface TarCommand {
  readonly mode: 'extract' | 'create' | 'other';
  readonly archive: ShellWord | undefined;
  readonly folders: readonly ShellWord[];
  /** It writes to the standard output, or to absolute paths. */
  readonly isElsewhere: boolean;
  readonly isCertain: boolean;
}

/** From the manuals of GNU tar, bsdtar and BusyBox. */
const TAR = {
  withValue: new Set([
    ...['-b', '-C', '-f', '-F', '-g', '-H', '-I', '-K', '-L', '-N', '-T', '-V', '-X'],
    ...['--directory', '--exclude', '--exclude-from', '--file', '--files-from', '--format', '--group', '--mode'],
    ...[
      '--mtime',
      '--one-top-level',
      '--owner',
      '--sort',
      '--strip-components',
      '--transform',
      '--use-compress-program',
    ],
  ]),
};

/** Letters of the old style that take the next word: `tar xzfC archive folder`. */
const OLD_STYLE_VALUES = 'bCfFgHIKLNTVX';

function readTar({ args }: Command): TarCommand {
  const [first, ...rest] = args;
  const letters = first?.value ?? '';
  if (first === undefined || !/^[A-Za-z]+$/.test(letters)) return readModernTar(args);
  const words: ShellWord[] = [];
  for (const letter of letters) {
    words.push(plainWord(first, `-${letter}`));
    const value = OLD_STYLE_VALUES.includes(letter) ? rest.shift() : undefined;
    if (value !== undefined) words.push(value);
  }
  return readModernTar([...words, ...rest]);
}

function plainWord(word: ShellWord, text: string): ShellWord {
  return { ...word, text, value: text, pattern: text, literalPrefix: text };
}

function readModernTar(args: readonly ShellWord[]): TarCommand {
  const options = parseOptions(args, TAR);
  const wordsOf = (...names: readonly string[]): ShellWord[] =>
    options.options.flatMap(({ name, value, valueWord, word }) => {
      if (!names.includes(name) || valueWord === undefined) return [];
      return valueWord !== word || value === undefined ? [valueWord] : [plainWord(valueWord, value)];
    });
  const extracts = hasOption(options, '-x', '--extract', '--get');
  const creates = hasOption(options, '-c', '--create');
  return {
    mode: extracts ? 'extract' : creates ? 'create' : 'other',
    archive: wordsOf('-f', '--file').at(-1),
    folders: wordsOf('-C', '--directory', '--cd'),
    isElsewhere: hasOption(options, '-O', '--to-stdout', '-P', '--absolute-names', '--one-top-level'),
    isCertain: extracts || creates || hasOption(options, '-t', '--list', '--version', '--help'),
  };
}

const tar: EffectReader = (command, place) => {
  const { mode, archive, folders, isElsewhere, isCertain } = readTar(command);
  const file = archive === undefined || archive.value === '-' ? undefined : namedPath(archive, place);
  switch (mode) {
    case 'extract': {
      if (isElsewhere) return UNKNOWN_EFFECTS;
      const target = folderOf(folders, command, place);
      if (target === undefined) return UNKNOWN_EFFECTS;
      return unpacked(command, target, file);
    }
    case 'create':
      if (file === undefined) return NO_EFFECTS;
      return { effects: [effect('write', file, command, { by: 'archive' })], complete: true };
    case 'other':
      return isCertain ? NO_EFFECTS : UNKNOWN_EFFECTS;
    default:
      return mode satisfies never;
  }
};

/** Each `-C` is seen from the one before. */
function folderOf(folders: readonly ShellWord[], command: Command, place: Place): NamedPath | undefined {
  let folder = command.nameWord && literalPath('.', command.nameWord, place);
  for (const word of folders) folder = namedPath(word, { ...place, directory: folder?.path });
  return folder;
}

function unpacked(command: Command, target: NamedPath, source: NamedPath | undefined): Effects {
  return { effects: [effect('extract', target, command, { by: 'archive', reach: 'below', source })], complete: true };
}

function here(command: Command, place: Place): NamedPath | undefined {
  return command.nameWord && literalPath('.', command.nameWord, place);
}

const unzip: EffectReader = (command, place) => {
  const options = parseOptions(command.args, { withValue: new Set(['-d', '-P', '-x']) });
  const [archive] = options.operands;
  if (archive === undefined || hasOption(options, '-l', '-p', '-t', '-v', '-z', '-Z')) return NO_EFFECTS;
  const target = optionPath(options, place, '-d') ?? here(command, place);
  return target === undefined ? UNKNOWN_EFFECTS : unpacked(command, target, namedPath(archive, place));
};

const SUFFIX = /\.(?:gz|bz2|xz|lzma|zst|Z)$/;

/** gunzip and its like put a file in the place of another; `suffix` is what they put behind the name of what they pack. */
function singleFile(suffix: string, unpacks: boolean, keepsByDefault = false): EffectReader {
  return (command, place) => {
    const options = parseOptions(command.args, { withValue: new Set(['-S', '-T', '--suffix', '--threads']) });
    if (hasOption(options, '-c', '-l', '-t', '--stdout', '--to-stdout', '--list', '--test')) return NO_EFFECTS;
    if (hasOption(options, '-r', '--recursive', '-S', '--suffix')) return UNKNOWN_EFFECTS;
    const isUnpacking = unpacks || hasOption(options, '-d', '--decompress', '--uncompress');
    const keeps = keepsByDefault ? !hasOption(options, '--rm') : hasOption(options, '-k', '--keep');
    const renamed = (path: string): string => (isUnpacking ? path.replace(SUFFIX, '') : path + suffix);
    if (isUnpacking && !options.operands.every(({ text }) => SUFFIX.test(text.replace(/["']$/, ''))))
      return UNKNOWN_EFFECTS;
    return effectsOn(options.operands, place, (source) => {
      const target = { ...source, path: source.path && renamed(source.path), text: renamed(source.text) };
      const removed = keeps ? [] : [effect('remove', source, command, { by: 'archive' })];
      return [...removed, effect('write', target, command, { by: 'archive', source })];
    });
  };
}

/** `7z x archive -ofolder`. */
const sevenZip: EffectReader = (command, place) => {
  const [action, archive, ...rest] = command.args;
  if (action?.value !== 'x' && action?.value !== 'e') return UNKNOWN_EFFECTS;
  if (archive === undefined || archive.literalPrefix.startsWith('-')) return UNKNOWN_EFFECTS;
  const output = findOption(parseOptions(rest, { withValue: new Set(['-o']) }), '-o')?.value;
  const folder = output === undefined ? here(command, place) : literalPath(output, archive, place);
  const isKnown = output !== undefined || !rest.some(({ literalPrefix }) => literalPrefix.startsWith('-o'));
  return folder === undefined || !isKnown ? UNKNOWN_EFFECTS : unpacked(command, folder, namedPath(archive, place));
};

/** `dpkg -x package folder` and `dpkg-deb -x`; what an installation writes is not known. */
const debian: EffectReader = (command, place) => {
  const options = parseOptions(command.args, { withValue: new Set() });
  if (hasOption(options, '-x', '-X', '-R', '--extract', '--raw-extract')) {
    const [archive, folder] = options.operands;
    if (archive === undefined || folder === undefined) return UNKNOWN_EFFECTS;
    return unpacked(command, namedPath(folder, place), namedPath(archive, place));
  }
  const asks = [
    '-l',
    '-L',
    '-s',
    '-S',
    '-c',
    '-I',
    '-f',
    '-W',
    '--list',
    '--print-architecture',
    '--contents',
    '--field',
  ];
  return hasOption(options, ...asks, '--compare-versions', '--listfiles', '--status', '--search', '--info')
    ? NO_EFFECTS
    : UNKNOWN_EFFECTS;
};

const zip: EffectReader = (command, place) => {
  const [archive] = parseOptions(command.args, { withValue: new Set(['-b', '-n', '-P', '-t']) }).operands;
  if (archive === undefined) return UNKNOWN_EFFECTS;
  const effects = namedPaths(archive, place).map((target) => effect('write', target, command, { by: 'archive' }));
  return { effects, complete: true };
};

export const ARCHIVE_READERS: readonly (readonly [name: string, read: EffectReader])[] = [
  ['tar', tar],
  ['bsdtar', tar],
  ['gtar', tar],
  ['unzip', unzip],
  ['zip', zip],
  ['gzip', singleFile('.gz', false)],
  ['gunzip', singleFile('.gz', true)],
  ['bzip2', singleFile('.bz2', false)],
  ['bunzip2', singleFile('.bz2', true)],
  ['xz', singleFile('.xz', false)],
  ['unxz', singleFile('.xz', true)],
  ['zstd', singleFile('.zst', false, true)],
  ['unzstd', singleFile('.zst', true, true)],
  ['7z', sevenZip],
  ['7za', sevenZip],
  ['7zr', sevenZip],
  ['dpkg', debian],
  ['dpkg-deb', debian],
];
