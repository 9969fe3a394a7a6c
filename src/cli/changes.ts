// Two builds: the one before what the command line says has changed, and the one after it.

import { isDeepStrictEqual } from 'node:util';
import type { BuildSettings } from '../analysis.ts';
import { ContextFolder } from '../context/context-folder.ts';
import type { DigestCache } from '../context/digest-cache.ts';
import type { BuildStages } from '../model/model.ts';
import type { BuildRequest } from '../plan/builder.ts';
import type { BuilderName } from '../plan/built-steps.ts';
import { parseImageReference } from '../syntax/image-reference.ts';
import { Source } from '../syntax/source.ts';
import { didYouMean } from '../syntax/suggest.ts';
import { UserError } from '../user-error.ts';
import { type Build, readBuildArg } from './build-options.ts';
import { buildArg } from './build-option-table.ts';
import { buildArgBefore, changeOptions, newBase } from './change-option-table.ts';
import { type ChangedFile, changedFiles } from './changed-files.ts';
import { Former } from './former.ts';
import type { Io } from './io.ts';
import type { Arguments } from './options.ts';
import { ignoreListOf, knownByName, namedFolders, planBuild, type Planned, requestOf } from './planned-build.ts';

export interface ChangedBuild {
  /** Undefined where nothing is said to have changed. */
  readonly before: BuildRequest | undefined;
  readonly after: BuildRequest;
  readonly files: readonly ChangedFile[];
  /** The build context; its problems are known once both builds have been looked at. */
  readonly context: ContextFolder;
}

export interface ChangeSettings {
  readonly builder: BuilderName;
  readonly digests: DigestCache;
  /** A value of `--build-arg` is a change by itself. */
  readonly countsBuildArgs?: boolean;
}

/** Whether the command line says that something has changed; `--build-arg` alone does not count. */
function hasChanges(given: Arguments): boolean {
  return changeOptions.some((option) => given.textsOf(option).length > 0);
}

/**
 * The build before and after the changes. Gives the error of the Dockerfile as it is now, if it has one; throws a `UserError`
 * for changes that are none.
 */
export function readChanges(
  build: Build,
  given: Arguments,
  { builder, digests, countsBuildArgs = false }: ChangeSettings,
  io: Io,
): ChangedBuild | Extract<Planned, { ok: false }> {
  const { source, settings, folder, dockerfile } = build;
  const former = new Former(build, given, io.workingFolder);
  const context = new ContextFolder(folder, digests);
  const ignored = ignoreListOf(settings.context?.ignoreFile());
  const { files } = context.list(ignored);
  const common = { builder, namedContexts: namedFolders(settings, io.workingFolder), imageIds: knownByName };
  const after = planBuild({ ...common, source, settings, files });
  if (!after.ok) return after;
  const isChanged = hasChanges(given) || (countsBuildArgs && given.textsOf(buildArg).length > 0);
  if (!isChanged) return { before: undefined, after: after.request, files: [], context };
  const formerIgnored = former.ignoreList(ignored);
  const listed = formerIgnored === ignored ? files : context.list(formerIgnored).files;
  const text = former.dockerfile(source.text);
  const buildArgs = buildArgsBefore(settings, given, io);
  const formerFiles = former.files(listed, formerIgnored);
  const isSame = text === source.text && isDeepStrictEqual(buildArgs, after.request.buildArgs);
  const before: Planned = isSame
    ? { ok: true, request: { ...after.request, context: formerFiles } }
    : planBuild({
        ...common,
        source: new Source(source.path, text),
        settings: { ...settings, buildArgs },
        files: formerFiles,
      });
  const bases = newBases(given, [after.request.stages]);
  return {
    before: requestOf(before, dockerfile === undefined ? 'what was before' : `${source.path}, as it was before,`),
    after: { ...after.request, imageIds: (reference) => idsOf(reference, bases) },
    files: changedFiles(former, { files, ignored, paths: after.request.graph.contextPaths }),
    context,
  };
}

/** Each argument has its value only afterwards, unless it is said what it was. */
function buildArgsBefore(
  { buildArgs = new Map<string, string>() }: BuildSettings,
  given: Arguments,
  { environment }: Io,
): ReadonlyMap<string, string> {
  const before = new Map(given.textsOf(buildArgBefore).flatMap((text) => readBuildArg(text, environment)));
  for (const name of before.keys()) {
    if (buildArgs.has(name)) continue;
    const similar = didYouMean(name, buildArgs.keys());
    throw new UserError(`--build-arg-before names "${name}", which no --build-arg gives a value${similar}`);
  }
  return before;
}

/** The references of images of which there is a new version. */
function newBases(given: Arguments, builds: readonly BuildStages[]): ReadonlySet<string> {
  const used = new Set(builds.flatMap(({ all }) => all.flatMap(({ reference }) => reference ?? [])));
  const found = new Set<string>();
  for (const text of given.textsOf(newBase)) {
    const matching = [...used].filter((reference) => isMeant(text, reference));
    if (matching.length === 0) {
      const names = [...used].map(familiarName);
      const list = names.length === 0 ? 'there is none' : `there is ${names.join(', ')}`;
      const similar = didYouMean(text, [...names, ...names.map(nameOf)]);
      throw new UserError(`--base cannot be "${text}": no stage starts from it${similar}; ${list}`);
    }
    for (const reference of matching) found.add(reference);
  }
  return found;
}

/** A name without a tag means every tag. */
function isMeant(text: string, reference: string): boolean {
  const [asked, used] = [parseImageReference(text), parseImageReference(withoutDigest(reference))];
  if (!asked.ok || !used.ok) return false;
  const hasTag = /[:@]/.test(text.slice(text.lastIndexOf('/') + 1));
  if (hasTag) return withoutDigest(asked.value.normalized) === used.value.normalized;
  return nameOf(asked.value.normalized) === nameOf(used.value.normalized);
}

function withoutDigest(reference: string): string {
  return reference.split('@', 1).join('');
}

function nameOf(reference: string): string {
  return reference.replace(/:[^:/]*$/, '');
}

function familiarName(reference: string): string {
  const parsed = parseImageReference(withoutDigest(reference));
  return parsed.ok ? parsed.value.familiar.replace(/:latest$/, '') : reference;
}

function idsOf(reference: string, bases: ReadonlySet<string>): readonly string[] {
  const ids = knownByName(reference);
  return bases.has(reference) ? ids.map((id) => `${id}, new version`) : ids;
}
