// A configuration with a cursor in it, as tests look at it.

import { type CompletionItem, type Hover, type Range, TextEdit } from 'vscode-languageserver';
import { rules as ownRules } from '../../../rules/index.ts';
import { defineRule, type Rules } from '../../../src/lint/rule.ts';
import { configurationCompletion } from '../../../src/lsp/configuration/completion.ts';
import type { ConfigurationDocument } from '../../../src/lsp/configuration/document.ts';
import { configurationHover } from '../../../src/lsp/configuration/hover.ts';
import { type Encoding, Positions } from '../../../src/lsp/positions.ts';
import { unmark } from '../marked.ts';

/** One with options besides. */
const rules: Rules = new Map([
  ...ownRules,
  [
    'foreign-registry',
    defineRule<{ readonly registries: readonly string[] }>({
      summary: 'An image comes from a registry that is not allowed.',
      why: 'Nobody there looks after it.',
      severity: 'warning',
      category: 'security',
      recommended: false,
      aliases: ['DL3026'],
      options: {
        schema: {
          registries: { type: 'array', items: { type: 'string' }, description: 'Where images may come from.' },
        },
        defaults: { registries: [] },
      },
      bad: [],
      good: [],
      create: () => ({}),
    }),
  ],
]);

export function documentOf(
  text: string,
  path = '/project/slipway.yaml',
  encoding: Encoding = 'utf-16',
): ConfigurationDocument {
  return { text, path, rules, encoding };
}

export interface Configured {
  readonly labels: readonly string[];
  item(label: string): CompletionItem;
  /** The text after it is taken. */
  taken(label: string): string;
}

export function complete(marked: string, path?: string, snippets = false): Configured {
  const { text, cursors } = unmark(marked);
  const { items } = configurationCompletion(documentOf(text, path), cursors[0] ?? 0, { snippets });
  const item = (label: string): CompletionItem => {
    const found = items.find((each) => each.label === label);
    if (found === undefined) throw new Error(`no ${label} among ${items.map((each) => each.label).join(', ')}`);
    return found;
  };
  return { labels: items.map(({ label }) => label), item, taken: (label) => take(text, item(label)) };
}

function take(text: string, { textEdit }: CompletionItem): string {
  if (!TextEdit.is(textEdit)) throw new Error('not a text edit');
  const { start, end } = new Positions(text, 'utf-16').span(textEdit.range);
  return text.slice(0, start) + textEdit.newText + text.slice(end);
}

/** The Markdown, and the text that it is about. */
export function hover(
  marked: string,
  path?: string,
): { readonly markdown: string; readonly about: string } | undefined {
  const { text, cursors } = unmark(marked);
  const answer: Hover | null = configurationHover(documentOf(text, path), cursors[0] ?? 0);
  if (answer?.range === undefined || typeof answer.contents !== 'object' || !('value' in answer.contents))
    return undefined;
  return { markdown: answer.contents.value, about: textOf(text, answer.range) };
}

export function textOf(text: string, range: Range): string {
  const { start, end } = new Positions(text, 'utf-16').span(range);
  return text.slice(start, end);
}
