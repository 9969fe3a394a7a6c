// The stages and variables of several files, by parts of their names.

import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver';
import type { Span } from '../syntax/source.ts';
import { hasInOrder } from './in-order.ts';
import { stageTitle } from './names/stage-outline.ts';
import { symbolsOf } from './names/symbols.ts';
import type { View } from './view.ts';

/** Those whose names have the characters of `query` in them, in its order; without any, all. */
export function workspaceSymbols(views: Iterable<View>, query: string): WorkspaceSymbol[] {
  const found: WorkspaceSymbol[] = [];
  for (const view of views) for (const entry of namesIn(view)) if (hasInOrder(entry.name, query)) found.push(entry);
  return found;
}

function* namesIn(view: View): Generator<WorkspaceSymbol> {
  const { stages, variables } = symbolsOf(view);
  for (const { stage, occurrences } of stages) {
    const place = occurrences.find(({ access }) => access === 'definition')?.span;
    if (place !== undefined) yield entryOf(view, stageTitle(stage), SymbolKind.Module, place);
  }
  for (const { name, isArgument, occurrences } of variables) {
    const kind = isArgument ? SymbolKind.Variable : SymbolKind.Constant;
    for (const { span, access } of occurrences) if (access !== 'read') yield entryOf(view, name, kind, span);
  }
}

function entryOf({ uri, source, positions }: View, name: string, kind: SymbolKind, span: Span): WorkspaceSymbol {
  return { name, kind, location: { uri, range: positions.range(span) }, containerName: source.path };
}
