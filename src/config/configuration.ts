// One configuration file and what it extends, ready for use.

import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Ignores, isPattern, parseGitignore } from '../context/gitignore.ts';
import type { Rules } from '../lint/rule.ts';
import { ruleNames } from '../lint/rule-names.ts';
import type { ImageAnswer } from '../model/image-source.ts';
import { didYouMean, ownWords } from '../syntax/suggest.ts';
import { readBaseImage } from './base-image.ts';
import { isPreset, presetNames, type PresetName } from './presets.ts';
import type { RuleChange } from './rule-change.ts';
import type { Way } from './schema-part.ts';
import { type FailLevel, readWritten, type Texts, type WrittenChanges, type WrittenFile } from './written.ts';

/** What is wanted of some files. */
export interface Wishes {
  readonly changes: readonly RuleChange[];
  readonly targets: readonly string[];
}

/** What one file says. Its patterns start from the folder of the configuration that was found, not of one it extends. */
export interface Configuration extends Wishes {
  readonly isRoot: boolean;
  /** In order: later ones win, and what the file says itself wins over all. */
  readonly bases: readonly (PresetName | Configuration)[];
  readonly ignores: Ignores;
  readonly failOn: FailLevel | undefined;
  /** By normalized reference. */
  readonly baseImages: ReadonlyMap<string, ImageAnswer>;
  readonly overrides: readonly (Wishes & { readonly matches: Ignores })[];
}

/** So many configurations in a row may extend the next one. */
const DEEPEST = 100;

/** Reads the file at an absolute path, once. Throws a `UserError` with the line of the first mistake. */
export type ConfigurationReader = (path: string) => Configuration;

/** `nameOf` gives a path as the user knows it, `openText` the text of a file that is not that of the disk. */
export function configurationReader(
  rules: Rules,
  nameOf: (path: string) => string,
  openText: (path: string) => string | undefined = () => undefined,
): ConfigurationReader {
  const known = new Map<string, Configuration>();
  return function read(path: string, extending: readonly string[] = []): Configuration {
    const before = known.get(path);
    if (before !== undefined) return before;
    const file = readWritten(path, nameOf(path), rules, openText(path));
    const bases = entriesOf(['extends'], file.written.extends).map(([way, name]): PresetName | Configuration => {
      if (isPreset(name)) return name;
      const target = targetOf(name, dirname(path), (problem) => file.fail(way, problem));
      const open = [...extending, path];
      if (open.length > DEEPEST)
        file.fail(way, `${DEEPEST} configurations extend each other in a row: one or two are enough`);
      const start = open.indexOf(target);
      if (start === -1) return read(target, open);
      return file.fail(way, `goes round in a circle: ${[...open.slice(start), target].map(nameOf).join(' → ')}`);
    });
    const configuration = { ...contentOf(file, dirname(path), rules), bases };
    known.set(path, configuration);
    return configuration;
  };
}

function targetOf(name: string, folder: string, fail: (problem: string) => never): string {
  if (!/[./\\]/.test(name)) {
    const similar = didYouMean(name, presetNames, ownWords);
    fail(`there is no preset "${name}"${similar}; they are ${presetNames.join(', ')}, and a path begins with ./`);
  }
  const target = resolve(folder, name);
  if (!isFile(target)) fail(`there is no file "${name}" from the folder of this configuration`);
  return target;
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function contentOf(file: WrittenFile, folder: string, rules: Rules): Omit<Configuration, 'bases'> {
  const { written } = file;
  return {
    isRoot: written.root ?? false,
    ...wishesOf(written, rules),
    ignores: patternsOf(['ignore'], written.ignore, file),
    failOn: written.failOn,
    baseImages: baseImagesOf(file, folder),
    overrides: (written.overrides ?? []).map((override, index) => {
      const { changes, targets } = wishesOf(override, rules);
      return { changes, targets, matches: patternsOf(['overrides', String(index), 'files'], override.files, file) };
    }),
  };
}

/** The rules of a category stand before those that are named. */
function wishesOf({ rules: named = {}, categories = {}, targets }: WrittenChanges, rules: Rules): Wishes {
  const ofCategories = Object.entries(categories).flatMap(([category, level]) =>
    Array.from(rules).flatMap(([rule, definition]) => (definition.category === category ? [{ rule, level }] : [])),
  );
  const ofNames = Object.entries(named).flatMap(([name, setting]) => {
    const { level, ...options } = typeof setting === 'string' ? { level: setting } : setting;
    return (ruleNames(rules).get(name) ?? []).map((rule): RuleChange => ({ rule, level, options }));
  });
  return { changes: [...ofCategories, ...ofNames], targets: listOf(targets) };
}

function baseImagesOf({ written, fail }: WrittenFile, folder: string): Configuration['baseImages'] {
  return new Map(
    Object.entries(written.baseImages ?? {}).map(([image, path]) => {
      const read = readBaseImage(image, path, folder);
      if (!read.ok) return fail(['baseImages', image], read.error);
      return [read.value.reference, read.value.answer] as const;
    }),
  );
}

function patternsOf(way: Way, texts: Texts | undefined, { fail }: WrittenFile): Ignores {
  const patterns = entriesOf(way, texts);
  for (const [place, text] of patterns) {
    if (!isPattern(text) || text.includes('\n')) fail(place, `"${text}" is no pattern: it could match nothing`);
  }
  return parseGitignore(patterns.map(([, text]) => text).join('\n'));
}

/** A text or the texts of a list, each with its place. */
function entriesOf(way: Way, texts: Texts | undefined): readonly (readonly [Way, string])[] {
  if (typeof texts === 'string') return [[way, texts]];
  return listOf(texts).map((text, index) => [[...way, String(index)], text]);
}

function listOf(texts: Texts | undefined): readonly string[] {
  return typeof texts === 'string' ? [texts] : (texts ?? []);
}
