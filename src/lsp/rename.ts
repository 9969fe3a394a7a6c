// Another name for a stage, variable or heredoc, where the build stays the same.

import type { Range, TextEdit } from 'vscode-languageserver';
import { UserError } from '../user-error.ts';
import { renameProblem, isRenamable } from './names/rename-problem.ts';
import { type FileSymbol, type Occurrence, symbolsOf } from './names/symbols.ts';
import type { View } from './view.ts';

/** What would be renamed, and its present name; null where nothing can be. */
export function prepareRename(view: View, offset: number): { range: Range; placeholder: string } | null {
  const found = symbolsOf(view).at(offset);
  if (found === undefined || !found.occurrence.isSpelt || !isRenamable(found.symbol)) return null;
  const { start, end } = found.occurrence.span;
  return { range: view.positions.range({ start, end }), placeholder: view.text.slice(start, end) };
}

/**
 * The edits, in the order of the file.
 * Throws a `UserError` for what cannot be renamed, for names that BuildKit refuses, and where the build would change.
 */
export function rename(view: View, offset: number, newName: string): TextEdit[] {
  const symbol = symbolsOf(view).at(offset)?.symbol;
  if (symbol === undefined) throw new UserError('There is no name of a stage, variable or heredoc here.');
  if (newName === symbol.name) return editsOf(view, symbol, newName);
  const problem = renameProblem(view, symbol, newName);
  if (problem !== undefined) throw new UserError(problem);
  return editsOf(view, symbol, newName);
}

function editsOf(view: View, symbol: FileSymbol, newName: string): TextEdit[] {
  return symbol.occurrences.flatMap((occurrence) => {
    const { span, isSpelt } = occurrence;
    if (!isSpelt) return [];
    return [{ range: view.positions.range(span), newText: spelling(view, occurrence, symbol, newName) }];
  });
}

/** BuildKit keeps names of stages in lower case, and FROM looks for them as it is written. */
function spelling(view: View, { span, source }: Occurrence, symbol: FileSymbol, newName: string): string {
  if (symbol.kind !== 'stage' || source === undefined) return newName;
  return view.instructionAt(span.start)?.kind === 'From' ? newName.toLowerCase() : newName;
}
