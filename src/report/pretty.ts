// The report for people: every finding with its place in the code, and a summary.

import type { Diagnostic } from '../diagnostic.ts';
import type { FileReport } from '../lint/file-report.ts';
import { severities } from '../lint/severity.ts';
import { codeFrame } from './code-frame.ts';
import { type Palette, severityPaint } from './palette.ts';
import { type Reporter, shownPath } from './report.ts';
import { summary } from './summary.ts';
import { visible } from './visible.ts';

/** Every finding with its place in the code, then a summary; the summary alone where nothing was found. */
export const pretty: Reporter = (reports, { palette, width }) => {
  if (reports.length === 0) return '';
  const blocks: string[] = [];
  for (const report of reports) {
    for (const diagnostic of report.diagnostics) blocks.push(block(report, diagnostic, palette, width));
  }
  return `${[...blocks, summary(reports, palette)].join('\n\n')}${invitation(reports, palette)}\n`;
};

function block({ path, source }: FileReport, diagnostic: Diagnostic, palette: Palette, width: number): string {
  const { rule, severity, message, span, related, fix, help = fix?.title } = diagnostic;
  const paint = severityPaint(severity, palette);
  const { line, column } = source.position(span.start);
  const frame = codeFrame(source, span, related, { palette, paint, width });
  const indent = ' '.repeat(frame.gutter);
  const rows = [
    paint(palette.bold(`${severity}[${visible(rule)}]`)) + palette.bold(`: ${visible(message)}`),
    `${indent}${palette.blue('-->')} ${shownPath(path)}:${line}:${column}`,
    ...frame.rows,
  ];
  if (help !== undefined) {
    if (frame.rows.length > 0) rows.push(`${indent} ${palette.blue('|')}`);
    rows.push(`${indent} ${palette.blue('=')} ${palette.bold('help:')} ${visible(help)}`);
  }
  return rows.join('\n');
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
