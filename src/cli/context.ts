// `slipway context`: what of the build context is sent, by size, and what the ignore file leaves out.

import { relative } from 'node:path';
import { ContextFolder } from '../context/context-folder.ts';
import { heaviestFolders, largestFiles, savedBy, weigh } from '../context/context-sizes.ts';
import { sentFiles } from '../plan/context-transfer.ts';
import { type ContextReport, contextJson, contextText } from '../report/context.ts';
import type { Build } from './build-options.ts';
import { choosePalette } from './color.ts';
import { exitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { ignoreListOf, knownByName, planBuild, reportRefusal } from './planned-build.ts';

const WIDTH = 100;
/** As many folders, and as many files, as fit on a screen. */
const MOST = 8;

export async function showContext(
  build: Build,
  { json, color }: { readonly json: boolean; readonly color: boolean | undefined },
  io: Io,
): Promise<number> {
  const { source, settings, folder } = build;
  const ignoreFile = settings.context?.ignoreFile();
  const ignored = ignoreListOf(ignoreFile);
  const context = new ContextFolder(folder);
  const { files, leftOut } = context.list(ignored, { all: true });
  const common = { builder: 'buildkit', namedContexts: new Map(), imageIds: knownByName } as const;
  const planned = planBuild({ ...common, source, settings, files });
  if (!planned.ok) return reportRefusal(build, planned.error, io);
  const { graph, stages } = planned.request;
  const sent = new Set(sentFiles(files, graph.contextPaths));
  const takes = files.filter((file) => sent.has(file));
  const report: ContextReport = {
    folder: nameOf(folder, io),
    target: stages.target?.name ?? '',
    whole: weigh(files),
    sent: weigh(takes),
    paths: graph.contextPaths,
    folders: heaviestFolders(takes, MOST),
    files: largestFiles(takes, MOST),
    ignoreFile: ignoreFile && nameOf(ignoreFile.path, io),
    patterns: savedBy(
      leftOut,
      (ignored?.patterns ?? []).filter((pattern) => !pattern.startsWith('!')),
    ),
    leftOut: weigh(leftOut.map(({ file }) => file)),
    problems: context.problems,
  };
  if (json) {
    io.stdout.write(contextJson(report));
    return exitCode.clean;
  }
  const palette = await choosePalette(color, io);
  io.stdout.write(contextText(report, { palette, width: io.stdout.terminalWidth() ?? WIDTH }));
  return exitCode.clean;
}

/** From the working folder, unless that lies elsewhere. */
function nameOf(path: string, { workingFolder }: Io): string {
  return relative(workingFolder, path) || '.';
}
