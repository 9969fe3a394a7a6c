// What is offered at a cursor, as tests look at it.

import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { TextEdit } from 'vscode-languageserver';
import { completion } from '../../../src/lsp/completion.ts';
import type { View } from '../../../src/lsp/view.ts';
import { type Given, pointAt } from '../marked.ts';

export interface Completing extends Given {
  /** Whether the client takes snippets; it does where nothing is said. */
  readonly snippets?: boolean;
}

export interface Completed {
  readonly view: View;
  readonly list: CompletionList;
  readonly labels: readonly string[];
  /** The item of that label. */
  item(label: string): CompletionItem;
  /** The text after it is taken. */
  taken(label: string): string;
}

export function complete(marked: string, { snippets = true, ...given }: Completing = {}): Completed {
  const { view, offset } = pointAt(marked, given);
  const list = completion(view, offset, { snippets, suggestCommand: 'suggest' });
  const item = (label: string): CompletionItem => {
    const found = list.items.find((each) => each.label === label);
    if (found === undefined) throw new Error(`no ${label} among ${list.items.map((each) => each.label).join(', ')}`);
    return found;
  };
  return { view, list, labels: list.items.map(({ label }) => label), item, taken: (label) => take(view, item(label)) };
}

function take({ text, positions }: View, { textEdit }: CompletionItem): string {
  if (!TextEdit.is(textEdit)) throw new Error('not a text edit');
  const { start, end } = positions.span(textEdit.range);
  return text.slice(0, start) + textEdit.newText + text.slice(end);
}
