// How often each rule finds something: what to work on first.

import type { Severity } from '../diagnostic.ts';
import { severities } from '../lint/severity.ts';
import { type Palette, severityPaint } from './palette.ts';
import type { Reporter } from './report.ts';
import { summary } from './summary.ts';
import { visible } from './visible.ts';

interface Count {
  readonly rule: string;
  findings: number;
  files: number;
  fixable: number;
  /** The most severe of its findings. */
  severity: Severity;
}

/** A line for each rule with findings, the most frequent first, and the sum. */
export const statistics: Reporter = (reports, { palette }) => {
  if (reports.length === 0) return '';
  const counts = [...countByRule(reports).values()].toSorted(byFrequency);
  const rows = counts.length === 0 ? [] : [...table(counts, palette), ''];
  return `${[...rows, summary(reports, palette)].join('\n')}\n`;
};

function table(counts: readonly Count[], palette: Palette): readonly string[] {
  const level = Math.max(...counts.map(({ severity }) => severity.length));
  return [
    `FINDINGS  FILES  FIXABLE  ${'LEVEL'.padEnd(level)}  RULE`,
    ...counts.map(({ findings, files, fixable, severity, rule }) => {
      const numbers = `${String(findings).padStart(8)}  ${String(files).padStart(5)}  ${String(fixable).padStart(7)}`;
      return `${numbers}  ${severityPaint(severity, palette)(severity.padEnd(level))}  ${visible(rule)}`;
    }),
  ];
}

function byFrequency(a: Count, b: Count): number {
  return b.findings - a.findings || (a.rule < b.rule ? -1 : 1);
}

function countByRule(reports: Parameters<Reporter>[0]): ReadonlyMap<string, Count> {
  const counts = new Map<string, Count>();
  for (const { diagnostics } of reports) {
    const seen = new Set<string>();
    for (const { rule, severity, fix } of diagnostics) {
      const count = counts.get(rule) ?? { rule, findings: 0, files: 0, fixable: 0, severity };
      counts.set(rule, count);
      count.findings++;
      if (fix !== undefined) count.fixable++;
      if (!seen.has(rule)) count.files++;
      seen.add(rule);
      if (severities.indexOf(severity) < severities.indexOf(count.severity)) count.severity = severity;
    }
  }
  return counts;
}
