// The documentation of a rule as Markdown: what it finds, why that matters, its examples.

import { exampleSurroundings, exampleText } from '../lint/example.ts';
import type { Example, Rule } from '../lint/rule.ts';
import { optionTexts } from '../lint/rule-options.ts';

/** The lines of the page, without a title; the last is empty. */
export function ruleMarkdown(rule: Rule): readonly string[] {
  const { summary, why, bad, good } = rule;
  return [
    `**${summary}** ${why}`,
    '',
    ...options(rule),
    ...examples('Reported:', bad),
    ...examples('After its fix:', bad.flatMap(fixedText)),
    ...examples('Not reported:', good),
  ];
}

function options(rule: Rule): readonly string[] {
  const texts = optionTexts(rule);
  if (texts.length === 0) return [];
  return ['Options:', '', ...texts.map(({ name, meaning }) => `- \`${name}\`: ${meaning}`), ''];
}

/** The example after its fix, where it shows that. */
export function fixedText(example: Example): readonly string[] {
  return typeof example === 'string' || example.fixed === undefined ? [] : [example.fixed];
}

function examples(title: string, shown: readonly Example[]): readonly string[] {
  if (shown.length === 0) return [];
  return [
    title,
    '',
    ...shown.flatMap((example) => [...surroundings(example), ...block('dockerfile', exampleText(example))]),
  ];
}

function surroundings(example: Example): readonly string[] {
  return exampleSurroundings(example).flatMap(([title, text]) => [`${title}:`, ''].concat(block('', text)));
}

function block(language: string, text: string): readonly string[] {
  return [`${fence(text)}${language}`, text.trimEnd(), fence(text), ''];
}

/** A fence that no line of the text closes. */
function fence(text: string): string {
  return text.includes('```') ? '````' : '```';
}
