// A build that nobody runs: what the builder has in its cache, what it does of the rest, and when.

import type { Step } from '../model/evaluation/build-stage.ts';
import type { Instruction } from '../syntax/ast.ts';
import { cleanPath } from '../syntax/go/path.ts';
import { lazily } from '../syntax/lazily.ts';
import { BuildkitBuilder, type BuildRequest, ClassicBuilder, type StepAnswer } from './builder.ts';
import { type BuildJob, buildJobs, type Duration, type JobWork } from './build-jobs.ts';
import { type ClassicRun, classicRun } from './classic-run.ts';
import { archiveBytes, bytesByPath, changedBytes } from './context-bytes.ts';
import { sentFiles } from './context-transfer.ts';
import { estimate } from './estimate.ts';
import { keyDigest } from './key-digest.ts';
import { startOfPattern } from './path-names.ts';
import { type Schedule, simulate } from './simulate.ts';
import type { Timings } from './timings.ts';

export interface SimulatedBuild {
  /** The build that the builder knows; undefined for a builder that has built nothing. */
  readonly before: BuildRequest | undefined;
  readonly after: BuildRequest;
}

export interface BuildkitSettings {
  /** Of other builds; what they do not tell is estimated. */
  readonly timings: Timings;
  /** Undefined for no limit. */
  readonly workers: number | undefined;
  readonly dockerfileBytes: number;
}

/** The schedule of BuildKit. A step that may be cached is taken for one that runs. */
export function simulateBuildkit(
  { before, after }: SimulatedBuild,
  { timings, workers, dockerfileBytes }: BuildkitSettings,
): Schedule<BuildJob> {
  const builder = new BuildkitBuilder();
  if (before !== undefined) builder.build(before);
  const answers = builder.build(after);
  const durations = new Durations(timings, answers, after);
  const jobs = buildJobs(after, {
    answers,
    knownSources: knownSources(before, after),
    bytesOf: (identifier) => bytesSent(identifier, before, after),
    dockerfileBytes,
    duration: (name, work) => durations.of(name, work),
  });
  return simulate(jobs, workers);
}

/** What the build before has fetched, and has not changed since. */
function knownSources(before: BuildRequest | undefined, after: BuildRequest): ReadonlySet<string> {
  const image = 'docker-image://';
  const identifiers = before?.graph.operations.flatMap((one) => (one.kind === 'source' ? [one.identifier] : [])) ?? [];
  return new Set(
    identifiers.filter((identifier) => {
      const reference = identifier.slice(image.length);
      return !identifier.startsWith(image) || before?.imageIds(reference)[0] === after.imageIds(reference)[0];
    }),
  );
}

function bytesSent(identifier: string, before: BuildRequest | undefined, after: BuildRequest): number {
  const filesOf = (build: BuildRequest | undefined): BuildRequest['context'] => {
    if (build === undefined) return [];
    if (identifier === 'local://context') return sentFiles(build.context, build.graph.contextPaths);
    return build.namedContexts?.get(identifier.slice('local://'.length)) ?? [];
  };
  return changedBytes(filesOf(after), filesOf(before));
}

class Durations {
  readonly #timings: Timings;
  readonly #answers: ReadonlyMap<Step, StepAnswer>;
  /** Of all that is sent, by path. */
  readonly #sizes: () => ReadonlyMap<string, number>;

  constructor(timings: Timings, answers: ReadonlyMap<Step, StepAnswer>, build: BuildRequest) {
    this.#timings = timings;
    this.#answers = answers;
    this.#sizes = lazily(() => bytesByPath(sentFiles(build.context, build.graph.contextPaths)));
  }

  of(name: string, work: JobWork): Duration {
    const answer = work.kind === 'step' ? this.#answers.get(work.step) : undefined;
    const measured = this.#timings.find(name, answer?.outcome && keyDigest(answer.outcome.key));
    if (measured !== undefined) return { seconds: measured, isMeasured: true };
    return { seconds: estimate(work, this.#bytesCopied(work)), isMeasured: false };
  }

  /** What a COPY takes of the context; of a pattern, the folder that it starts in. */
  #bytesCopied(work: JobWork): number {
    if (work.kind !== 'step' || work.step.work?.kind !== 'transfer' || work.step.command.sources.length > 0) return 0;
    const paths = work.step.work.sources.map(({ text }) => cleanPath(`/${text.slice(0, startOfPattern(text))}`));
    return [...new Set(paths)].reduce((sum, path) => sum + (this.#sizes().get(path.slice(1) || '.') ?? 0), 0);
  }
}

export interface ClassicSimulation {
  readonly run: ClassicRun;
  /** Of the archive that is sent. */
  readonly contextBytes: number;
}

/** What the classic builder does. `globals` are the instructions in front of the first FROM. */
export function simulateClassic({ before, after }: SimulatedBuild, globals: readonly Instruction[]): ClassicSimulation {
  const builder = new ClassicBuilder();
  if (before !== undefined) builder.build(before);
  const imageId = (reference: string): string => after.imageIds(reference)[0] ?? reference;
  const run = classicRun(after.stages, builder.build(after), { globals, imageId });
  return { run, contextBytes: archiveBytes(after.context) };
}
