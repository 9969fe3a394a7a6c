// The configuration of an image in an OCI layout: a folder with `index.json` and blobs.

import type { ImageAnswer } from '../model/image-source.ts';
import { failure, type Result } from '../syntax/go/result.ts';
import type { Platform } from '../syntax/platform.ts';
import { readImageConfig } from './image-config-file.ts';

/** Which image of a layout. */
interface LayoutReference {
  /** Counts where no digest is given. */
  readonly tag: string;
  readonly digest: string | undefined;
}

/** Gives a file of the layout as parsed JSON; the error is one line that names the file. */
type ReadJson = (path: string) => Result<unknown>;

interface Descriptor {
  readonly digest: string;
  readonly name: string | undefined;
  readonly os: string | undefined;
  readonly architecture: string | undefined;
}

/** An index may lead to another one; BuildKit's own layouts have two. */
const DEEPEST = 4;

/** Reads what the layout says of an image, for a platform where it has several; the error is one line. */
export function readLayout(
  read: ReadJson,
  { tag, digest }: LayoutReference,
  platform: Platform,
): Result<Extract<ImageAnswer, { readonly kind: 'found' }>> {
  const index = read('index.json');
  if (!index.ok) return index;
  const entries = descriptorsAt(index.value, 'manifests');
  const entry = digest === undefined ? entries.find(({ name }) => name === tag) : { digest };
  if (entry === undefined) return failure(`index.json: has no image with the tag "${tag}"`);
  let path = blobPath(entry.digest);
  for (let depth = 0; depth < DEEPEST; depth++) {
    const manifest = read(path);
    if (!manifest.ok) return manifest;
    const [config] = descriptorsAt({ list: [fieldOf(manifest.value, 'config')] }, 'list');
    if (config !== undefined) {
      const json = read(blobPath(config.digest));
      return json.ok ? readImageConfig(json.value, blobPath(config.digest)) : json;
    }
    const fitting = descriptorsAt(manifest.value, 'manifests').find(({ os, architecture }) => {
      return os === platform.os && architecture === platform.architecture;
    });
    if (fitting === undefined) return failure(`${path}: has no image for ${platform.os}/${platform.architecture}`);
    path = blobPath(fitting.digest);
  }
  return failure(`${path}: leads to ever more indexes`);
}

/** `sha256:…` is the file `blobs/sha256/…`; what is no digest leads nowhere. */
function blobPath(digest: string): string {
  return /^[a-z0-9]+:[a-f0-9]+$/.test(digest) ? `blobs/${digest.replace(':', '/')}` : 'blobs/none';
}

function descriptorsAt(json: unknown, key: string): readonly Descriptor[] {
  const list = fieldOf(json, key);
  return Array.isArray(list) ? list.flatMap(descriptorOf) : [];
}

function descriptorOf(json: unknown): readonly Descriptor[] {
  const digest = textOf(json, 'digest');
  if (digest === undefined) return [];
  const platform = fieldOf(json, 'platform');
  const name = textOf(fieldOf(json, 'annotations'), 'org.opencontainers.image.ref.name');
  return [{ digest, name, os: textOf(platform, 'os'), architecture: textOf(platform, 'architecture') }];
}

function fieldOf(json: unknown, key: string): unknown {
  return typeof json === 'object' && json !== null ? Reflect.get(json, key) : undefined;
}

function textOf(json: unknown, key: string): string | undefined {
  const value = fieldOf(json, key);
  return typeof value === 'string' ? value : undefined;
}
