// A base image that somebody describes in a file: from its name and path to what it is.

import { resolve } from 'node:path';
import { readTextFile } from '../context/text-file.ts';
import { readImageConfig } from '../knowledge/image-config-file.ts';
import type { ImageAnswer } from '../model/image-source.ts';
import { failure, type Result, success } from '../syntax/go/result.ts';
import { parseImageReference } from '../syntax/image-reference.ts';

export interface GivenImage {
  /** The normalized reference. */
  readonly reference: string;
  readonly answer: ImageAnswer;
}

/** Reads what is at `path`, from `folder`, as the configuration of the image; the error is one line without the name of the image. */
export function readBaseImage(image: string, path: string, folder: string): Result<GivenImage> {
  const reference = parseImageReference(image);
  if (!reference.ok) return reference;
  const file = readTextFile(resolve(folder, path), path);
  if ('problem' in file) return failure(file.problem);
  const json = parseJson(file.text);
  if (json === undefined) {
    return failure(`${path}: is no JSON; give what "docker image inspect" prints, or an OCI image configuration`);
  }
  const answer = readImageConfig(json, path);
  return answer.ok ? success({ reference: reference.value.normalized, answer: answer.value }) : answer;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
