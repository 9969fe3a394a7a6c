// The report for `grep`, editors and narrow places: a line a finding, in the way of compilers.

import type { Diagnostic } from '../diagnostic.ts';
import type { FileReport } from '../lint/file-report.ts';
import { type Palette, severityPaint } from './palette.ts';
import { type Reporter, shownPath } from './report.ts';
import { visible } from './visible.ts';

/** `path:line:column: severity: message [rule]` for each finding, and nothing else. */
export const compact: Reporter = (reports, { palette }) =>
  reports.flatMap((report) => report.diagnostics.map((diagnostic) => line(report, diagnostic, palette))).join('');

function line({ path, source }: FileReport, { rule, severity, message, span }: Diagnostic, palette: Palette): string {
  const at = source.position(span.start);
  const level = severityPaint(severity, palette)(severity);
  const place = palette.bold(`${shownPath(path)}:${at.line}:${at.column}:`);
  return `${place} ${level}: ${visible(message)} ${palette.dim(`[${visible(rule)}]`)}\n`;
}
