// The mistakes in a configuration, where they are.

import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { PlacedMistake } from '../../config/written.ts';
import { Positions } from '../positions.ts';
import type { ConfigurationDocument } from './document.ts';

/**
 * All mistakes against the schema; where there are none, the first in what the configuration refers to. `openText` gives the
 * texts of documents that are open, by absolute path. What checks them is loaded on the first call.
 */
export async function configurationDiagnostics(
  { text, path, rules, encoding }: ConfigurationDocument,
  openText: (path: string) => string | undefined,
): Promise<Diagnostic[]> {
  const { mistakesInText } = await import('../../config/check.ts');
  const positions = new Positions(text, encoding);
  return mistakesInText(path, text, rules, openText).map(({ span, problem }: PlacedMistake) => ({
    range: positions.range(span.end > span.start ? span : { start: span.start, end: wordEnd(text, span.start) }),
    severity: DiagnosticSeverity.Error,
    source: 'slipway',
    message: problem,
  }));
}

/** A place without an extent is shown up to the end of its word. */
function wordEnd(text: string, start: number): number {
  const [word = ''] = /^[^\s,:[\]{}]{0,100}/.exec(text.slice(start, start + 100)) ?? [];
  return start + word.length;
}
