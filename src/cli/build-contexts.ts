// `--build-context`: what takes the place of stages and images, as `docker build` reads it.

import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readLayout } from '../knowledge/oci-layout.ts';
import { contextName, type NamedContext, type NamedContexts } from '../model/named-context.ts';
import { parseGitReference } from '../syntax/git-reference.ts';
import { failure, type Result, success } from '../syntax/go/result.ts';
import { parseImageReference } from '../syntax/image-reference.ts';
import type { Platform } from '../syntax/platform.ts';
import { UserError } from '../user-error.ts';
import { readFile } from './inputs.ts';

const IMAGE = 'docker-image://';
const LAYOUT = 'oci-layout://';

/** Each text is `name=value`; the last one of a name counts. Throws a `UserError` for what is none. */
export function readBuildContexts(texts: readonly string[], platform: Platform, workingFolder: string): NamedContexts {
  const contexts = new Map<string, NamedContext>();
  for (const text of texts) {
    const equals = text.indexOf('=');
    if (equals === -1) throw misfit(text, 'write name=folder, name=docker-image://image or name=oci-layout://folder');
    const name = parseImageReference(text.slice(0, equals));
    if (!name.ok) throw misfit(text, `its name is none: ${name.error}`);
    const context = readContext(text.slice(equals + 1), platform, workingFolder);
    if (!context.ok) throw misfit(text, context.error);
    contexts.set(contextName(name.value), context.value);
  }
  return contexts;
}

function misfit(text: string, reason: string): UserError {
  return new UserError(`--build-context cannot be "${text}": ${reason}`);
}

function readContext(text: string, platform: Platform, workingFolder: string): Result<NamedContext> {
  if (text.startsWith(IMAGE)) return success({ kind: 'image', text, image: text.slice(IMAGE.length) });
  if (text.startsWith(LAYOUT)) return readLayoutContext(text, platform, workingFolder);
  if (text.startsWith('target:')) return failure('only a bake file has targets; name a folder or an image');
  if (isRemoteContext(text)) return success({ kind: 'files', text });
  const stats = statSync(resolve(workingFolder, text), { throwIfNoEntry: false });
  if (stats === undefined) return failure('there is no such folder; check the name and the folder you are in');
  return stats.isDirectory() ? success({ kind: 'files', text }) : failure('it is no folder');
}

/** Whether the builder fetches it: an archive on the web, a repository. */
export function isRemoteContext(text: string): boolean {
  return /^https?:\/\//.test(text) || parseGitReference(text)?.ok === true;
}

/** `oci-layout://folder[:tag][@digest]`. */
function readLayoutContext(text: string, platform: Platform, workingFolder: string): Result<NamedContext> {
  const [rest = '', digest] = text.slice(LAYOUT.length).split('@', 2);
  const colon = rest.indexOf(':');
  const [folder, tag] = colon === -1 ? [rest, 'latest'] : [rest.slice(0, colon), rest.slice(colon + 1)];
  const answer = readLayout((path) => readJson(join(folder, path), workingFolder), { tag, digest }, platform);
  return answer.ok ? success({ kind: 'answer', text, answer: answer.value }) : answer;
}

function readJson(path: string, workingFolder: string): Result<unknown> {
  const file = readFile(path, workingFolder);
  if ('problem' in file) return failure(file.problem);
  try {
    return success(JSON.parse(file.text));
  } catch {
    return failure(`${path}: is no JSON`);
  }
}
