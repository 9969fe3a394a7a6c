// What a build does to the image of its target at the very end (dockerfile2llb: finalizeResultImage).

import { normalizePlatform, type Platform, platformOf } from '../../syntax/platform.ts';
import type { Image } from '../image.ts';
import type { EvaluateOptions } from './options.ts';

/** With the labels and for the platform that the build is asked for, whatever the base image says. */
export function finishImage(image: Image, { labels: given, platform: asked }: EvaluateOptions): Image {
  let { labels } = image;
  for (const [name, text] of given ?? []) labels = labels.set(name, { text, unknown: undefined });
  const { os, architecture, variant } = normalizePlatform(platformFor(image, asked));
  return { ...image, os, architecture, variant, labels };
}

/** A variant that nobody asks for stays, if system and architecture do. */
function platformFor(image: Image, asked: Platform | undefined): Platform {
  const own = platformOf(image.os, image.architecture, image.variant);
  if (asked === undefined) return own;
  const isSame = asked.os === own.os && asked.architecture === own.architecture;
  return isSame && asked.variant === '' ? own : asked;
}
