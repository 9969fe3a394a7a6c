// Which build of a Dockerfile the command line means.

import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { BuildSettings } from '../analysis.ts';
import { readIgnoreList } from '../context/ignore-list.ts';
import { folderContext } from '../context/folder.ts';
import { knowledgeSource } from '../knowledge/base-images/source.ts';
import { givenImages, readImageConfig } from '../knowledge/image-config-file.ts';
import type { ImageAnswer } from '../model/image-source.ts';
import { parseImageReference } from '../syntax/image-reference.ts';
import { parsePlatform, platformOf } from '../syntax/platform.ts';
import { Source } from '../syntax/source.ts';
import { UserError } from '../user-error.ts';
import { baseImage, buildArg, context, platform, target } from './build-option-table.ts';
import { readFile, readStdin, STDIN } from './inputs.ts';
import type { Io } from './io.ts';
import type { Arguments } from './options.ts';

/** One Dockerfile and the build of it that is meant. */
export interface Build {
  readonly source: Source;
  readonly settings: BuildSettings;
}

/** Reads the Dockerfile that `operand` names: a file, a folder with a `Dockerfile`, `-`; the current folder if undefined. */
export async function readBuild(operand: string | undefined, given: Arguments, io: Io): Promise<Build> {
  const path = dockerfilePath(operand ?? '.', io.workingFolder);
  const read = path === STDIN ? await readStdin(io) : readFile(path, io.workingFolder);
  if ('problem' in read) throw new UserError(read.problem);
  const settings = settingsOf(path, given, io);
  refuseBrokenIgnoreFile(settings);
  // Docker, too, calls it so.
  return { source: new Source(path === STDIN ? 'stdin' : path, read.text), settings };
}

function dockerfilePath(operand: string, workingFolder: string): string {
  if (operand === STDIN) return STDIN;
  const isFolder = statSync(resolve(workingFolder, operand), { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? join(operand, 'Dockerfile') : operand;
}

function settingsOf(path: string, given: Arguments, { workingFolder, environment }: Io): BuildSettings {
  const dockerfile = path === STDIN ? undefined : resolve(workingFolder, path);
  const folder = given.textsOf(context).at(-1) ?? (dockerfile === undefined ? '.' : dirname(dockerfile));
  const name = given.textsOf(target).at(-1);
  const asked = given.textsOf(platform).at(-1);
  return {
    buildArgs: new Map(given.textsOf(buildArg).flatMap((text) => readBuildArg(text, environment))),
    context: folderContext(resolve(workingFolder, folder), dockerfile),
    images: givenImages(readBaseImages(given.textsOf(baseImage), workingFolder), knowledgeSource),
    ...(name !== undefined && { target: name }),
    ...(asked !== undefined && { platform: readPlatform(asked) }),
  };
}

function refuseBrokenIgnoreFile({ context: source }: BuildSettings): void {
  const file = source?.ignoreFile();
  const list = file === undefined ? undefined : readIgnoreList(file.text);
  if (file !== undefined && list?.ok === false) throw new UserError(`cannot read "${file.path}": ${list.error}`);
}

/** Each text is `image=file`; the answers are by normalized reference. */
function readBaseImages(texts: readonly string[], workingFolder: string): ReadonlyMap<string, ImageAnswer> {
  const answers = new Map<string, ImageAnswer>();
  for (const text of texts) {
    const equals = text.indexOf('=');
    if (equals === -1) throw new UserError(`--base-image cannot be "${text}": write image=file`);
    const reference = parseImageReference(text.slice(0, equals));
    if (!reference.ok) throw new UserError(`--base-image cannot be "${text}": ${reference.error}`);
    answers.set(reference.value.normalized, readBaseImage(text.slice(equals + 1), workingFolder));
  }
  return answers;
}

function readBaseImage(path: string, workingFolder: string): ImageAnswer {
  const file = readFile(path, workingFolder);
  if ('problem' in file) throw new UserError(file.problem);
  const image = readImageConfig(parseJson(file.text, path), path);
  if (!image.ok) throw new UserError(image.error);
  return image.value;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(`${path}: is no JSON; give what "docker image inspect" prints, or an OCI image configuration`);
  }
}

/** A name alone takes its value from the environment, and means nothing where that has none. */
function readBuildArg(
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
  const result = parsePlatform(first, platformOf('linux', 'amd64'));
  if (!result.ok) throw new UserError(`--platform cannot be "${text}": ${result.error}`);
  return result.value;
}
