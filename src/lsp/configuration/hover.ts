// What a key or a word of a configuration means.

import { type Hover, MarkupKind } from 'vscode-languageserver';
import { schemaAt } from '../../config/schema-part.ts';
import { ruleNames } from '../../lint/rule-names.ts';
import type { Rules } from '../../lint/rule.ts';
import { optionTexts } from '../../lint/rule-options.ts';
import { codeSpan, prose } from '../markdown.ts';
import { Positions } from '../positions.ts';
import { valueMeanings } from './completion.ts';
import { type ConfigurationDocument, placeIn } from './document.ts';

/** Null where the schema knows nothing. */
export function configurationHover(document: ConfigurationDocument, offset: number): Hover | null {
  const { text, rules, encoding } = document;
  const place = placeIn(document, offset);
  if (place === undefined || place.text === '') return null;
  const isKey = place.kind === 'key';
  const value = isKey ? keyMarkdown([...place.way, place.text], rules) : valueMarkdown(place.way, place.text, rules);
  if (value === undefined) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value },
    range: new Positions(text, encoding).range(place.span),
  };
}

function keyMarkdown(way: readonly string[], rules: Rules): string | undefined {
  const name = way.at(-1) ?? '';
  const { description } = schemaAt(way, rules);
  if (description === undefined) return undefined;
  const meant = way.at(-2) === 'rules' ? (ruleNames(rules).get(name) ?? []) : [];
  const known = meant.flatMap((rule) => ruleMarkdown(rule, rules));
  return known.length > 0 ? known.join('\n\n---\n\n') : `${codeSpan(name)}: ${prose(description)}`;
}

function ruleMarkdown(name: string, rules: Rules): readonly string[] {
  const rule = rules.get(name);
  if (rule === undefined) return [];
  const options = optionTexts(rule).map(({ name: option, meaning }) => `- ${codeSpan(option)}: ${prose(meaning)}`);
  const level = `${codeSpan(name)}, ${rule.category}, ${rule.severity}${rule.recommended ? ', on by default' : ''}`;
  return [[level, `**${prose(rule.summary)}** ${prose(rule.why)}`, options.join('\n')].filter(Boolean).join('\n\n')];
}

/** Only of a word that the schema knows in that place. */
function valueMarkdown(way: readonly string[], word: string, rules: Rules): string | undefined {
  const list = /^\d+$/.test(way.at(-1) ?? '') ? schemaAt(way.slice(0, -1), rules).examples : undefined;
  const part = schemaAt(way, rules);
  const isKnown = (part.enum ?? part.examples ?? list ?? []).includes(word);
  const meaning = isKnown ? valueMeanings.get(word) : undefined;
  return meaning === undefined ? undefined : `${codeSpan(word)}: ${prose(meaning)}`;
}
