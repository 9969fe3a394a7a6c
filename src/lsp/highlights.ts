// The places to be marked while the cursor is on one of them.

import { type DocumentHighlight, DocumentHighlightKind } from 'vscode-languageserver';
import { symbolsOf } from './names/symbols.ts';
import type { View } from './view.ts';

/** Those that make or set what is named are writes. */
export function documentHighlights(view: View, offset: number): DocumentHighlight[] {
  const { occurrences = [] } = symbolsOf(view).at(offset)?.symbol ?? {};
  return occurrences.map(({ span, access }) => ({
    range: view.positions.range(span),
    kind: access === 'read' ? DocumentHighlightKind.Read : DocumentHighlightKind.Write,
  }));
}
