// What `--build-context` puts in the place of a stage or an image of that name (frontend/dockerui/namedcontext.go).

import { type ImageReference, parseImageReference } from '../syntax/image-reference.ts';
import type { Platform } from '../syntax/platform.ts';
import type { ImageAnswer, ImageSource } from './image-source.ts';

export type NamedContext =
  /** `docker-image://`: the image source is asked for `image`; `scratch` is the empty image. */
  | { readonly kind: 'image'; readonly text: string; readonly image: string }
  /** An image that somebody has looked up already, as in an OCI layout. */
  | { readonly kind: 'answer'; readonly text: string; readonly answer: ImageAnswer }
  /** A folder, a repository, an archive: files, and no configuration. */
  | { readonly kind: 'files'; readonly text: string };

/** By the names that `contextName` gives. */
export type NamedContexts = ReadonlyMap<string, NamedContext>;

export const noContexts: NamedContexts = new Map();

/** The name as people write it, without the tag that is taken where they write none. */
export function contextName({ familiar }: ImageReference): string {
  return familiar.endsWith(':latest') ? familiar.slice(0, -':latest'.length) : familiar;
}

/** What is known of the image that a context gives; undefined where it gives files alone. */
export function lookUpContext(context: NamedContext, platform: Platform, images: ImageSource): ImageAnswer | undefined {
  switch (context.kind) {
    case 'files':
      return undefined;
    case 'answer':
      return context.answer;
    case 'image': {
      if (context.image === 'scratch') return undefined;
      const reference = parseImageReference(context.image);
      return reference.ok ? images.lookup(reference.value, platform) : { kind: 'missing', error: reference.error };
    }
    default:
      return context satisfies never;
  }
}
