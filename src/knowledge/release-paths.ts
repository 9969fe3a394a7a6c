// Which release a Dockerfile is for, as far as its path tells: `tor/0.4.1/Dockerfile`, `Dockerfile.focal`.

import { parseImageReference } from '../syntax/image-reference.ts';
import type { Lifetime } from './base-images/end-of-life.ts';
import { lookUpBaseImage } from './base-images/lookup.ts';
import { nearestParts } from './file-purpose.ts';

/** A file that is kept for one release of something: its base belongs to that release, and is as old. */
export function isForOneRelease(path: string): boolean {
  const parts = nearestParts(path);
  const folders = parts.slice(0, -1);
  return parts.some((part) => /\d\.\d/.test(part)) || folders.some((folder) => /^v?\d+(?:$|[-.]|u\d)/.test(folder));
}

/** Whether the path names this very release: `images/python3.6/`, `python36/`, `centos7/`, `debian/stretch/`. */
export function namesRelease(path: string, { product, cycle }: Pick<Lifetime, 'product' | 'cycle'>): boolean {
  const parts = nearestParts(path);
  if (cycle.includes('.') && parts.some((part) => hasNumber(part, cycle))) return true;
  const digits = cycle.replaceAll('.', '');
  const words = parts.flatMap((part) => part.split(/[^a-z\d]+/));
  return words.some((word) => {
    const [, name = '', number] = NUMBERED.exec(word) ?? [];
    return number === digits || (number === undefined && name.length > 4 && releaseCalled(product, name) === cycle);
  });
}

/** `9`, `v9`, `el9`, `debian9`, `stretch`; not `k8s`, `e2e` and `s3`. */
const NUMBERED = /^(v|el|[a-z]{3,})?(\d+)?$/;

/** `3.6` in `python3.6`, but neither in `3.60` nor in `13.6`. */
function hasNumber(part: string, cycle: string): boolean {
  const at = part.indexOf(cycle);
  return at !== -1 && !/[\d.]/.test(part[at - 1] ?? '') && !/\d/.test(part[at + cycle.length] ?? '');
}

/** What a distribution's own image of that name is: `9` of `stretch`. */
function releaseCalled(product: string, name: string): string | undefined {
  const reference = parseImageReference(`${product}:${name}`);
  return reference.ok ? lookUpBaseImage(reference.value)?.distribution?.release : undefined;
}
