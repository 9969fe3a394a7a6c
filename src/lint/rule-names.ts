// The names of rules: their own, and those that other tools have for them.

import type { Rules } from './rule.ts';

/** What each name means: the rule that has it, otherwise those that have it as an alias. */
export type RuleNames = ReadonlyMap<string, readonly string[]>;

const known = new WeakMap<Rules, RuleNames>();

export function ruleNames(rules: Rules): RuleNames {
  const before = known.get(rules);
  if (before !== undefined) return before;
  const names = new Map<string, string[]>(Array.from(rules.keys(), (name) => [name, [name]]));
  for (const [name, { aliases }] of rules) {
    for (const alias of aliases) {
      const others = names.get(alias);
      if (others === undefined) names.set(alias, [name]);
      else if (!rules.has(alias)) others.push(name);
    }
  }
  known.set(rules, names);
  return names;
}

/** BuildKit names its checks `LikeThis`; no other tool does. */
export function isBuildkitName(alias: string): boolean {
  return /^(?:[A-Z]+[a-z]+)+$/.test(alias);
}
