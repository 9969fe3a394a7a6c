// What counts for each Dockerfile where there is a configuration, or an option that says what one could say.

import { dirname, isAbsolute, relative, resolve } from 'node:path';
import type { ConfigurationReader } from '../config/configuration.ts';
import type { ConfigurationFinder } from '../config/find.ts';
import type { RuleChange } from '../config/rule-change.ts';
import { levels } from '../config/schema.ts';
import { configurationsFor, type FileSettings, matches, type Placed, settingsFrom } from '../config/settings.ts';
import { isPattern, parseGitignore } from '../context/gitignore.ts';
import type { Rules } from '../lint/rule.ts';
import { ruleNames } from '../lint/rule-names.ts';
import { didYouMean, ownWords } from '../syntax/suggest.ts';
import { UserError } from '../user-error.ts';
import { STDIN } from './inputs.ts';
import type { LintSettings } from './lint-settings.ts';

/**
 * Answers for a path of the command line. Throws a `UserError` for the first mistake in an option or a configuration.
 * What reads files is loaded where `hasFiles` says that there are some.
 */
export async function configuredSettings(
  rules: Rules,
  find: ConfigurationFinder,
  hasFiles: boolean,
  settings: LintSettings,
  workingFolder: string,
): Promise<(path: string) => FileSettings> {
  const nameOf = (path: string): string => {
    const name = relative(workingFolder, path);
    return name.startsWith('..') || isAbsolute(name) ? path : name || '.';
  };
  const read = hasFiles ? await loadReader(rules, nameOf) : undefined;
  const join = settingsFrom(rules, {
    preset: settings.preset,
    changes: settings.rules.flatMap((text) => readRuleOption(text, rules)),
  });
  const ignored = parseGitignore(settings.ignore.map(checkedPattern).join('\n'));
  const known = new Map<string, readonly Placed[]>();
  const configurationsIn = (folder: string): readonly Placed[] => {
    const before = known.get(folder);
    if (read === undefined || before !== undefined) return before ?? [];
    const found =
      settings.config === undefined
        ? configurationsFor(folder, find, read, nameOf)
        : [{ configuration: read(resolve(workingFolder, settings.config)), folder: workingFolder }];
    known.set(folder, found);
    return found;
  };
  return (path) => {
    const file = path === STDIN ? undefined : resolve(workingFolder, path);
    const own = join(configurationsIn(file === undefined ? workingFolder : dirname(file)), file);
    return { ...own, isIgnored: own.isIgnored || matches(ignored, workingFolder, file) };
  };
}

async function loadReader(rules: Rules, nameOf: (path: string) => string): Promise<ConfigurationReader> {
  const { configurationReader } = await import('../config/configuration.ts');
  return configurationReader(rules, nameOf);
}

/** `name:level`; the name may be an alias of several rules. */
function readRuleOption(text: string, rules: Rules): readonly RuleChange[] {
  const colon = text.lastIndexOf(':');
  if (colon < 1) throw new UserError(`--rule cannot be "${text}": write name:level, as in missing-tag:error`);
  const [name, word] = [text.slice(0, colon), text.slice(colon + 1)];
  const names = ruleNames(rules);
  const meant = names.get(name);
  if (meant === undefined) {
    throw new UserError(
      `--rule: there is no rule ${name}${didYouMean(name, names.keys(), ownWords)}; \`slipway rules\` lists them`,
    );
  }
  const level = levels.find((each) => each === word);
  if (level === undefined) {
    throw new UserError(
      `--rule ${name} cannot be "${word}"${didYouMean(word, levels, ownWords)}; it is one of ${levels.join(', ')}`,
    );
  }
  return meant.map((rule) => ({ rule, level }));
}

function checkedPattern(pattern: string): string {
  if (isPattern(pattern) && !pattern.includes('\n')) return pattern;
  throw new UserError(`--ignore cannot be "${pattern}": it could match nothing`);
}
