// Findings that somebody has accepted: known by their fingerprints, whatever moves in their files.

import { fingerprintsOf } from './fingerprint.ts';
import type { FileReport } from './file-report.ts';

/** An accepted finding. Only the fingerprint counts; the rest tells people what it is. */
export interface Accepted {
  /** From the folder of the baseline, with `/`. */
  readonly path: string;
  readonly rule: string;
  readonly fingerprint: string;
}

export interface Baseline {
  readonly version: 1;
  readonly findings: readonly Accepted[];
}

export interface Sifted {
  /** As they were given, without the accepted findings. */
  readonly reports: readonly FileReport[];
  readonly accepted: number;
  /** How many findings of the baseline no longer are in the files that were linted. */
  readonly gone: number;
}

/** The baseline that a text holds, or undefined where it holds something else. */
export function readBaseline(text: string): Baseline | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isBaseline(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isBaseline(value: unknown): value is Baseline {
  return (
    isRecord(value) && value['version'] === 1 && Array.isArray(value['findings']) && value['findings'].every(isAccepted)
  );
}

function isAccepted(value: unknown): value is Accepted {
  return (
    isRecord(value) &&
    [value['path'], value['rule'], value['fingerprint']].every((member) => typeof member === 'string')
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Leaves out what the baseline accepts. The paths of the reports are from the folder of the baseline. */
export function withoutBaseline(reports: readonly FileReport[], { findings }: Baseline): Sifted {
  const accepted = new Set(findings.map(({ fingerprint }) => fingerprint));
  const paths = new Set(reports.map(({ path }) => path));
  const candidates = findings.filter(({ path }) => paths.has(path)).length;
  let count = 0;
  const sifted = reports.map((report) => {
    const fingerprints = fingerprintsOf(report.path, report);
    const diagnostics = report.diagnostics.filter((diagnostic) => !accepted.has(fingerprints.get(diagnostic) ?? ''));
    count += report.diagnostics.length - diagnostics.length;
    return { ...report, diagnostics, found: report.found ?? report.diagnostics };
  });
  return { reports: sifted, accepted: count, gone: Math.max(0, candidates - count) };
}

/**
 * A baseline of all findings of the reports, in a fixed order. What `former` says of other files stays where `exists` says
 * that such a file is still there.
 */
export function baselineOf(
  reports: readonly FileReport[],
  former?: Baseline,
  exists: (path: string) => boolean = () => true,
): Baseline {
  const linted = new Set(reports.map(({ path }) => path));
  const kept = former?.findings.filter(({ path }) => !linted.has(path) && exists(path)) ?? [];
  return { version: 1, findings: kept.concat(reports.flatMap(accept)).toSorted(byPath) };
}

function accept(report: FileReport): readonly Accepted[] {
  const fingerprints = fingerprintsOf(report.path, report);
  return report.diagnostics.map((diagnostic) => {
    return { path: report.path, rule: diagnostic.rule, fingerprint: fingerprints.get(diagnostic) ?? '' };
  });
}

function byPath(a: Accepted, b: Accepted): number {
  return compare(a.path, b.path) || compare(a.rule, b.rule) || compare(a.fingerprint, b.fingerprint);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
