// What somebody wants of one rule, and the rules that come of a list of such wishes.

import type { Severity } from '../diagnostic.ts';
import { configureRule } from '../lint/configured-rule.ts';
import type { Rules } from '../lint/rule.ts';

/** `on`: at the levels that the rule itself chooses. */
export type Level = Severity | 'off' | 'on';

export type Options = Readonly<Record<string, unknown>>;

export interface RuleChange {
  readonly rule: string;
  /** Undefined: as before; a rule that was off is on then. */
  readonly level?: Level | undefined;
  /** They are added to those from before. */
  readonly options?: Options;
}

interface Setting {
  readonly level: Level;
  readonly options: Options;
}

/** Those of the rules that are on after all changes, of which a later one wins. Before the first all are off. */
export function changedRules(rules: Rules, changes: readonly RuleChange[]): Rules {
  const settings = new Map<string, Setting>();
  for (const { rule, level, options } of changes) {
    const before = settings.get(rule);
    const kept = before === undefined || before.level === 'off' ? 'on' : before.level;
    settings.set(rule, { level: level ?? kept, options: { ...before?.options, ...options } });
  }
  return new Map(
    Array.from(rules).flatMap(([name, rule]) => {
      const { level, options } = settings.get(name) ?? { level: 'off', options: {} };
      if (level === 'off') return [];
      const severity = level === 'on' ? undefined : level;
      const isAsItIs = severity === undefined && Object.keys(options).length === 0;
      return [[name, isAsItIs ? rule : configureRule(rule, { severity, options })] as const];
    }),
  );
}
