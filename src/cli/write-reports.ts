// The reports of `slipway lint`, each in its format and its place.

import type { FileReport } from '../lint/file-report.ts';
import type { Rules } from '../lint/rule.ts';
import { plain } from '../report/palette.ts';
import type { Reporter } from '../report/report.ts';
import { choosePalette } from './color.ts';
import type { Io } from './io.ts';
import type { Format } from './lint-option-table.ts';
import type { LintSettings } from './lint-settings.ts';
import type { Output, OutputFile } from './output-files.ts';
import { reportRoot } from './report-root.ts';
import { loadReporter } from './reporter.ts';
import { version } from './version.ts';

/** What the reports say besides the findings, and where they go. */
export interface Surroundings {
  /** Those that could have found something, as they are configured. */
  readonly rules: Rules;
  /** What kept Slipway from answering for all files. */
  readonly problems: readonly string[];
  readonly outputs: readonly Output<Format>[];
}

const WIDTH = 120;

/** Writes all that is asked for: the files whole or not at all. */
export async function writeReports(
  reports: readonly FileReport[],
  { rules, problems, outputs }: Surroundings,
  settings: LintSettings,
  io: Io,
): Promise<void> {
  const { stdout, workingFolder } = io;
  const common = { rules, version, problems, workingFolder, root: reportRoot(io) };
  const texts = await Promise.all(
    outputs.map(async ({ format, file }) => {
      if (file === undefined && isSilent(reports, format, settings)) return { file, text: '' };
      const report = file === undefined && settings.statistics ? await loadStatistics() : await loadReporter(format);
      const palette = file === undefined ? await choosePalette(settings.color, io) : plain;
      const width = (file === undefined ? stdout.terminalWidth() : undefined) ?? WIDTH;
      return { file, text: report(reports, { ...common, palette, width }) };
    }),
  );
  const files: OutputFile[] = [];
  for (const { file, text } of texts) {
    if (file === undefined) stdout.write(text);
    else files.push({ file, text });
  }
  if (files.length === 0) return;
  const { writeOutputFiles } = await import('./output-files.ts');
  writeOutputFiles(files, workingFolder);
}

async function loadStatistics(): Promise<Reporter> {
  return (await import('../report/statistics.ts')).statistics;
}

/** `--quiet` leaves out what says that there is nothing. */
function isSilent(reports: readonly FileReport[], format: Format, { quiet }: LintSettings): boolean {
  return quiet && format === 'pretty' && reports.every(({ diagnostics }) => diagnostics.length === 0);
}
