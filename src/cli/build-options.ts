// Which build of a Dockerfile the command line means.

import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { BuildSettings } from '../analysis.ts';
import { readBaseImage } from '../config/base-image.ts';
import { ignoreFileProblem } from '../context/ignore-list.ts';
import { folderContext } from '../context/folder.ts';
import { knowledgeSource } from '../knowledge/base-images/source.ts';
import { givenImages } from '../knowledge/image-config-file.ts';
import { type ContextSource, noContext } from '../model/context-source.ts';
import type { ImageAnswer } from '../model/image-source.ts';
import { parsePlatform, platformOf } from '../syntax/platform.ts';
import { Source } from '../syntax/source.ts';
import { UserError } from '../user-error.ts';
import { readBuildContexts } from './build-contexts.ts';
import { baseImage, buildArg, buildContext, context, platform, target } from './build-option-table.ts';
import { readFile, readStdin, STDIN } from './inputs.ts';
import type { Io } from './io.ts';
import type { Arguments } from './options.ts';

/** What a platform is completed from. */
const host = platformOf('linux', 'amd64');

/** One Dockerfile and the build of it that is meant. */
export interface Build {
  readonly source: Source;
  readonly settings: BuildSettings;
  /** Where the Dockerfile is; undefined for standard input. Absolute, as is the folder that is the build context. */
  readonly dockerfile: string | undefined;
  readonly folder: string;
}

/** Reads the Dockerfile that `operand` names: a file, a folder with a `Dockerfile`, `-`; the current folder if undefined. */
export async function readBuild(operand: string | undefined, given: Arguments, io: Io): Promise<Build> {
  const path = dockerfilePath(operand ?? '.', io.workingFolder);
  const read = path === STDIN ? await readStdin(io) : readFile(path, io.workingFolder);
  if ('problem' in read) throw new UserError(read.problem);
  const dockerfile = path === STDIN ? undefined : resolve(io.workingFolder, path);
  const named = contextFolder(given, io.workingFolder) ?? (dockerfile === undefined ? '.' : dirname(dockerfile));
  const folder = resolve(io.workingFolder, named);
  const settings = settingsOf(folderContext(folder, dockerfile), given, io);
  const problem = ignoreFileProblem(settings.context ?? noContext, io.workingFolder);
  if (problem !== undefined) throw new UserError(problem);
  // Docker, too, calls it so.
  return { source: new Source(path === STDIN ? 'stdin' : path, read.text), settings, dockerfile, folder };
}

function dockerfilePath(operand: string, workingFolder: string): string {
  if (operand === STDIN) return STDIN;
  return isFolder(operand, workingFolder) ? join(operand, 'Dockerfile') : operand;
}

function settingsOf(files: ContextSource, given: Arguments, { workingFolder, environment }: Io): BuildSettings {
  const name = given.textsOf(target).at(-1);
  const [asked] = given.textsOf(platform).slice(-1).map(readPlatform);
  return {
    buildArgs: new Map(given.textsOf(buildArg).flatMap((text) => readBuildArg(text, environment))),
    context: files,
    images: givenImages(readBaseImages(given.textsOf(baseImage), workingFolder), knowledgeSource),
    contexts: readBuildContexts(given.textsOf(buildContext), asked ?? host, workingFolder),
    ...(name !== undefined && { target: name }),
    ...(asked !== undefined && { platform: asked }),
  };
}

function contextFolder(given: Arguments, workingFolder: string): string | undefined {
  const folder = given.textsOf(context).at(-1);
  if (folder === undefined || isFolder(folder, workingFolder)) return folder;
  throw new UserError(`--context cannot be "${folder}": there is no such folder`);
}

export function isFolder(path: string, workingFolder: string): boolean {
  return statSync(resolve(workingFolder, path), { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Each text is `image=file`; the answers are by normalized reference. */
function readBaseImages(texts: readonly string[], workingFolder: string): ReadonlyMap<string, ImageAnswer> {
  const answers = new Map<string, ImageAnswer>();
  for (const text of texts) {
    const equals = text.indexOf('=');
    if (equals === -1) throw new UserError(`--base-image cannot be "${text}": write image=file`);
    const image = readBaseImage(text.slice(0, equals), text.slice(equals + 1), workingFolder);
    if (!image.ok) throw new UserError(`--base-image cannot be "${text}": ${image.error}`);
    answers.set(image.value.reference, image.value.answer);
  }
  return answers;
}

/** A name alone takes its value from the environment, and means nothing where that has none. */
export function readBuildArg(
  text: string,
  environment: Io['environment'],
): readonly (readonly [name: string, value: string])[] {
  const equals = text.indexOf('=');
  if (equals !== -1) return [[text.slice(0, equals), text.slice(equals + 1)]];
  const value = environment[text];
  return value === undefined ? [] : [[text, value]];
}

/** Of several platforms BuildKit checks the first. */
function readPlatform(text: string): NonNullable<BuildSettings['platform']> {
  const [first = ''] = text.split(',', 1);
  const result = parsePlatform(first, host);
  if (result.ok) return result.value;
  throw new UserError(`--platform cannot be "${text}"; write it as linux/amd64, linux/arm64 or linux/arm/v7`);
}
