// A rule as SARIF describes it.

import type { Severity } from '../diagnostic.ts';
import type { Rule } from '../lint/rule.ts';
import { ruleMarkdown } from './rule-markdown.ts';

/** A `reportingDescriptor`; GitHub reads the tags and `problem.severity`. */
export interface SarifRule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly helpUri?: string;
  readonly defaultConfiguration: { readonly enabled: boolean; readonly level: SarifLevel };
  readonly properties: Readonly<Record<string, string | readonly string[]>>;
}

export type SarifLevel = 'error' | 'warning' | 'note';

export function sarifRule(name: string, rule: Rule): SarifRule {
  const { summary, why, severity, category, recommended, aliases, check } = rule;
  return {
    id: name,
    shortDescription: { text: summary },
    fullDescription: { text: `${summary} ${why}` },
    help: { text: `${summary} ${why}`, markdown: ruleMarkdown(rule).join('\n').trimEnd() },
    ...(check !== undefined && check.url !== '' && { helpUri: check.url }),
    defaultConfiguration: { enabled: recommended, level: levelOf(severity) },
    properties: { category, aliases, tags: [category], 'problem.severity': problemSeverity(severity) },
  };
}

export function levelOf(severity: Severity): SarifLevel {
  return severity === 'error' || severity === 'warning' ? severity : 'note';
}

function problemSeverity(severity: Severity): string {
  return severity === 'error' || severity === 'warning' ? severity : 'recommendation';
}
