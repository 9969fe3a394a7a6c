// What a report is made from, whatever its format: one file per format, each a `Reporter`.

import type { Severity } from '../diagnostic.ts';
import type { FileReport } from '../lint/file-report.ts';
import type { Rules } from '../lint/rule.ts';
import type { Palette } from './palette.ts';
import { visible } from './visible.ts';

/** What a format may need to know of the place where it is read; a format ignores what it does not need. */
export interface ReportOptions {
  readonly palette: Palette;
  /** Columns of the terminal. */
  readonly width: number;
  /** The rules that may have findings, as they are configured. */
  readonly rules: Rules;
  /** Of Slipway. */
  readonly version: string;
  /** What kept Slipway from answering for all files, a sentence each. */
  readonly problems: readonly string[];
  /** The folder that the paths of the files start from. Absolute, as `root` is. */
  readonly workingFolder: string;
  /** The folder from which other programs know the files. */
  readonly root: string;
}

/** Turns the answers for all files into one text that ends with a line break, or into nothing. */
export type Reporter = (reports: readonly FileReport[], options: ReportOptions) => string;

/** How many findings there are of each severity. */
export function countBySeverity(reports: readonly FileReport[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0, style: 0 };
  for (const { diagnostics } of reports) for (const { severity } of diagnostics) counts[severity]++;
  return counts;
}

/** A path as people read it. */
export function shownPath(path: string): string {
  return path === '-' ? '<stdin>' : visible(path);
}
