// What can be put in one place, and the list that the client gets of it.

import {
  type Command,
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  InsertTextFormat,
  MarkupKind,
  type Range,
} from 'vscode-languageserver';
import type { Span } from '../../syntax/source.ts';
import { hasInOrder } from '../in-order.ts';
import type { Positions } from '../positions.ts';

/** One text that can be put there. */
export interface Candidate {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** One line beside the label. */
  readonly detail?: string | undefined;
  /** Markdown. */
  readonly documentation?: string | undefined;
  /** What is put there; the label where it is not given. */
  readonly text?: string;
  /** The same with places to fill in, for clients that can. */
  readonly snippet?: string;
  /** What the client compares with what is typed; the label where it is not given. */
  readonly filter?: string;
  readonly isDeprecated?: boolean;
  /** It is but the beginning: a folder, the name of a flag that takes a value. */
  readonly goesOn?: boolean;
}

/** Candidates for one place, the best first. */
export interface Offer {
  /** What a candidate replaces: a part of one line. */
  readonly span: Span;
  /** What stands there in front of the cursor. */
  readonly typed: string;
  readonly candidates: readonly Candidate[];
}

/** What the client can do. */
export interface CompletionClient {
  readonly snippets: boolean;
  /** The command of the client that opens the list once more, where it has one. */
  readonly suggestCommand?: string | undefined;
}

/** More than anybody looks through. */
const LONGEST_LIST = 200;

/** Of more than 200 candidates those stay that have what is typed in them; the list is incomplete where they still are too many. */
export function completionList(
  offers: readonly Offer[],
  positions: Positions,
  client: CompletionClient,
): CompletionList {
  const all = offers.flatMap(({ span, typed, candidates }) =>
    candidates.filter((candidate) => canTake(candidate, client)).map((candidate) => ({ span, typed, candidate })),
  );
  const isLong = all.length > LONGEST_LIST;
  const fitting = isLong
    ? all.filter(({ typed, candidate: { label, filter = label } }) => hasInOrder(filter, typed))
    : all;
  const items = fitting.slice(0, LONGEST_LIST).map(({ span, candidate }, index) => {
    const range = positions.range(span);
    return itemOf(candidate, { range, sortText: String(index).padStart(3, '0') }, client);
  });
  return { isIncomplete: fitting.length > LONGEST_LIST, items };
}

function canTake({ kind }: Candidate, { snippets }: CompletionClient): boolean {
  return snippets || kind !== CompletionItemKind.Snippet;
}

function textOf({ label, text = label, snippet }: Candidate, { snippets }: CompletionClient): string {
  return snippets && snippet !== undefined ? snippet : text;
}

function itemOf(
  candidate: Candidate,
  { range, sortText }: { readonly range: Range; readonly sortText: string },
  client: CompletionClient,
): CompletionItem {
  const { snippets, suggestCommand } = client;
  const { label, kind, detail, documentation, snippet, filter, isDeprecated = false, goesOn = false } = candidate;
  return {
    label,
    kind,
    sortText,
    textEdit: { range, newText: textOf(candidate, client) },
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
    ...(filter !== undefined && { filterText: filter }),
    ...(isDeprecated && { tags: [CompletionItemTag.Deprecated] }),
    ...(snippets && snippet !== undefined && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(goesOn && suggestCommand !== undefined && { command: again(suggestCommand) }),
  };
}

function again(command: string): Command {
  return { title: 'Suggest', command };
}

/** The values of which there are only some, each with its meaning. */
export function valueCandidates(values: Readonly<Record<string, string>>): readonly Candidate[] {
  return Object.entries(values).map(([label, meaning]) => ({
    label,
    kind: label.startsWith('$') ? CompletionItemKind.Variable : CompletionItemKind.EnumMember,
    detail: plainText(meaning || undefined),
  }));
}

/** A text as a snippet has it: without places to fill in. */
export function inSnippet(text: string): string {
  return text.replaceAll(/[\\$}]/g, String.raw`\$&`);
}

/** A sentence of the documentation where there is no Markdown. */
export function plainText(markdown: string | undefined): string | undefined {
  return markdown?.replaceAll('`', '');
}
