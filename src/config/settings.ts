// What the configurations of a Dockerfile and the command line say together.

import { relative, sep } from 'node:path';
import { type Ignores, leavesOut } from '../context/gitignore.ts';
import type { Rules } from '../lint/rule.ts';
import type { ImageAnswer } from '../model/image-source.ts';
import { UserError } from '../user-error.ts';
import type { Configuration, ConfigurationReader, Wishes } from './configuration.ts';
import { type ConfigurationFinder, foldersFrom } from './find.ts';
import { presetChanges, type PresetName } from './presets.ts';
import { changedRules, type RuleChange } from './rule-change.ts';
import type { FailLevel } from './written.ts';

/** What counts for one Dockerfile. */
export interface FileSettings {
  readonly rules: Rules;
  readonly isIgnored: boolean;
  readonly failOn: FailLevel | undefined;
  readonly targets: readonly string[];
  /** By normalized reference. */
  readonly baseImages: ReadonlyMap<string, ImageAnswer>;
}

/** A configuration and the folder that its patterns start from. */
export interface Placed {
  readonly configuration: Configuration;
  readonly folder: string;
}

/** What the command line says of all files; it wins over all configurations. */
export interface Overruling {
  /** In place of the presets that configurations extend. */
  readonly preset: PresetName | undefined;
  readonly changes: readonly RuleChange[];
}

/** The configurations for what lies in `folder`, the outermost first. Throws a `UserError` for two in one folder. */
export function configurationsFor(
  folder: string,
  find: ConfigurationFinder,
  read: ConfigurationReader,
  nameOf: (path: string) => string,
): readonly Placed[] {
  const placed: Placed[] = [];
  for (const each of foldersFrom(folder)) {
    const [path, another] = find(each);
    if (path === undefined) continue;
    if (another !== undefined) {
      throw new UserError(`"${nameOf(path)}" and "${nameOf(another)}" are both configurations: keep one of them`);
    }
    const configuration = read(path);
    placed.unshift({ configuration, folder: each });
    if (configuration.isRoot) break;
  }
  return placed;
}

/** Joins configurations, of which later ones win, for files at absolute paths; undefined is no file at all. */
export function settingsFrom(
  rules: Rules,
  { preset, changes: overruling }: Overruling,
): (configurations: readonly Placed[], path: string | undefined) => FileSettings {
  let last: { readonly parts: readonly (PresetName | Wishes)[]; readonly rules: Rules } | undefined;
  return (configurations, path) => {
    const wishes = configurations.flatMap((each) => partsFor(each.configuration, each.folder, path));
    const parts = preset === undefined ? wishes : [preset, ...wishes.filter((part) => typeof part === 'object')];
    // Neighbours mostly have the same configuration.
    if (last === undefined || !areSame(parts, last.parts)) {
      last = { parts, rules: changedRules(rules, [...changesOf(parts, rules), ...overruling]) };
    }
    const all = configurations.flatMap(({ configuration }) => withoutPresets(withBases(configuration)));
    return {
      rules: last.rules,
      isIgnored: configurations.some(({ configuration, folder }) =>
        withoutPresets(withBases(configuration)).some(({ ignores }) => matches(ignores, folder, path)),
      ),
      failOn: all.findLast(({ failOn }) => failOn !== undefined)?.failOn,
      targets: wishes.flatMap((part) => (typeof part === 'string' ? [] : part.targets)),
      baseImages: new Map(all.flatMap(({ baseImages }) => Array.from(baseImages))),
    };
  };
}

/** Where nobody names a preset, it is the recommended one. */
function changesOf(parts: readonly (PresetName | Wishes)[], rules: Rules): readonly RuleChange[] {
  const isPresetNamed = parts.some((part) => typeof part === 'string');
  const start = isPresetNamed ? [] : presetChanges('recommended', rules);
  return [...start, ...parts.flatMap((part) => (typeof part === 'string' ? presetChanges(part, rules) : part.changes))];
}

/** Presets and wishes that count for the file, in order. */
function partsFor(
  configuration: Configuration,
  folder: string,
  path: string | undefined,
): readonly (PresetName | Wishes)[] {
  return withBases(configuration).flatMap((each): readonly (PresetName | Wishes)[] =>
    typeof each === 'string'
      ? [each]
      : [each, each.overrides.filter((override) => matches(override.matches, folder, path))].flat(),
  );
}

/**
 * What a configuration starts from and itself: later ones win. Of what is extended several times the last place counts, so
 * that configurations that extend each other twice do not double with each step.
 */
function withBases(configuration: Configuration): readonly (PresetName | Configuration)[] {
  const all = new Set<PresetName | Configuration>();
  const open: (PresetName | Configuration)[] = [configuration];
  for (let last = open.pop(); last !== undefined; last = open.pop()) {
    if (all.has(last)) continue;
    all.add(last);
    if (typeof last !== 'string') open.push(...last.bases);
  }
  return [...all].toReversed();
}

function withoutPresets(parts: readonly (PresetName | Configuration)[]): readonly Configuration[] {
  return parts.filter((part) => typeof part !== 'string');
}

/** Whether patterns from `folder` match a path: nothing outside of it. */
export function matches(ignores: Ignores, folder: string, path: string | undefined): boolean {
  if (path === undefined) return false;
  const way = relative(folder, path).split(sep);
  return way[0] !== '..' && leavesOut(ignores, way);
}

function areSame<Item>(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
