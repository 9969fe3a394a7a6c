// The sets of rules that a configuration can start from.

import type { Severity } from '../diagnostic.ts';
import type { Rule, Rules } from '../lint/rule.ts';
import { isBuildkitName } from '../lint/rule-names.ts';
import { severities } from '../lint/severity.ts';
import { hadolintLevels } from './hadolint-levels.ts';
import type { Level, RuleChange } from './rule-change.ts';

export const presetNames = ['recommended', 'all', 'hadolint', 'buildkit'] as const;

export type PresetName = (typeof presetNames)[number];

export function isPreset(name: string): name is PresetName {
  return presetNames.some((preset) => preset === name);
}

/** The rules that a preset switches on. It leaves the others as they are: presets add up. */
export function presetChanges(preset: PresetName, rules: Rules): readonly RuleChange[] {
  const levelIn = levelsOf[preset];
  return Array.from(rules).flatMap(([rule, definition]) => {
    const level = levelIn(definition, rule);
    return level === undefined ? [] : [{ rule, level }];
  });
}

/** At which level a preset has a rule; undefined where it has not. */
const levelsOf: Readonly<Record<PresetName, (rule: Rule, name: string) => Level | undefined>> = {
  recommended: ({ recommended }) => (recommended ? 'on' : undefined),
  all: () => 'on',
  hadolint: ({ aliases }) => hadolintLevel(aliases),
  // Every check of BuildKit is a warning; what it refuses is an error.
  buildkit: ({ aliases }, name) => {
    if (name === 'syntax') return 'on';
    return aliases.some(isBuildkitName) ? 'warning' : undefined;
  },
};

/** The most severe of those that hadolint has for these codes. What ShellCheck finds has the level of our rule. */
function hadolintLevel(aliases: readonly string[]): Level | undefined {
  const levels = new Set<Severity | undefined>(aliases.map((alias) => hadolintLevels.get(alias)));
  const level = severities.find((severity) => levels.has(severity));
  return level ?? (aliases.some((alias) => /^SC\d+$/.test(alias)) ? 'on' : undefined);
}
