// An image configuration that somebody gives as a file: what `docker image inspect` prints, or the config of an OCI image.

import type { ImageAnswer, ImageSource } from '../model/image-source.ts';
import { fromOci, type OciConfig, type OciHealthcheck, type OciHistory } from '../model/oci-image.ts';
import { failure, type Result, success } from '../syntax/go/result.ts';

type Found = Extract<ImageAnswer, { readonly kind: 'found' }>;
type JsonObject = Readonly<Record<string, unknown>>;

/** What is wrong with the file, in words that follow its path. */
class Misfit extends Error {}

/**
 * Reads the parsed JSON of a file for `--base-image`: the list that `docker image inspect` prints for one image, an
 * entry of it, or the config blob of an OCI layout. The error is one line that begins with `path`.
 */
export function readImageConfig(json: unknown, path: string): Result<Found> {
  try {
    return success(imageOf(json));
  } catch (error) {
    if (error instanceof Misfit) return failure(`${path}: ${error.message}`);
    throw error;
  }
}

/** A source that has these answers, by normalized reference, and asks `others` for the rest. */
export function givenImages(answers: ReadonlyMap<string, ImageAnswer>, others: ImageSource): ImageSource {
  return {
    lookup: (reference, platform) => answers.get(reference.normalized) ?? others.lookup(reference, platform),
  };
}

function imageOf(json: unknown): Found {
  if (Array.isArray(json) && json.length !== 1) {
    throw new Misfit(`has ${json.length} images: give one`);
  }
  const image = objectAt(Array.isArray(json) ? json[0] : json, 'the file');
  if ('manifests' in image || 'layers' in image) {
    throw new Misfit('is a manifest: give the image configuration that its "config" names');
  }
  const isInspected = 'Config' in image || 'RootFS' in image;
  if (!isInspected && !('config' in image) && !('rootfs' in image)) {
    throw new Misfit('is no image configuration: it has neither "Config" as in "docker image inspect" nor "config"');
  }
  return isInspected ? inspected(image) : oci(image);
}

/** The names that Docker's API has for the fields. */
function inspected(image: JsonObject): Found {
  const [repoDigest] = listAt(image['RepoDigests'], 'RepoDigests') ?? [];
  const digest = repoDigest?.split('@')[1];
  return {
    kind: 'found',
    image: fromOci({
      architecture: textAt(image['Architecture'], 'Architecture'),
      variant: textAt(image['Variant'], 'Variant'),
      os: textAt(image['Os'], 'Os'),
      author: textAt(image['Author'], 'Author'),
      config: configAt(image['Config'], 'Config'),
      rootfs: layersAt(image['RootFS'], 'RootFS', 'Layers'),
    }),
    ...(digest !== undefined && { digest }),
  };
}

function oci(image: JsonObject): Found {
  return {
    kind: 'found',
    image: fromOci({
      architecture: textAt(image['architecture'], 'architecture'),
      variant: textAt(image['variant'], 'variant'),
      os: textAt(image['os'], 'os'),
      author: textAt(image['author'], 'author'),
      config: configAt(image['config'], 'config'),
      rootfs: layersAt(image['rootfs'], 'rootfs', 'diff_ids'),
      history: historyAt(image['history']),
    }),
  };
}

function configAt(value: unknown, path: string): OciConfig {
  const config = objectAt(value ?? {}, path);
  const at = (key: string): [value: unknown, path: string] => [config[key], `${path}.${key}`];
  return {
    User: textAt(...at('User')),
    ExposedPorts: keysAt(...at('ExposedPorts')),
    Env: listAt(...at('Env')),
    Entrypoint: listAt(...at('Entrypoint')),
    Cmd: listAt(...at('Cmd')),
    Volumes: keysAt(...at('Volumes')),
    WorkingDir: textAt(...at('WorkingDir')),
    Labels: textsAt(...at('Labels')),
    StopSignal: textAt(...at('StopSignal')),
    ArgsEscaped: flagAt(...at('ArgsEscaped')),
    Healthcheck: healthcheckAt(...at('Healthcheck')),
    OnBuild: listAt(...at('OnBuild')),
    Shell: listAt(...at('Shell')),
  };
}

function healthcheckAt(value: unknown, path: string): OciHealthcheck | undefined {
  if (isNothing(value)) return undefined;
  const check = objectAt(value, path);
  const numberOf = (key: string): number | undefined => numberAt(check[key], `${path}.${key}`);
  return {
    Test: listAt(check['Test'], `${path}.Test`),
    Interval: numberOf('Interval'),
    Timeout: numberOf('Timeout'),
    StartPeriod: numberOf('StartPeriod'),
    StartInterval: numberOf('StartInterval'),
    Retries: numberOf('Retries'),
  };
}

function layersAt(value: unknown, path: string, key: string): { type: 'layers'; diff_ids: readonly string[] } {
  const digests = isNothing(value) ? undefined : listAt(objectAt(value, path)[key], `${path}.${key}`);
  return { type: 'layers', diff_ids: digests ?? [] };
}

function historyAt(value: unknown): readonly OciHistory[] | undefined {
  if (isNothing(value)) return undefined;
  if (!Array.isArray(value)) throw new Misfit('"history" is no list');
  return value.map((item: unknown, index) => {
    const path = `history[${index}]`;
    const entry = objectAt(item, path);
    const textOf = (key: string): string | undefined => textAt(entry[key], `${path}.${key}`);
    return {
      created: textOf('created'),
      created_by: textOf('created_by'),
      author: textOf('author'),
      comment: textOf('comment'),
      empty_layer: flagAt(entry['empty_layer'], `${path}.empty_layer`),
    };
  });
}

function objectAt(value: unknown, path: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Misfit(`${quoted(path)} is no object`);
  return Object.fromEntries(Object.entries(value));
}

function textAt(value: unknown, path: string): string | undefined {
  if (isNothing(value)) return undefined;
  if (typeof value !== 'string') throw new Misfit(`${quoted(path)} is no text`);
  return value;
}

function numberAt(value: unknown, path: string): number | undefined {
  if (isNothing(value)) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new Misfit(`${quoted(path)} is no whole number`);
  return value;
}

function flagAt(value: unknown, path: string): boolean | undefined {
  if (isNothing(value)) return undefined;
  if (typeof value !== 'boolean') throw new Misfit(`${quoted(path)} is neither true nor false`);
  return value;
}

function listAt(value: unknown, path: string): readonly string[] | undefined {
  if (isNothing(value)) return undefined;
  if (!Array.isArray(value)) throw new Misfit(`${quoted(path)} is no list`);
  return value.map((item: unknown, index) => textAt(item, `${path}[${index}]`) ?? '');
}

/** Go writes a set as an object whose values say nothing. */
function keysAt(value: unknown, path: string): Readonly<Record<string, object>> | undefined {
  if (isNothing(value)) return undefined;
  return Object.fromEntries(Object.keys(objectAt(value, path)).map((key) => [key, {}]));
}

function textsAt(value: unknown, path: string): Readonly<Record<string, string>> | undefined {
  if (isNothing(value)) return undefined;
  const entries = Object.entries(objectAt(value, path));
  return Object.fromEntries(entries.map(([key, item]) => [key, textAt(item, `${path}.${key}`) ?? '']));
}

/** Go writes null for what is empty, and reads it as such. */
function isNothing(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function quoted(path: string): string {
  return path === 'the file' ? path : `"${path}"`;
}
