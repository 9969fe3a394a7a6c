// `slipway lint`: the findings in the files that were asked for.

import { dirname, resolve } from 'node:path';
import { rules } from '../../rules/index.ts';
import { Analysis, type BuildSettings } from '../analysis.ts';
import type { FileSettings } from '../config/settings.ts';
import { folderContext } from '../context/folder.ts';
import { ignoreFileProblem } from '../context/ignore-list.ts';
import type { Severity } from '../diagnostic.ts';
import { knowledgeSource } from '../knowledge/base-images/source.ts';
import { givenImages } from '../knowledge/image-config-file.ts';
import type { FileReport } from '../lint/file-report.ts';
import { lint } from '../lint/lint.ts';
import { isAtLeast } from '../lint/severity.ts';
import { noContext } from '../model/context-source.ts';
import { Source } from '../syntax/source.ts';
import { exitCode } from './exit-code.ts';
import { type FileToLint, filesToLint } from './files-to-lint.ts';
import { selectFiles, STDIN } from './inputs.ts';
import type { Io } from './io.ts';
import { type Format, formats } from './lint-option-table.ts';
import type { LintSettings } from './lint-settings.ts';
import type { Output } from './output-files.ts';
import { progressOn } from './progress.ts';
import { writeReports } from './write-reports.ts';

/** A file that was linted, and what counts for it. */
interface Linted {
  readonly report: FileReport;
  readonly settings: FileSettings;
}

/** Writes the reports on all files that can be read, whatever is wrong with the others, and gives the exit code. */
export async function lintFiles(settings: LintSettings, io: Io): Promise<number> {
  const outputs = await outputsOf(settings);
  const { paths, problems, empty } = await selectFiles(settings.operands, io.workingFolder);
  const files = await filesToLint(paths, settings, io);
  const { linted, unread, bugs } = lintEach(files, io, settings.date ?? io.today());
  unread.unshift(...problems);
  const reports = await sift(linted, settings, io);
  if (settings.updateBaseline) {
    const { updateBaseline } = await import('./sift.ts');
    updateBaseline(reports, settings, io);
  } else {
    const active = new Map(linted.flatMap((each) => [...each.settings.rules]));
    await writeReports(reports, { rules: active, problems: unread, outputs }, settings, io);
  }
  await complain(empty, unread, bugs, io);
  if (bugs.length > 0) return exitCode.bug;
  if (unread.length > 0) return exitCode.usage;
  const isFailure = linted.some((each, index) => {
    const least = failLevel(each.settings, settings);
    return least !== 'never' && reports[index]?.diagnostics.some(({ severity }) => isAtLeast(least, severity));
  });
  return isFailure && !settings.updateBaseline ? exitCode.findings : exitCode.clean;
}

async function outputsOf({ outputs, format }: LintSettings): Promise<readonly Output<Format>[]> {
  if (outputs.length === 0) return [{ format, file: undefined }];
  const { readOutputs } = await import('./output-files.ts');
  return readOutputs(outputs, format, formats);
}

interface Outcome {
  readonly linted: Linted[];
  /** What could not be read, a sentence each. */
  readonly unread: string[];
  readonly bugs: unknown[];
}

function lintEach(files: readonly FileToLint[], io: Io, date: string): Outcome {
  const outcome: Outcome = { linted: [], unread: [], bugs: [] };
  const progress = progressOn(io.stderr, files.length);
  for (const [index, file] of files.entries()) {
    progress.at(index);
    const { path, settings } = file;
    const read = file.read();
    if ('problem' in read) {
      outcome.unread.push(read.problem);
      continue;
    }
    try {
      const source = new Source(path, read.text);
      const build = buildOf(file, io, date);
      const problem = ignoreFileProblem(build.context ?? noContext, io.workingFolder);
      if (problem !== undefined && !outcome.unread.includes(problem)) outcome.unread.push(problem);
      const diagnostics = lint(new Analysis(source, build), settings.rules, rules);
      outcome.linted.push({ report: { path, source, diagnostics }, settings });
    } catch (error) {
      outcome.bugs.push(error);
    }
  }
  progress.end();
  return outcome;
}

/** Which folder is sent to the builder nobody knows here; mostly it is that of the Dockerfile. */
function buildOf({ path, settings, targets }: FileToLint, { workingFolder }: Io, date: string): BuildSettings {
  const dockerfile = resolve(workingFolder, path);
  return {
    context: path === STDIN ? noContext : folderContext(dirname(dockerfile), dockerfile),
    images: givenImages(settings.baseImages, knowledgeSource),
    targets,
    date,
  };
}

/** The findings that are to be reported, file by file. */
async function sift(linted: readonly Linted[], settings: LintSettings, io: Io): Promise<readonly FileReport[]> {
  const all = linted.map(({ report }) => report);
  const { baseline, since, updateBaseline } = settings;
  const isSifted = since !== undefined || (baseline !== undefined && !updateBaseline);
  const sifted = isSifted ? await import('./sift.ts').then(({ siftReports }) => siftReports(all, settings, io)) : all;
  return sifted.map(({ path, source, diagnostics, found = diagnostics }, index) => {
    const level = reportLevel(linted[index]?.settings, settings);
    return { path, source, diagnostics: diagnostics.filter(({ severity }) => isAtLeast(level, severity)), found };
  });
}

/** What fails is reported, unless somebody says otherwise. */
function reportLevel(own: FileSettings | undefined, settings: LintSettings): Severity {
  const least = failLevel(own, settings);
  const failing = least === 'never' ? 'error' : least;
  if (settings.quiet) return failing;
  return settings.level ?? (failing === 'style' ? 'style' : 'info');
}

function failLevel(own: FileSettings | undefined, settings: LintSettings): Severity | 'never' {
  return settings.failOn ?? own?.failOn ?? 'warning';
}

async function complain(
  empty: readonly string[],
  problems: readonly string[],
  bugs: readonly unknown[],
  io: Io,
): Promise<void> {
  if (empty.length + problems.length + bugs.length === 0) return;
  const { reportBug, reportProblem } = await import('./failure.ts');
  for (const folder of empty) reportProblem(`no Dockerfile found in "${folder}"`, io);
  for (const problem of problems) reportProblem(problem, io);
  for (const bug of bugs) reportBug(bug, io);
}
