// Where a name gets its meaning: the FROM of a stage, the ARG or ENV that gives a variable its value, the ends of a heredoc.

import type { LocationLink } from 'vscode-languageserver';
import { type Found, type Occurrence, symbolsOf } from './names/symbols.ts';
import type { View } from './view.ts';

/** The other end of a heredoc; for what defines itself, its own place. Nothing for what is set outside of the file. */
export function definition(view: View, offset: number): LocationLink[] {
  const found = symbolsOf(view).at(offset);
  const target = found && targetOf(found);
  if (found === undefined || target === undefined) return [];
  const { positions, uri } = view;
  const around = view.instructionAt(target.span.start)?.span ?? target.span;
  return [
    {
      originSelectionRange: positions.range(found.occurrence.span),
      targetUri: uri,
      targetRange: positions.range(around),
      targetSelectionRange: positions.range(target.span),
    },
  ];
}

function targetOf({ symbol, occurrence }: Found): Occurrence | undefined {
  if (symbol.kind === 'heredoc') return symbol.occurrences.find((other) => other !== occurrence) ?? occurrence;
  return occurrence.source ?? (occurrence.access === 'read' ? undefined : occurrence);
}
