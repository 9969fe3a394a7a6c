// Findings that are not to be reported: those of a baseline, and those in lines that have not changed.

import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Baseline, baselineOf, readBaseline, withoutBaseline } from '../lint/baseline.ts';
import type { FileReport } from '../lint/file-report.ts';
import { relativePath } from '../lint/relative-path.ts';
import { baselineText } from '../report/baseline.ts';
import { visible } from '../report/visible.ts';
import type { Span } from '../syntax/source.ts';
import { UserError } from '../user-error.ts';
import { changedLines } from './changed-lines.ts';
import { readFile, STDIN } from './inputs.ts';
import type { Io } from './io.ts';
import type { LintSettings } from './lint-settings.ts';
import { writeOutputFiles } from './output-files.ts';

/** What `--baseline` and `--since` leave of the reports, in their order. */
export async function siftReports(
  reports: readonly FileReport[],
  { baseline, since, updateBaseline: isUpdate, quiet }: LintSettings,
  io: Io,
): Promise<readonly FileReport[]> {
  let sifted = reports;
  if (baseline !== undefined && !isUpdate) {
    const { reports: others, gone } = siftByBaseline(reports, baseline, io.workingFolder);
    sifted = others;
    if (gone > 0 && !quiet) {
      const { reportProblem } = await import('./failure.ts');
      reportProblem(
        `${counted(gone)} of the baseline ${gone === 1 ? 'is' : 'are'} gone; --update-baseline removes them`,
        io,
      );
    }
  }
  return since === undefined ? sifted : siftByChanges(sifted, since, io.workingFolder);
}

/** Writes a baseline of all these findings, and says so; what it says of files that were not linted stays. */
export function updateBaseline(reports: readonly FileReport[], { baseline = '', quiet }: LintSettings, io: Io): void {
  const { workingFolder } = io;
  const folder = dirname(resolve(workingFolder, baseline));
  const exists = (path: string): boolean => existsSync(resolve(folder, path));
  const former = loadBaseline(baseline, workingFolder);
  const accepted = baselineOf(fromBaseline(reports, baseline, workingFolder), former, exists);
  writeOutputFiles([{ file: baseline, text: baselineText(accepted) }], workingFolder);
  if (!quiet) io.stdout.write(`Accepted ${counted(accepted.findings.length)} in ${visible(baseline)}.\n`);
}

function counted(findings: number): string {
  return findings === 1 ? '1 finding' : `${findings} findings`;
}

/** The reports without the findings that the file accepts, and how many of those it accepts are gone. */
function siftByBaseline(
  reports: readonly FileReport[],
  baseline: string,
  workingFolder: string,
): { readonly reports: readonly FileReport[]; readonly gone: number } {
  const accepted = loadBaseline(baseline, workingFolder);
  if (accepted === undefined) {
    throw new UserError(`there is no file "${baseline}"; --update-baseline writes the findings of today into it`);
  }
  const { reports: sifted, gone } = withoutBaseline(fromBaseline(reports, baseline, workingFolder), accepted);
  const named = sifted.map(({ path, source, diagnostics, found = diagnostics }, index): FileReport => {
    return { path: reports[index]?.path ?? path, source, diagnostics, found };
  });
  return { reports: named, gone };
}

/** The reports with the findings that touch what has changed since the commit. Standard input has no history. */
function siftByChanges(reports: readonly FileReport[], since: string, workingFolder: string): readonly FileReport[] {
  const files = reports.filter(({ path }) => path !== STDIN).map(({ path }) => resolve(workingFolder, path));
  const changed = changedLines(since, files, workingFolder);
  return reports.map((report) => {
    const { path, source, diagnostics } = report;
    if (path === STDIN) return report;
    const lines = changed.get(resolve(workingFolder, path));
    const touches = ({ start, end }: Span): boolean =>
      lines?.touches(source.position(start).line, source.position(Math.max(start, end - 1)).line) ?? false;
    return {
      ...report,
      diagnostics: diagnostics.filter(
        ({ span, related }) => touches(span) || related.some((other) => touches(other.span)),
      ),
      found: report.found ?? diagnostics,
    };
  });
}

/** Undefined where there is no such file. */
function loadBaseline(name: string, workingFolder: string): Baseline | undefined {
  if (!existsSync(resolve(workingFolder, name))) return undefined;
  const file = readFile(name, workingFolder);
  if ('problem' in file) throw new UserError(file.problem);
  const baseline = readBaseline(file.text);
  if (baseline === undefined) {
    throw new UserError(
      `"${name}" is no baseline; name another file, or remove it and write it with --update-baseline`,
    );
  }
  return baseline;
}

/** The reports with paths from the folder of the baseline: the same wherever Slipway is called. */
function fromBaseline(reports: readonly FileReport[], baseline: string, workingFolder: string): readonly FileReport[] {
  const folder = dirname(resolve(workingFolder, baseline));
  return reports.map((report) =>
    report.path === STDIN ? report : { ...report, path: relativePath(resolve(workingFolder, report.path), folder) },
  );
}
