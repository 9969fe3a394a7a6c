// Where the configurations of base images come from: a seam, for a table, files, an engine or a registry to fill.

import type { ImageReference } from '../syntax/image-reference.ts';
import type { Platform } from '../syntax/platform.ts';
import type { Image } from './image.ts';

export type ImageAnswer =
  /** `digest` is that of the manifest. Settings that the source does not know are in `image.unknown`. */
  | { readonly kind: 'found'; readonly image: Image; readonly digest?: string }
  /** Nobody knows what it is; the build may well find it. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** It surely does not exist; `error` is what the registry or the engine says. */
  | { readonly kind: 'missing'; readonly error: string };

export interface ImageSource {
  lookup(reference: ImageReference, platform: Platform): ImageAnswer;
}

/** Knows no image. */
export const noImages: ImageSource = {
  lookup: ({ familiar }) => ({ kind: 'unknown', reason: `nobody has looked up the image ${familiar}` }),
};
