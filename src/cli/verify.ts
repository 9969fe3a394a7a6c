// `slipway verify`: runs the user's build, and compares what Slipway says of the cache with what becomes of it.

import { join } from 'node:path';
import { ContextFolder } from '../context/context-folder.ts';
import { DigestCache } from '../context/digest-cache.ts';
import { BuildkitBuilder, type BuildRequest, type StepAnswer } from '../plan/builder.ts';
import { sentFiles } from '../plan/context-transfer.ts';
import type { FinishedVertex } from '../plan/progress-stream.ts';
import { timingsOf } from '../plan/timings.ts';
import { type AnsweredStep, expectedSteps, type ExpectedStep, verify } from '../plan/verification.ts';
import type { Step } from '../model/evaluation/build-stage.ts';
import { verificationText } from '../report/verification.ts';
import { Source } from '../syntax/source.ts';
import { UserError } from '../user-error.ts';
import { type Build, readBuild } from './build-options.ts';
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
import type { Io } from './io.ts';
import { readArguments } from './options.ts';
import { ignoreListOf, namedFolders, planBuild, requestOf } from './planned-build.ts';
import { runBuild } from './run-build.ts';

/** `words` is the command line of the build. Gives its exit code where it fails, otherwise 1 where something differs. */
export async function verifyBuild(words: readonly string[], color: boolean | undefined, io: Io): Promise<number> {
  const command = readDockerBuild(words);
  const build = await readDockerfile(command, io);
  const records = new BuildRecords(io, build.dockerfile, build.folder);
  const record = records.read();
  const now = recordOf(command, build, io);
  const stdin = command.dockerfile === '-' ? build.source.text : undefined;
  const { code, vertices } = await runBuild(command.words, stdin, io);
  if (vertices.length === 0) {
    if (code !== 0) return code;
    throw new UserError('the build has told nothing of its steps: is it one of BuildKit (DOCKER_BUILDKIT is not 0)?');
  }
  const observed = withObservations(now, record, vertices, build);
  const { steps, answers } = expectations(observed, record, build);
  const verification = verify(steps, vertices);
  const isComplete = code === 0;
  records.write(isComplete ? { builds: [...record.builds, observed], hasGap: false } : { ...record, hasGap: true });
  const timings = records.readTimings();
  for (const timing of timingsOf(vertices, (name) => answers.get(name) ?? '')) timings.add(timing);
  const notes = {
    isFirst: record.builds.length === 0,
    isComplete,
    newImages: newImages(observed, record),
    timingsPath: records.writeTimings(timings),
  };
  io.stdout.write(verificationText(verification, notes, await choosePalette(color, io)));
  if (!isComplete) return code;
  return verification.steps.some(({ verdict }) => verdict === 'differs') ? exitCode.findings : exitCode.clean;
}

/** As if the options of the build had been given to a command of ours. */
async function readDockerfile(command: DockerBuild, io: Io): Promise<Build> {
  const platforms = command.valuesOf('platform');
  if (platforms.length > 1 || platforms[0]?.includes(',') === true) {
    throw new UserError('a build for several platforms is several builds: verify one --platform at a time');
  }
  const shared = ['target', 'build-arg', 'platform', 'build-context'];
  const options = shared.flatMap((name) => command.valuesOf(name).map((value) => `--${name}=${value}`));
  const given = readArguments('verify', buildOptions, [`--context=${command.context}`, ...options]);
  return readBuild(command.dockerfile ?? join(command.context, 'Dockerfile'), given, io);
}

/** The build as it is before it runs: afterwards, files may be others. */
function recordOf(command: DockerBuild, { source, settings, folder }: Build, io: Io): RecordedBuild {
  const context = new ContextFolder(folder, new DigestCache(digestStore(io, folder)));
  const { files } = context.list(ignoreListOf(settings.context?.ignoreFile()));
  const { graph } = requestFor(
    {
      dockerfile: source.text,
      options: optionsOf(command, settings.buildArgs, true),
      files: [],
      folders: {},
      images: {},
    },
    { source, settings },
  );
  const recorded = recordFiles(sentFiles(files, graph.contextPaths));
  context.save();
  const named = [...namedFolders(settings, io.workingFolder)].map(([name, all]) => [name, recordFiles(all)] as const);
  return {
    dockerfile: source.text,
    options: optionsOf(command, settings.buildArgs, true),
    files: recorded,
    folders: Object.fromEntries(named),
    images: {},
  };
}

function optionsOf(
  command: DockerBuild,
  buildArgs: ReadonlyMap<string, string> | undefined,
  merges: boolean,
): RecordedBuild['options'] {
  const filters = command.valuesOf('no-cache-filter').flatMap((value) => value.toLowerCase().split(','));
  return {
    target: command.valuesOf('target').at(-1),
    platform: command.valuesOf('platform').at(-1),
    buildArgs: Object.fromEntries(buildArgs ?? []),
    noCache: command.has('no-cache') ? true : filters,
    merges,
  };
}

function requestFor(recorded: RecordedBuild, { source, settings }: Pick<Build, 'source' | 'settings'>): BuildRequest {
  const { dockerfile, options, files, folders, images } = recorded;
  const planned = planBuild({
    source: new Source(source.path, dockerfile),
    settings: recordedSettings(recorded, settings),
    builder: 'buildkit',
    files: recordedFiles(files),
    namedContexts: new Map(Object.entries(folders).map(([name, all]) => [name, recordedFiles(all)])),
    imageIds: (reference) => [images[reference] ?? reference],
    noCache: typeof options.noCache === 'boolean' ? options.noCache : new Set(options.noCache),
    merges: options.merges,
  });
  return requestOf(planned, source.path);
}

/** What only the engine knows: the digests of base images, and whether it merges layers. */
function withObservations(
  now: RecordedBuild,
  { builds }: BuildRecord,
  vertices: readonly FinishedVertex[],
  build: Build,
): RecordedBuild {
  const links = requestFor(now, build).graph.operations.some(({ kind }) => kind === 'merge');
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

/** Carries out the recorded builds and then this one. Behind a failed build, a miss is none that could be told. */
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
