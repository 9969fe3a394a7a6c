// What the tools for single files and folders make, change and remove.

import { findOf, removesFound } from '../../shell/commands/find.ts';
import { hasOption, parseOptions } from '../../shell/options.ts';
import type { Command, ShellWord } from '../../shell/tree.ts';
import {
  type Effect,
  effect,
  type EffectKind,
  type EffectReader,
  type Effects,
  effectsOn,
  NO_EFFECTS,
  type Reach,
  UNKNOWN_EFFECTS,
  wordFrom,
} from './effect.ts';
import { literalPath, namedPaths, textIn } from './named-path.ts';
import type { Place } from './place.ts';

function values(...names: readonly string[]): { readonly withValue: ReadonlySet<string> } {
  return { withValue: new Set(names) };
}

/** Tools that do one thing to each of their operands. */
function onOperands(kind: EffectKind, ...withValue: readonly string[]): EffectReader {
  const spec = values(...withValue);
  return (command, place) => {
    const { operands } = parseOptions(command.args, spec);
    return effectsOn(operands, place, (target) => effect(kind, target, command));
  };
}

const remove: EffectReader = (command, place) => {
  const options = parseOptions(command.args, values());
  const reach: Reach = hasOption(options, '-r', '-R', '--recursive') ? 'tree' : 'path';
  return effectsOn(options.operands, place, (target) => effect('remove', target, command, { reach }));
};

const tee: EffectReader = (command, place) => {
  const options = parseOptions(command.args, values());
  const kind = hasOption(options, '-a', '--append') ? 'edit' : 'write';
  const files = options.operands.filter(({ literalPrefix }) => !literalPrefix.startsWith('/dev/'));
  return effectsOn(files, place, (target) => effect(kind, target, command));
};

/** `-x`, `-rwx`, `-w,o+r`: a mode that looks like an option. */
const MODE = /^-[rwxXst]+(?:,[^/]*)?$/;

const changeMode: EffectReader = (command, place) => setting('mode', command, place);
const changeOwner: EffectReader = (command, place) => setting('owner', command, place);

function setting(kind: 'mode' | 'owner', command: Command, place: Place): Effects {
  const { args } = command;
  const minus = kind === 'mode' ? args.find(({ value }) => value !== undefined && MODE.test(value)) : undefined;
  const rest = minus === undefined ? args : args.filter((word) => word !== minus);
  const options = parseOptions(rest, values('--from', '--reference'));
  const isGiven = minus === undefined && !hasOption(options, '--reference');
  const [first] = options.operands;
  const word = minus ?? (isGiven ? first : undefined);
  if (word === undefined && isGiven) return UNKNOWN_EFFECTS;
  const reach: Reach = hasOption(options, '-R', '--recursive') ? 'tree' : 'path';
  const more = { reach, setting: textIn(word, place) };
  const targets = options.operands.slice(Number(isGiven));
  return effectsOn(targets, place, (target) => effect(kind, target, command, more));
}

/** sed writes only with `-i`; with a suffix it keeps the old file under another name. */
const editStream: EffectReader = (command, place) => {
  const { args } = command;
  const inPlace = args.find(({ literalPrefix }) => /^(?:-[nrEsz]*i|--in-place)/.test(literalPrefix));
  if (inPlace === undefined) return NO_EFFECTS;
  const rest = args.filter((word) => word !== inPlace);
  const options = parseOptions(rest, values('-e', '-f', '-l', '--expression', '--file', '--line-length'));
  const hasScript = hasOption(options, '-e', '-f', '--expression', '--file');
  const files = options.operands.slice(Number(!hasScript));
  const edited = effectsOn(files, place, (target) => effect('edit', target, command));
  const keepsOld = !/^(?:-[nrEsz]*i|--in-place)$/.test(inPlace.text);
  return { effects: edited.effects, complete: edited.complete && !keepsOld };
};

/** `dd of=file`. */
const convert: EffectReader = (command, place) => {
  const target = command.args.find(({ literalPrefix }) => literalPrefix.startsWith('of='));
  if (target === undefined || target.literalPrefix.startsWith('of=/dev/')) return NO_EFFECTS;
  return effectsOn([wordFrom(target, 'of='.length)], place, (path) => effect('write', path, command));
};

/** What find deletes itself or has rm, chmod or chown do. */
const find: EffectReader = (command, place) => {
  const found = findOf(command);
  if (found === undefined) return undefined;
  const roots =
    found.roots.length > 0
      ? found.roots.flatMap((word) => namedPaths(word, place))
      : command.nameWord === undefined
        ? []
        : [literalPath('.', command.nameWord, place)];
  const kinds = [...(removesFound(found) ? ['remove' as const] : []), ...found.runs.flatMap(kindOf)];
  const reach: Reach = found.isFiltered ? 'some' : 'tree';
  const effects = roots.flatMap((target) => kinds.map((kind): Effect => effect(kind, target, command, { reach })));
  const isComplete = found.runs.every((words) => kindOf(words).length > 0 || /(?:^|\/)rm$/.test(words[0]?.value ?? ''));
  return { effects, complete: isComplete };
};

function kindOf([program]: readonly ShellWord[]): readonly ('mode' | 'owner')[] {
  const name = program?.value?.replace(/^.*\//, '');
  if (name === 'chmod') return ['mode'];
  return name === 'chown' || name === 'chgrp' ? ['owner'] : [];
}

export const FILE_READERS: readonly (readonly [name: string, read: EffectReader])[] = [
  ['mkdir', onOperands('folder', '-m', '--mode')],
  ['touch', onOperands('write', '-d', '-r', '-t', '--date', '--reference', '--time')],
  ['truncate', onOperands('edit', '-s', '-r', '--size', '--reference')],
  ['strip', onOperands('edit', '-F', '-I', '-K', '-N', '-O', '-R', '-o')],
  ['setcap', (command, place) => effectsOn(command.args.slice(-1), place, (path) => effect('edit', path, command))],
  ['rmdir', onOperands('remove')],
  ['unlink', onOperands('remove')],
  ['shred', onOperands('edit', '-n', '-s', '--iterations', '--size')],
  ['rm', remove],
  ['tee', tee],
  ['chmod', changeMode],
  ['chown', changeOwner],
  ['chgrp', changeOwner],
  ['sed', editStream],
  ['dd', convert],
  ['find', find],
];
