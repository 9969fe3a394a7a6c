// `slipway simulate`: a build as it would run, cold or after a change, without an engine.

import { Analysis } from '../analysis.ts';
import type { BuilderName } from '../plan/built-steps.ts';
import { simulateBuildkit, simulateClassic, type SimulatedBuild } from '../plan/simulated-build.ts';
import { readTimings, Timings } from '../plan/timings.ts';
import { classicJson, classicTranscript } from '../report/classic-transcript.ts';
import { simulationJson, simulationText } from '../report/simulation.ts';
import { timelineSvg } from '../report/timeline-svg.ts';
import { DigestCache } from '../context/digest-cache.ts';
import { UserError } from '../user-error.ts';
import type { Build } from './build-options.ts';
import { readChanges } from './changes.ts';
import { choosePalette } from './color.ts';
import { digestStore } from './digest-store.ts';
import { exitCode } from './exit-code.ts';
import { readFile } from './inputs.ts';
import type { Io } from './io.ts';
import { KeptTimings } from './kept-timings.ts';
import type { Arguments } from './options.ts';
import { reportRefusal } from './planned-build.ts';

export interface SimulateSettings {
  readonly format: 'text' | 'json' | 'svg';
  readonly engine: BuilderName;
  /** As given; undefined for no limit. */
  readonly workers: string | undefined;
  /** Files; none for what `slipway verify` has kept. */
  readonly timings: readonly string[];
  readonly color: boolean | undefined;
}

const WIDTH = 100;
const MOST_WORKERS = 10_000;

export async function simulateFile(build: Build, given: Arguments, asked: SimulateSettings, io: Io): Promise<number> {
  const { format, engine, color } = asked;
  const workers = asked.workers === undefined ? undefined : readWorkers(asked.workers);
  if (engine === 'classic' && format === 'svg') {
    throw new UserError('--format svg draws what runs side by side; the classic builder does one thing at a time');
  }
  if (engine === 'classic' && (workers !== undefined || asked.timings.length > 0)) {
    throw new UserError(
      'the transcript of the classic builder has neither workers nor times: leave out --workers and --timings',
    );
  }
  const timings =
    asked.timings.length === 0 ? new KeptTimings(io, build).read() : readAll(asked.timings, io.workingFolder);
  const digests = new DigestCache(digestStore(io, build.folder));
  const changes = readChanges(build, given, { builder: engine, digests }, io);
  if ('ok' in changes) return reportRefusal(build, changes.error, io);
  const palette = await choosePalette(color, io);
  if (engine === 'classic') {
    const report = classicReport(build, changes);
    changes.context.save();
    io.stdout.write(format === 'json' ? classicJson(report) : classicTranscript(report, palette));
    return report.run.refusal === undefined ? exitCode.clean : exitCode.findings;
  }
  const dockerfileBytes = Buffer.byteLength(build.source.text);
  const simulation = { schedule: simulateBuildkit(changes, { timings, workers, dockerfileBytes }), workers };
  changes.context.save();
  if (format === 'svg') io.stdout.write(timelineSvg(simulation));
  else if (format === 'json') io.stdout.write(simulationJson(simulation));
  else io.stdout.write(simulationText(simulation, { palette, width: io.stdout.terminalWidth() ?? WIDTH }));
  return exitCode.clean;
}

function classicReport({ source }: Build, simulated: SimulatedBuild): ReturnType<typeof simulateClassic> {
  const { instructions } = new Analysis(source).file;
  const first = instructions.findIndex(({ kind }) => kind === 'From');
  return simulateClassic(simulated, instructions.slice(0, first));
}

function readWorkers(text: string): number {
  const workers = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (workers >= 1 && workers <= MOST_WORKERS) return workers;
  throw new UserError(`--workers cannot be "${text}"; it is a number from 1 to ${MOST_WORKERS}`);
}

function readAll(paths: readonly string[], workingFolder: string): Timings {
  const timings = new Timings();
  for (const path of paths) {
    const file = readFile(path, workingFolder);
    if ('problem' in file) throw new UserError(`--timings: ${file.problem}`);
    const read = readTimings(file.text);
    if (!read.ok) throw new UserError(`--timings cannot be "${path}": ${read.error}`);
    for (const timing of read.value) timings.add(timing);
  }
  return timings;
}
