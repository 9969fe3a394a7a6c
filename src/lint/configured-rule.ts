// A rule as somebody wants it: with another level, with options.

import type { Severity } from '../diagnostic.ts';
import type { Rule } from './rule.ts';
import { lowered } from './severity.ts';

export interface RuleConfiguration {
  /** The most that the rule reports; undefined: its own levels. */
  readonly severity?: Severity | undefined;
  /** In place of those of its defaults that have the same names; they fit the rule's schema. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/**
 * The rule with that level and those options. What the rule itself reports at less than its own level stays as much
 * below the new one; what it reports at more is reported at the new one.
 *
 * All else is inherited, not copied: a bundled rule reads its documentation from a file when somebody looks at it.
 */
export function configureRule(rule: Rule, { severity, options }: RuleConfiguration): Rule {
  const configured: Rule = Object.create(rule);
  return Object.assign(configured, {
    severity: severity ?? rule.severity,
    ...(rule.options && { options: { ...rule.options, defaults: Object.assign({}, rule.options.defaults, options) } }),
    ...(severity !== undefined && { create: releveled(rule, severity) }),
  });
}

function releveled(rule: Rule, level: Severity): Rule['create'] {
  return (context) =>
    rule.create({
      ...context,
      report(finding) {
        const severity = lowered(level, finding.severity ?? rule.severity, rule.severity);
        context.report({ ...finding, severity });
      },
    });
}
