// The report for people: every finding with its place in the code, and a summary.

import type { Diagnostic, Severity } from '../diagnostic.ts';
import { codeFrame } from './code-frame.ts';
import type { Paint, Palette } from './palette.ts';
import { countBySeverity, type FileReport, type Reporter } from './report.ts';
import { visible } from './visible.ts';

const severities: readonly Severity[] = ['error', 'warning', 'info', 'style'];

/** Every finding with its place in the code, then a summary; the summary alone where nothing was found. */
export const pretty: Reporter = (reports, { palette, width }) => {
  if (reports.length === 0) return '';
  const blocks: string[] = [];
  for (const report of reports) {
    for (const diagnostic of report.diagnostics) blocks.push(block(report, diagnostic, palette, width));
  }
  return `${[...blocks, summary(reports, palette)].join('\n\n')}\n`;
};

function block({ path, source }: FileReport, diagnostic: Diagnostic, palette: Palette, width: number): string {
  const { rule, severity, message, span, related, fix, help = fix?.title } = diagnostic;
  const paint = paintOf(severity, palette);
  const { line, column } = source.position(span.start);
  const frame = codeFrame(source, span, related, { palette, paint, width });
  const indent = ' '.repeat(frame.gutter);
  const rows = [
    paint(palette.bold(`${severity}[${visible(rule)}]`)) + palette.bold(`: ${visible(message)}`),
    `${indent}${palette.blue('-->')} ${path === '-' ? '<stdin>' : visible(path)}:${line}:${column}`,
    ...frame.rows,
  ];
  if (help !== undefined) {
    if (frame.rows.length > 0) rows.push(`${indent} ${palette.blue('|')}`);
    rows.push(`${indent} ${palette.blue('=')} ${palette.bold('help:')} ${visible(help)}`);
  }
  return rows.join('\n');
}

function paintOf(severity: Severity, palette: Palette): Paint {
  switch (severity) {
    case 'error':
      return palette.red;
    case 'warning':
      return palette.yellow;
    case 'info':
      return palette.cyan;
    case 'style':
      return palette.dim;
    default:
      return severity satisfies never;
  }
}

function summary(reports: readonly FileReport[], palette: Palette): string {
  const counts = countBySeverity(reports);
  const found = severities.filter((severity) => counts[severity] > 0);
  if (found.length === 0) return palette.green(`Nothing to report in ${files(reports.length)}.`);
  const parts = found.map((severity) => paintOf(severity, palette)(amount(counts[severity], severity)));
  const affected = reports.filter(({ diagnostics }) => diagnostics.length > 0).length;
  const where = affected < reports.length ? `${affected} of ${files(reports.length)}` : files(affected);
  return `Found ${list(parts)} in ${where}.${invitation(reports, palette)}`;
}

/** Names the command that explains the first finding among the most severe. */
function invitation(reports: readonly FileReport[], palette: Palette): string {
  const findings = reports.flatMap(({ diagnostics }) => diagnostics).filter(({ rule }) => rule !== 'syntax');
  for (const severity of severities) {
    const finding = findings.find((candidate) => candidate.severity === severity);
    if (finding !== undefined)
      return `\nTo see why it matters: ${palette.bold(`slipway explain ${visible(finding.rule)}`)}`;
  }
  return '';
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
