// Findings for tests: a place is given as the text that stands there.

import type { Diagnostic } from '../../src/diagnostic.ts';
import type { FileReport } from '../../src/report/report.ts';
import { Source, type Span } from '../../src/syntax/source.ts';

/** The only place where `part` stands in `text`. */
export function placeOf(text: string, part: string): Span {
  const start = text.indexOf(part);
  if (start === -1 || text.includes(part, start + 1)) throw new Error(`"${part}" must stand in the text once`);
  return { start, end: start + part.length };
}

/** A finding of the rule `example`, a warning unless `rest` says otherwise. */
export function finding(span: Span, rest: Partial<Diagnostic> = {}): Diagnostic {
  return { rule: 'example', severity: 'warning', message: 'this is not right', related: [], ...rest, span };
}

/** A file in which each of the findings is at the given text. */
export function reportOf(text: string, ...places: readonly (string | Partial<Diagnostic>)[]): FileReport {
  const diagnostics = places.map((place) =>
    typeof place === 'string' ? finding(placeOf(text, place)) : finding({ start: 0, end: 0, ...place.span }, place),
  );
  return { path: 'Dockerfile', source: new Source('Dockerfile', text), diagnostics };
}
