// `slipway verify`: runs the user's build, and compares what Slipway says of the cache with what becomes of it.

import { join } from 'node:path';
import { ContextFolder } from '../context/context-folder.ts';
import { DigestCache } from '../context/digest-cache.ts';
import type { Step } from '../model/evaluation/build-stage.ts';
import { BuildkitBuilder, type BuildRequest, type StepAnswer } from '../plan/builder.ts';
import { sentFiles } from '../plan/context-transfer.ts';
import type { FinishedVertex } from '../plan/progress-stream.ts';
import { timingsOf } from '../plan/timings.ts';
import { type AnsweredStep, expectedSteps, type ExpectedStep, verify } from '../plan/verification.ts';
import { verificationText } from '../report/verification.ts';
import { Source } from '../syntax/source.ts';
import { UserError } from '../user-error.ts';
import { type Build, isFolder, readBuild } from './build-options.ts';
import { buildOptions } from './build-option-table.ts';
import {
  type BuildRecord,
  BuildRecords,
  type RecordedBuild,
  recordedFiles,
  recordedSettings,
  recordFiles,
} from './build-record.ts';
import { choosePalette } from './color.ts';
import { digestStore } from './digest-store.ts';
import { type DockerBuild, readDockerBuild } from './docker-command.ts';
import { exitCode } from './exit-code.ts';
import { hostOptions, hostSettings } from './host-settings.ts';
import type { Io } from './io.ts';
import { KeptTimings } from './kept-timings.ts';
import { readArguments } from './options.ts';
import { ignoreListOf, namedFolders, planBuild, type Planned, reportRefusal, requestOf } from './planned-build.ts';
import { runBuild } from './run-build.ts';

/** `words` is the command line of the build. Gives its exit code where it fails, otherwise 1 where something differs. */
export async function verifyBuild(words: readonly string[], color: boolean | undefined, io: Io): Promise<number> {
  const command = readDockerBuild(words);
  const build = await readDockerfile(command, io);
  const bare = bareRecord(command, build);
  const planned = planRecorded(bare, build);
  if (!planned.ok) return reportRefusal(build, planned.error, io);
  const records = new BuildRecords(io, build, engineOf(command, io));
  const record = records.read();
  const now = withFiles(bare, planned.request, build, io);
  const stdin = command.dockerfile === '-' ? build.source.text : undefined;
  const { code, vertices } = await runBuild(command.words, stdin, io);
  if (vertices.length === 0) {
    if (code !== 0) return code;
    throw new UserError('the build has told nothing of its steps: is it one of BuildKit (DOCKER_BUILDKIT is not 0)?');
  }
  const observed = withObservations(now, record, vertices, planned.request);
  const mayImport = command.valuesOf('cache-from').length > 0;
  const { steps, answers } = expectations(observed, { ...record, hasGap: record.hasGap || mayImport }, build);
  const verification = verify(steps, vertices);
  const isComplete = code === 0;
  records.write(isComplete ? { builds: [...record.builds, observed], hasGap: false } : { ...record, hasGap: true });
  const keptTimings = new KeptTimings(io, build);
  const timings = keptTimings.read();
  const measured = timingsOf(vertices, (name) => answers.get(name) ?? '');
  for (const timing of measured) timings.add(timing);
  const notes = {
    isFirst: record.builds.length === 0,
    isComplete,
    newImages: newImages(observed, record),
    timingsPath: measured.length === 0 ? undefined : keptTimings.write(timings),
  };
  io.stdout.write(verificationText(verification, notes, await choosePalette(color, io)));
  if (!isComplete) return code;
  return verification.steps.some(({ verdict }) => verdict === 'differs') ? exitCode.findings : exitCode.clean;
}

/** As if the options of the build had been given to a command of ours. */
async function readDockerfile(command: DockerBuild, io: Io): Promise<Build> {
  const { context, dockerfile } = command;
  if (!isFolder(context, io.workingFolder)) {
    throw new UserError(`the context "${context}" is no folder; check the name and the folder you are in`);
  }
  // buildx takes the argument from the environment where the command line has none; that of the command line comes later.
  const epoch = io.environment['SOURCE_DATE_EPOCH'] ?? '';
  const inherited = epoch === '' ? [] : [`--build-arg=SOURCE_DATE_EPOCH=${epoch}`];
  const shared = ['target', 'build-arg', 'platform', 'build-context'];
  const options = shared.flatMap((name) => command.valuesOf(name).map((value) => `--${name}=${value}`));
  const given = readArguments('verify', buildOptions, [`--context=${context}`, ...inherited, ...options]);
  return readBuild(dockerfile ?? join(context, 'Dockerfile'), given, io);
}

