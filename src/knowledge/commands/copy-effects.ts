// What cp, mv, ln and install put where.

import { hasOption, parseOptions } from '../../shell/options.ts';
import type { Command } from '../../shell/tree.ts';
import {
  type Effect,
  effect,
  type EffectKind,
  type EffectReader,
  type Effects,
  effectsOn,
  maySplit,
  optionPath,
  placedAt,
  type Reach,
  UNKNOWN_EFFECTS,
} from './effect.ts';
import { baseName, type NamedPath, namedPath, namedPaths } from './named-path.ts';
import type { Place } from './place.ts';

/** From the manuals of GNU coreutils and BusyBox. */
const COPY = { withValue: new Set(['-t', '-S', '--target-directory', '--suffix', '--sparse']) };
const INSTALL = {
  withValue: new Set([
    ...['-g', '-m', '-o', '-S', '-t'],
    ...['--group', '--mode', '--owner', '--strip-program', '--suffix', '--target-directory'],
  ]),
};

interface Transfer {
  readonly command: Command;
  readonly place: Place;
  readonly kind: EffectKind;
  readonly by: Effect['by'];
  /** Whole folders go along. */
  readonly isTree: boolean;
}

/** Where each of `sources` ends up in `target`. */
function transferred(
  sources: readonly NamedPath[],
  target: NamedPath,
  isFolder: boolean,
  { command, place, kind, by, isTree }: Transfer,
): readonly Effect[] {
  const isOneOfSeveral = isFolder || sources.length > 1 || sources.some(({ hasWildcard }) => hasWildcard);
  return sources.map((source) => {
    const name = /(?:^|\/)\.?$/.test(source.word.text) ? undefined : baseName(source);
    const put = placedAt(target, name, isOneOfSeveral, place);
    const reach: Reach = isTree && put.reach === 'path' ? 'tree' : put.reach;
    return effect(kind, put.target, command, { by, source, reach });
  });
}

function transfer(options: ReturnType<typeof parseOptions>, how: Transfer): Effects {
  const { place } = how;
  const folder = optionPath(options, place, '-t', '--target-directory');
  const operands = options.operands;
  const last = operands.at(-1);
  const sources = folder === undefined ? operands.slice(0, -1) : operands;
  if (last === undefined || sources.length === 0) return UNKNOWN_EFFECTS;
  const target = folder ?? namedPath(last, place);
  const paths = sources.flatMap((word) => namedPaths(word, place));
  const isExact = hasOption(options, '-T', '--no-target-directory');
  const effects = isExact
    ? paths.map((source) => effect(how.kind, target, how.command, { by: how.by, source, reach: reachOf(how) }))
    : transferred(paths, target, folder !== undefined, how);
  return { effects, complete: !operands.some((word) => maySplit(word, place)) };
}

function reachOf({ isTree }: Transfer): Reach {
  return isTree ? 'tree' : 'path';
}

const copy: EffectReader = (command, place) => {
  const options = parseOptions(command.args, COPY);
  if (hasOption(options, '--parents')) return UNKNOWN_EFFECTS;
  const isTree = hasOption(options, '-r', '-R', '-a', '-d', '--recursive', '--archive');
  return transfer(options, { command, place, kind: 'write', by: 'copy', isTree });
};

/** Takes away what it moves. */
const move: EffectReader = (command, place) => {
  const options = parseOptions(command.args, COPY);
  const moved = transfer(options, { command, place, kind: 'write', by: 'move', isTree: true });
  const removed = moved.effects.flatMap(({ source }) => {
    return source === undefined ? [] : [effect('remove', source, command, { by: 'move', reach: 'tree' })];
  });
  return { effects: [...removed, ...moved.effects], complete: moved.complete };
};

/** The first operand is what the link says, seen from where the link lies. */
const link: EffectReader = (command, place) => {
  const options = parseOptions(command.args, COPY);
  const [only, ...others] = options.operands;
  if (only === undefined) return UNKNOWN_EFFECTS;
  const how: Transfer = { command, place, kind: 'link', by: 'tool', isTree: false };
  if (others.length > 0 || hasOption(options, '-t', '--target-directory')) return transfer(options, how);
  const source = namedPath(only, place);
  const name = baseName(source);
  const here = namedPath({ ...only, text: './', value: './', pattern: './', literalPrefix: './' }, place);
  if (name === undefined) return UNKNOWN_EFFECTS;
  return { effects: [effect('link', placedAt(here, name, true, place).target, command, { source })], complete: true };
};

const install: EffectReader = (command, place) => {
  const options = parseOptions(command.args, INSTALL);
  if (hasOption(options, '-d', '--directory')) {
    return effectsOn(options.operands, place, (target) => effect('folder', target, command));
  }
  return transfer(options, { command, place, kind: 'write', by: 'copy', isTree: false });
};

/** rsync puts what a folder with a slash behind it holds into the target, which it takes for a folder. */
const synchronise: EffectReader = ({ args, ...command }, place) => {
  const options = parseOptions(args, {
    withValue: new Set(['-e', '-f', '--exclude', '--include', '--filter', '--rsh']),
  });
  const target = options.operands.at(-1);
  if (options.operands.length < 2 || target === undefined || target.literalPrefix.includes(':')) return UNKNOWN_EFFECTS;
  const path = namedPath(target, place);
  return { effects: [effect('extract', path, { args, ...command }, { by: 'copy', reach: 'below' })], complete: true };
};

export const COPY_READERS: readonly (readonly [name: string, read: EffectReader])[] = [
  ['cp', copy],
  ['mv', move],
  ['ln', link],
  ['install', install],
  ['rsync', synchronise],
];
