// The report for GitHub Actions: workflow commands that put annotations beside the lines of a pull request.

import type { Diagnostic, Severity } from '../diagnostic.ts';
import type { FileReport } from '../lint/file-report.ts';
import { pathFromRoot } from './path-from-root.ts';
import type { Reporter, ReportOptions } from './report.ts';
import { visible } from './visible.ts';

type Level = 'error' | 'warning' | 'notice';

const levels: Readonly<Record<Severity, Level>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  style: 'notice',
};

/** A command for each finding. GitHub shows the first ten of each level for a step. */
export const github: Reporter = (reports, options) =>
  reports.flatMap((report) => report.diagnostics.map((diagnostic) => command(report, diagnostic, options))).join('');

function command({ path, source }: FileReport, diagnostic: Diagnostic, options: ReportOptions): string {
  const { rule, severity, message, span, fix, help = fix?.title } = diagnostic;
  const start = source.position(span.start);
  const end = source.position(span.end);
  const properties = {
    title: rule,
    file: pathFromRoot(path, options),
    line: start.line,
    endLine: end.line,
    // GitHub takes columns only where both are of one line.
    ...(start.line === end.line && { col: start.column, endColumn: end.column }),
  };
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(visible(String(value)))}`);
  const text = [message, ...(help === undefined ? [] : [help])].map(visible).join('\n');
  return `::${levels[severity]} ${written.join(',')}::${escapeText(text)}\n`;
}

export function escapeText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

export function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
