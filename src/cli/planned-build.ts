// From a Dockerfile and what the command line says to what a builder is asked.

import { resolve } from 'node:path';
import { Analysis, type BuildSettings } from '../analysis.ts';
import { ContextFolder } from '../context/context-folder.ts';
import { folderContext } from '../context/folder.ts';
import { readIgnoreList } from '../context/ignore-list.ts';
import type { IgnoreFile } from '../model/context-source.ts';
import type { IgnoreList } from '../model/ignore-list.ts';
import type { BuildError } from '../model/evaluation/refusal.ts';
import type { BuildStages } from '../model/model.ts';
import type { BuildRequest } from '../plan/builder.ts';
import type { BuilderName } from '../plan/built-steps.ts';
import type { ContextFile } from '../plan/context-tree.ts';
import { buildGraph, type Graph, type GraphOptions } from '../plan/graph.ts';
import { errorText } from '../report/check.ts';
import { platformOf } from '../syntax/platform.ts';
import type { Source } from '../syntax/source.ts';
import { UserError } from '../user-error.ts';
import { isRemoteContext } from './build-contexts.ts';
import type { Build } from './build-options.ts';
import { exitCode } from './exit-code.ts';
import type { Io } from './io.ts';

export interface PlannedBuild {
  readonly source: Source;
  readonly settings: BuildSettings;
  readonly builder: BuilderName;
  /** What is sent: without what the ignore file leaves out. */
  readonly files: readonly ContextFile[];
  /** The files of folders that `--build-context` names. */
  readonly namedContexts: ReadonlyMap<string, readonly ContextFile[]>;
  /** What an image is known by: its manifest and its layers. */
  readonly imageIds: BuildRequest['imageIds'];
  readonly graph?: Pick<GraphOptions, 'noCache' | 'merges' | 'host'>;
}

/** What to ask the builder, or why it would refuse the Dockerfile. */
export type Planned =
  | { readonly ok: true; readonly request: BuildRequest }
  | { readonly ok: false; readonly error: BuildError | undefined };

/** An image is its name, as long as nobody says more. */
export const knownByName: BuildRequest['imageIds'] = (reference) => [reference, `layers of ${reference}`];

export function planBuild({
  source,
  settings,
  builder,
  files,
  namedContexts,
  imageIds,
  graph: options,
}: PlannedBuild): Planned {
  const { model, file } = new Analysis(source, { ...settings, mode: 'build' });
  if (model.error !== undefined || model.build.target === undefined) return { ok: false, error: model.error };
  const isClassic = builder === 'classic';
  const stages = isClassic ? allStages(source, settings, model.build) : model.build;
  const graph = graphOf(stages, settings, { ...options, escape: file.escape, allStages: isClassic });
  const { buildArgs = new Map<string, string>() } = settings;
  return { ok: true, request: { stages, graph, context: files, namedContexts, buildArgs, imageIds } };
}

/** The graph of a build with all that its arguments say of it. */
export function graphOf(
  stages: BuildStages,
  { buildArgs, platform = platformOf('linux', 'amd64') }: BuildSettings,
  options: Omit<GraphOptions, 'platform' | 'cacheNamespace'>,
): Graph {
  return buildGraph(stages, {
    ...options,
    platform,
    cacheNamespace: buildArgs?.get('BUILDKIT_CACHE_MOUNT_NS') ?? '',
    host: { ...options.host, name: buildArgs?.get('BUILDKIT_SANDBOX_HOSTNAME') ?? '' },
  });
}

/**
 * Says why the builder would refuse the Dockerfile, in its words, and gives the exit code for that. Throws a `UserError` where
 * the caller is to blame: the Dockerfile has no such target.
 */
export function reportRefusal({ source, settings }: Build, error: BuildError | undefined, { stderr }: Io): number {
  if (settings.target !== undefined && error?.message.startsWith('target stage ') === true) {
    throw new UserError(`--target: ${error.message}; \`slipway targets\` lists the stages`);
  }
  stderr.write(errorText({ source, error }));
  return exitCode.findings;
}

/** The classic builder builds all stages up to the target, needed or not. */
function allStages(source: Source, settings: BuildSettings, { target }: BuildStages): BuildStages {
  const { target: _, ...others } = settings;
  const { build } = new Analysis(source, { ...others, mode: 'classic' }).model;
  const ofFile = build.all.flatMap((stage) => (stage.from === undefined ? [] : [stage]));
  return { all: build.all, target: target && ofFile[target.index] };
}

/** The list of an ignore file, which has been read before. */
export function ignoreListOf(file: Pick<IgnoreFile, 'text'> | undefined): IgnoreList | undefined {
  const list = file === undefined ? undefined : readIgnoreList(file.text);
  return list?.ok === true ? list.value : undefined;
}

/** The files of the folders that `--build-context` names, without what their own ignore files leave out. */
export function namedFolders(
  { contexts }: BuildSettings,
  workingFolder: string,
): ReadonlyMap<string, readonly ContextFile[]> {
  const folders = new Map<string, readonly ContextFile[]>();
  for (const [name, { kind, text }] of contexts ?? []) {
    if (kind !== 'files' || isRemoteContext(text)) continue;
    const folder = resolve(workingFolder, text);
    const ignored = ignoreListOf(folderContext(folder, undefined).ignoreFile());
    folders.set(name, new ContextFolder(folder).list(ignored).files);
  }
  return folders;
}

/** The request, where a Dockerfile that cannot be built is a mistake of the caller. */
export function requestOf(planned: Planned, name: string): BuildRequest {
  if (planned.ok) return planned.request;
  throw new UserError(`${name} cannot be built: ${planned.error?.message ?? 'it has no stage'}`);
}
