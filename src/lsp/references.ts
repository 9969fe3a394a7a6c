// All places that name the same stage, variable or heredoc.

import type { Location } from 'vscode-languageserver';
import { symbolsOf } from './names/symbols.ts';
import type { View } from './view.ts';

export interface ReferenceOptions {
  /** Also the places that make it: FROM, ARG, the first ENV, the word that opens a heredoc. */
  readonly includeDeclaration: boolean;
}

/** In the order of the file. */
export function references(view: View, offset: number, { includeDeclaration }: ReferenceOptions): Location[] {
  const { occurrences = [] } = symbolsOf(view).at(offset)?.symbol ?? {};
  return occurrences
    .filter(({ access }) => includeDeclaration || access !== 'definition')
    .map(({ span }) => ({ uri: view.uri, range: view.positions.range(span) }));
}
