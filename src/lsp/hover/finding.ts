// What is found at a place: the rules, each with its one sentence and the address of its page.

import type { Rule } from '../../lint/rule.ts';
import { prose } from '../markdown.ts';
import type { View } from '../view.ts';
import { isIn, type Told } from './site.ts';

export interface NamedRule {
  readonly name: string;
  readonly rule: Rule;
}

/** The sentence of a rule behind its name, which leads to its page. */
export function ruleLine({ name, rule }: NamedRule, documentation: string): string {
  return `[${name}](${documentation}${name}): ${prose(rule.summary)}`;
}

const MOST_FINDINGS = 3;

/** The rules whose findings are around the place; the editor itself shows what they say. */
export function findingTopic(view: View, offset: number): Told | undefined {
  const { knownRules, documentation } = view.settings;
  const found = view.findings.filter(({ span }) => isIn(span, offset));
  const [first] = found.toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
  const lines = [...new Set(found.map(({ rule }) => rule))].flatMap((name) => {
    const rule = knownRules.get(name);
    return rule === undefined ? [] : [ruleLine({ name, rule }, documentation)];
  });
  if (first === undefined || lines.length === 0) return undefined;
  return { span: first.span, markdown: lines.slice(0, MOST_FINDINGS).join('\n\n') };
}
