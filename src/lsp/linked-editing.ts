// Names that change together while one of them is typed: those of stages and heredocs.

import type { LinkedEditingRanges } from 'vscode-languageserver';
import { symbolsOf } from './names/symbols.ts';
import type { View } from './view.ts';

const patterns = { stage: '[A-Za-z][A-Za-z0-9._-]*', heredoc: '[A-Za-z0-9_.-]+' };

/** Null where there is one place only, and where the places are written differently: editors give all the same text. */
export function linkedEditingRanges(view: View, offset: number): LinkedEditingRanges | null {
  const found = symbolsOf(view).at(offset);
  if (found === undefined || found.symbol.kind === 'variable' || !found.occurrence.isSpelt) return null;
  const { kind, occurrences } = found.symbol;
  const spans = occurrences.flatMap(({ span, isSpelt }) => (isSpelt ? [span] : []));
  const texts = new Set(spans.map(({ start, end }) => view.text.slice(start, end)));
  if (spans.length < 2 || texts.size > 1) return null;
  return { ranges: spans.map((span) => view.positions.range(span)), wordPattern: patterns[kind] };
}
