// Comments that mean something: parser directives, and those that keep findings silent.

import { namesInCheck, readSuppression, type WrittenName } from '../../lint/suppression-comment.ts';
import { ruleNames } from '../../lint/rule-names.ts';
import { lastAt } from '../../model/last-at.ts';
import { ruleMarkdown } from '../../report/rule-markdown.ts';
import type { Span } from '../../syntax/source.ts';
import { directiveReference } from '../reference/directives.ts';
import { entryMarkdown } from '../reference/entry.ts';
import type { View } from '../view.ts';
import { type NamedRule, ruleLine } from './finding.ts';
import { isIn, paragraphs, type Told } from './site.ts';

/** Undefined where there is no comment, or one that is only for people. */
export function commentTopic(view: View, offset: number): Told | undefined {
  const { file } = view.analysis;
  const directive = file.directives.find(({ span }) => isIn(span, offset));
  if (directive !== undefined) {
    const { name, value, valueSpan, span } = directive;
    const rule = name === 'check' ? ruleAt(view, namesInCheck(value), valueSpan.start, offset) : undefined;
    const entry = directiveReference(name);
    return rule ?? (entry && { span, markdown: entryMarkdown(entry) });
  }
  const comment = lastAt(file.comments, offset, ({ span }) => span.start);
  if (comment === undefined || !isIn(comment.span, offset)) return undefined;
  const start = comment.span.start + '#'.length;
  const suppression = readSuppression(view.text.slice(start, comment.span.end));
  return suppression && ruleAt(view, suppression.names, start, offset);
}

/** `start` is where the offsets of the names count from. */
function ruleAt(view: View, names: readonly WrittenName[], start: number, offset: number): Told | undefined {
  for (const { text, offset: at } of names) {
    const span: Span = { start: start + at, end: start + at + text.length };
    if (!isIn(span, offset)) continue;
    const { knownRules } = view.settings;
    const rules = (ruleNames(knownRules).get(text) ?? []).flatMap((name) => {
      const rule = knownRules.get(name);
      return rule === undefined ? [] : [{ name, rule }];
    });
    const [only] = rules;
    if (only === undefined) return undefined;
    const { documentation } = view.settings;
    const markdown = rules.length === 1 ? ruleText(only, view) : rules.map((each) => ruleLine(each, documentation));
    return { span, markdown: paragraphs(...[markdown].flat()) };
  }
  return undefined;
}

/** The documentation of a rule with its first example. */
function ruleText({ name, rule }: NamedRule, { settings }: View): string {
  const shown = ruleMarkdown({ ...rule, bad: rule.bad.slice(0, 1), good: [] });
  const head = `[${name}](${settings.documentation}${name}) · ${rule.severity}`;
  return paragraphs(head, shown.join('\n').trimEnd());
}
