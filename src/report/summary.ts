// How much was found, in one sentence.

import type { Severity } from '../diagnostic.ts';
import type { FileReport } from '../lint/file-report.ts';
import { severities } from '../lint/severity.ts';
import { type Palette, severityPaint } from './palette.ts';
import { countBySeverity } from './report.ts';

/** `Found 1 error and 2 warnings in 1 of 3 files.` */
export function summary(reports: readonly FileReport[], palette: Palette): string {
  const counts = countBySeverity(reports);
  const found = severities.filter((severity) => counts[severity] > 0);
  if (found.length === 0) return palette.green(`Nothing to report in ${files(reports.length)}.`);
  const parts = found.map((severity) => severityPaint(severity, palette)(amount(counts[severity], severity)));
  const affected = reports.filter(({ diagnostics }) => diagnostics.length > 0).length;
  const where = affected < reports.length ? `${affected} of ${files(reports.length)}` : files(affected);
  return `Found ${list(parts)} in ${where}.`;
}

function amount(count: number, severity: Severity): string {
  const countable = severity === 'error' || severity === 'warning';
  return `${count} ${severity}${countable && count !== 1 ? 's' : ''}`;
}

function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
