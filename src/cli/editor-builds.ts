// What editors show of a build besides its Dockerfile: the same answers as those of `impact` and `simulate`.

import { dirname } from 'node:path';
import { DigestCache } from '../context/digest-cache.ts';
import { folderContext } from '../context/folder.ts';
import { knowledgeSource } from '../knowledge/base-images/source.ts';
import type { BuildTools } from '../lsp/server/build-requests.ts';
import type { BuiltStep } from '../plan/built-steps.ts';
import { impactOf } from '../plan/impact.ts';
import { simulateBuildkit } from '../plan/simulated-build.ts';
import { reasonTexts, summaryText } from '../report/impact/words.ts';
import { secondsText } from '../report/seconds.ts';
import { timelineSvg } from '../report/timeline-svg.ts';
import { Source } from '../syntax/source.ts';
import { UserError } from '../user-error.ts';
import type { Build } from './build-options.ts';
import { since } from './change-option-table.ts';
import { type ChangedBuild, readChanges } from './changes.ts';
import { digestStore } from './digest-store.ts';
import type { Io } from './io.ts';
import { KeptTimings } from './kept-timings.ts';
import { impact as impactCommand } from './plan-commands.ts';
import { readArguments } from './options.ts';

export function editorBuilds(io: Io): BuildTools {
  return {
    impact(path, text, commit) {
      const { before, after, context } = changedBuild(buildOf(path, text), [`--${since.name}=${commit}`], io);
      if (before === undefined) throw new UserError('say since when');
      const impact = impactOf('buildkit', before, after);
      context.save();
      return {
        summary: summaryText(impact),
        steps: impact.steps.map((step) => ({
          line: step.line - 1,
          endLine: lastLine(step) - 1,
          name: step.text,
          fate: step.fate,
          reason: reasonTexts(step).join('; '),
        })),
      };
    },
    simulate(path, text) {
      const build = buildOf(path, text);
      const changes = changedBuild(build, [], io);
      const timings = new KeptTimings(io, build).read();
      const schedule = simulateBuildkit(changes, {
        timings,
        workers: undefined,
        dockerfileBytes: Buffer.byteLength(text),
      });
      changes.context.save();
      return {
        svg: timelineSvg({ schedule, workers: undefined }),
        summary: `${secondsText(schedule.total)} in all, ${schedule.jobs.length} steps`,
      };
    },
  };
}

function lastLine({ stage, step }: BuiltStep): number {
  const { instruction, trigger } = step?.command ?? { instruction: stage.from };
  return (trigger ?? instruction).lines.last;
}

/** The build of the text that an editor has, in the folder of its file. */
function buildOf(path: string, text: string): Build {
  const folder = dirname(path);
  const settings = { context: folderContext(folder, path), images: knowledgeSource };
  return { source: new Source(path, text), settings, dockerfile: path, folder };
}

function changedBuild(build: Build, options: readonly string[], io: Io): ChangedBuild {
  const given = readArguments(impactCommand.name, impactCommand.options, options);
  const digests = new DigestCache(digestStore(io, build.folder));
  const changes = readChanges(build, given, { builder: 'buildkit', digests }, io);
  if ('ok' in changes)
    throw new UserError(`the build cannot be planned: ${changes.error?.message ?? 'it has no stage'}`);
  return changes;
}
