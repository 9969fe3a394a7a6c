// What a report is made from, whatever its format: one file per format, each a `Reporter`.

import type { Diagnostic, Severity } from '../diagnostic.ts';
import type { Source } from '../syntax/source.ts';
import type { Palette } from './palette.ts';

/** What was found in one file; `path` as the user gave it, `-` for standard input. */
export interface FileReport {
  readonly path: string;
  readonly source: Source;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a format may need to know of the place where it is read; a format ignores what it does not need. */
export interface ReportOptions {
  readonly palette: Palette;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Turns the answers for all files into one text that ends with a line break, or into nothing. */
export type Reporter = (reports: readonly FileReport[], options: ReportOptions) => string;

/** How many findings there are of each severity. */
export function countBySeverity(reports: readonly FileReport[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0, style: 0 };
  for (const { diagnostics } of reports) for (const { severity } of diagnostics) counts[severity]++;
  return counts;
}