/** What tells an engine from others as far as the command line and the environment say it. */
function engineOf({ engine }: DockerBuild, { environment }: Io): readonly string[] {
  const names = ['DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG', 'BUILDX_BUILDER', 'BUILDX_CONFIG'];
  return [...engine, ...names.map((name) => environment[name] ?? '')];
}

/** The build but for the files that are sent: which these are, its plan tells. */
function bareRecord(command: DockerBuild, { source, settings }: Build): RecordedBuild {
  const filters = command.valuesOf('no-cache-filter').flatMap((value) => value.toLowerCase().split(','));
  return {
    dockerfile: source.text,
    options: {
      target: command.valuesOf('target').at(-1),
      platform: command.valuesOf('platform').at(-1),
      buildArgs: Object.fromEntries(settings.buildArgs ?? []),
      noCache: command.has('no-cache') ? true : filters,
      host: Object.fromEntries(hostOptions.map((name) => [name, command.valuesOf(name)])),
      merges: true,
    },
    files: [],
    folders: {},
    images: {},
  };
}

/** The files as they are before the build runs: afterwards, they may be others. */
function withFiles(bare: RecordedBuild, { graph }: BuildRequest, { settings, folder }: Build, io: Io): RecordedBuild {
  const context = new ContextFolder(folder, new DigestCache(digestStore(io, folder)));
  const { files } = context.list(ignoreListOf(settings.context?.ignoreFile()));
  const recorded = recordFiles(sentFiles(files, graph.contextPaths));
  context.save();
  const named = [...namedFolders(settings, io.workingFolder)].map(([name, all]) => [name, recordFiles(all)] as const);
  return { ...bare, files: recorded, folders: Object.fromEntries(named) };
}

function planRecorded(recorded: RecordedBuild, { source, settings }: Build): Planned {
  const { dockerfile, options, files, folders, images } = recorded;
  const { noCache, host, merges } = options;
  return planBuild({
    source: new Source(source.path, dockerfile),
    settings: recordedSettings(recorded, settings),
    builder: 'buildkit',
    files: recordedFiles(files),
    namedContexts: new Map(Object.entries(folders).map(([name, all]) => [name, recordedFiles(all)])),
    imageIds: (reference) => [images[reference] ?? reference],
    graph: {
      noCache: typeof noCache === 'boolean' ? noCache : new Set(noCache),
      host: hostSettings(host),
      merges,
    },
  });
}

function requestFor(recorded: RecordedBuild, build: Build): BuildRequest {
  return requestOf(planRecorded(recorded, build), build.source.path);
}

/** What only the engine knows: the digests of base images, and whether it merges layers. */
function withObservations(
  now: RecordedBuild,
  { builds }: BuildRecord,
  vertices: readonly FinishedVertex[],
  { graph }: BuildRequest,
): RecordedBuild {
  const links = graph.operations.some(({ kind }) => kind === 'merge');
  const merges = !links || vertices.some(({ name }) => name.includes('] LINK '));
  const seen = vertices.flatMap(({ name }) => {
    const [, reference, digest] = /\] FROM (\S+?)@(sha256:[0-9a-f]{64})$/.exec(name) ?? [];
    return reference === undefined || digest === undefined ? [] : [[reference, digest] as const];
  });
  const images = { ...builds.at(-1)?.images, ...Object.fromEntries(seen) };
  return { ...now, options: { ...now.options, merges }, images };
}

interface Expectations {
  readonly steps: readonly ExpectedStep[];
  /** Digests of cache keys by the names of steps. */
  readonly answers: ReadonlyMap<string, string>;
}

/** Carries out the recorded builds and then this one. Where the cache may have more, as of a failed build, no miss is sure. */
function expectations(now: RecordedBuild, { builds, hasGap }: BuildRecord, build: Build): Expectations {
  const builder = new BuildkitBuilder();
  for (const recorded of builds) builder.build(requestFor(recorded, build));
  const request = requestFor(now, build);
  const answers: ReadonlyMap<Step, StepAnswer> = builder.build(request);
  const steps = expectedSteps(request, answers);
  const isKnown = ({ hit, ignoresCache }: AnsweredStep): boolean =>
    builds.length > 0 && (!hasGap || hit !== 'no' || ignoresCache);
  return {
    steps: steps.map((step) => ({ name: step.name, hit: isKnown(step) ? step.hit : undefined })),
    answers: new Map(steps.map(({ name, key }) => [name, key])),
  };
}

function newImages({ images }: RecordedBuild, { builds }: BuildRecord): readonly string[] {
  const last = builds.at(-1)?.images ?? {};
  return Object.entries(images).flatMap(([reference, digest]) =>
    last[reference] === undefined || last[reference] === digest ? [] : [reference],
  );
}
