// `slipway lint`: the findings in the files that were asked for.

import { dirname, resolve } from 'node:path';
import { rules } from '../../rules/index.ts';
import { Analysis } from '../analysis.ts';
import { folderContext } from '../context/folder.ts';
import type { Diagnostic, Severity } from '../diagnostic.ts';
import { knowledgeSource } from '../knowledge/base-images/source.ts';
import { lint } from '../lint/lint.ts';
import type { Rules } from '../lint/rule.ts';
import { type ContextSource, noContext } from '../model/context-source.ts';
import type { FileReport, Reporter } from '../report/report.ts';
import { Source } from '../syntax/source.ts';
import { choosePalette } from './color.ts';
import { exitCode } from './exit-code.ts';
import { readFile, readStdin, selectFiles, STDIN } from './inputs.ts';
import type { Io } from './io.ts';

export interface LintSettings {
  readonly format: 'pretty' | 'json';
  /** The least severe findings to report. */
  readonly level: Severity;
  /** Undefined: where it helps. */
  readonly color: boolean | undefined;
}

const WIDTH = 120;

/** The rank of a level: findings of this and lower ranks are reported. */
const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, style: 3 };

/** Writes a report on all files that can be read, whatever is wrong with the others, and gives the exit code. */
export async function lintFiles(operands: readonly string[], settings: LintSettings, io: Io): Promise<number> {
  const asked = operands.length === 0 ? ['.'] : operands;
  const { paths, problems, empty } = await selectFiles(asked, io.workingFolder);
  const stdin = paths.includes(STDIN) ? await readStdin(io) : undefined;
  const active: Rules = new Map([...rules].filter(([, { recommended }]) => recommended));
  const reports: FileReport[] = [];
  const unread = [...problems];
  const bugs: unknown[] = [];
  for (const path of paths) {
    const read = (path === STDIN ? stdin : undefined) ?? readFile(path, io.workingFolder);
    if ('problem' in read) {
      unread.push(read.problem);
      continue;
    }
    try {
      const source = new Source(path, read.text);
      const diagnostics = lint(
        new Analysis(source, { context: contextOf(path, io), images: knowledgeSource }),
        active,
        rules,
      );
      reports.push({ path, source, diagnostics: atLeast(settings.level, diagnostics) });
    } catch (error) {
      bugs.push(error);
    }
  }
  await write(reports, settings, io);
  await complain(empty, unread, bugs, io);
  if (bugs.length > 0) return exitCode.bug;
  if (unread.length > 0) return exitCode.usage;
  const isClean = reports.every(({ diagnostics }) => atLeast('warning', diagnostics).length === 0);
  return isClean ? exitCode.clean : exitCode.findings;
}

/** Which folder is sent to the builder nobody knows here; mostly it is that of the Dockerfile. */
function contextOf(path: string, { workingFolder }: Io): ContextSource {
  const dockerfile = resolve(workingFolder, path);
  return path === STDIN ? noContext : folderContext(dirname(dockerfile), dockerfile);
}

function atLeast(level: Severity, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => ranks[severity] <= ranks[level]);
}

async function write(reports: readonly FileReport[], { format, color }: LintSettings, io: Io): Promise<void> {
  const report = await loadReporter(format);
  const palette = await choosePalette(color, io);
  io.stdout.write(report(reports, { palette, width: io.stdout.terminalWidth() ?? WIDTH }));
}

async function loadReporter(format: LintSettings['format']): Promise<Reporter> {
  switch (format) {
    case 'pretty':
      return (await import('../report/pretty.ts')).pretty;
    case 'json':
      return (await import('../report/json.ts')).json;
    default:
      return format satisfies never;
  }
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
