// What the stages start from: the empty image or one that the image source is asked for (dockerfile2llb: resolveStages).

import { type Result, success } from '../../syntax/go/result.ts';
import { type ImageReference, parseImageReference } from '../../syntax/image-reference.ts';
import { quote } from '../../syntax/go/quote.ts';
import { formatPlatformAll, normalizePlatform, platformOf, type Platform } from '../../syntax/platform.ts';
import { didYouMean } from '../../syntax/suggest.ts';
import { Chain } from '../chain.ts';
import type { Image, Setting } from '../image.ts';
import type { ImageSource } from '../image-source.ts';
import { contextName, lookUpContext, type NamedContext, type NamedContexts } from '../named-context.ts';
import type { NoteList } from '../note-list.ts';
import { OrderedMap } from '../ordered-map.ts';
import type { BuildStage } from './build-stage.ts';
import { Refusal, type Tolerate } from './refusal.ts';

export interface ResolveSettings {
  readonly images: ImageSource;
  readonly contexts: NamedContexts;
  readonly target: Platform;
  readonly notes: NoteList;
  readonly labels: readonly string[];
  readonly tolerate: Tolerate;
}

const settings: readonly Setting[] = [
  'cmd',
  'entrypoint',
  'env',
  'exposedPorts',
  'healthCheck',
  'labels',
  'onBuild',
  'shell',
  'stopSignal',
  'user',
  'volumes',
  'workdir',
];

/** The image of `FROM scratch`. */
export function emptyImage({ os, architecture, variant }: Platform): Image {
  return {
    os,
    architecture,
    variant,
    author: '',
    env: OrderedMap.empty(),
    cmd: undefined,
    entrypoint: undefined,
    workdir: '/',
    user: '',
    exposedPorts: OrderedMap.empty(),
    volumes: OrderedMap.empty(),
    labels: OrderedMap.empty(),
    healthCheck: undefined,
    stopSignal: '',
    shell: undefined,
    onBuild: Chain.of(),
    argsEscaped: false,
    history: Chain.of(),
    layers: [],
    unknown: new Map(),
  };
}

/** An image of which nothing is known but its platform. */
export function unknownImage(platform: Platform, reason: string): Image {
  const unknown = new Map(settings.map((setting) => [setting, reason]));
  return { ...emptyImage(platform), layers: undefined, unknown };
}

/**
 * The image of a stage that starts from none of the file. `isNeeded` says whether it is looked up; BuildKit reads the
 * names of the others, too, and refuses those that are none.
 */
export function resolveImage(stage: BuildStage, isNeeded: boolean, options: ResolveSettings): Image | Refusal {
  const { baseName, namedBy, isPlaced } = stage;
  const lines = isPlaced ? [namedBy.lines] : [];
  if (baseName === 'scratch') {
    stage.platform = options.target;
    return emptyImage(options.target);
  }
  const reference = referenceOf(stage);
  if (!reference.ok)
    return new Refusal(`failed to parse stage name ${quote(baseName)}: ${reference.error}`, [namedBy], lines);
  const platform = stage.platform ?? options.target;
  stage.platform = platform;
  stage.reference = reference.value.normalized;
  if (!isNeeded) return unknownImage(platform, `the build does not need ${baseName}`);
  const context = options.contexts.size === 0 ? undefined : options.contexts.get(contextName(reference.value));
  if (context !== undefined) {
    stage.replacement = { of: 'base', context };
    return contextImage(stage, context, options) ?? emptyImage(platform);
  }
  const answer = options.images.lookup(reference.value, platform);
  if (answer.kind === 'unknown') return unknownImage(platform, answer.reason);
  if (answer.kind === 'missing') {
    const suggestion = didYouMean(baseName, [...options.labels, ...commonImages], { order: 'given' });
    return new Refusal(`${baseName}: ${answer.error}${suggestion}`, [namedBy], lines);
  }
  if (answer.digest !== undefined) stage.reference = withDigest(reference.value, answer.digest);
  comparePlatforms(stage, answer.image, platform, options.notes);
  return answer.image;
}

/** The digest takes the place of one that is written, and stands beside a tag. */
function withDigest({ normalized }: ImageReference, digest: string): string {
  const at = normalized.indexOf('@');
  return `${at === -1 ? normalized : normalized.slice(0, at)}@${digest}`;
}

function referenceOf(stage: BuildStage): Result<ImageReference> {
  const { baseName } = stage;
  const base = stage.from === undefined ? undefined : stage.base;
  return base?.kind === 'image' && base.text === baseName ? success(base.reference) : parseImageReference(baseName);
}

/** The image of a stage that a named context takes the place of (dockerfile2llb: the first branch of resolveStages). */
export function replacedStage(stage: BuildStage, context: NamedContext, options: ResolveSettings): Image | Refusal {
  const image = contextImage(stage, context, options);
  if (image instanceof Refusal) return image;
  const platform = stage.platform ?? options.target;
  const { os = '', architecture = '', variant = '' } = image ?? {};
  stage.platform = os === '' || architecture === '' ? platform : platformOf(os, architecture, variant);
  // BuildKit then has no configuration at all, not even the working directory of an empty image.
  return image ?? { ...emptyImage(platformOf(platform.os, '')), workdir: '' };
}

/** Undefined where the context has files alone. */
function contextImage(
  { namedBy, isPlaced, platform }: BuildStage,
  context: NamedContext,
  { images, target }: ResolveSettings,
): Image | Refusal | undefined {
  const answer = lookUpContext(context, platform ?? target, images);
  if (answer?.kind === 'unknown') return unknownImage(platform ?? target, answer.reason);
  if (answer?.kind === 'missing') return new Refusal(answer.error, [namedBy], isPlaced ? [namedBy.lines] : []);
  return answer?.image;
}

function comparePlatforms({ baseName, namedBy }: BuildStage, image: Image, wanted: Platform, notes: NoteList): void {
  if (image.os === wanted.os && image.architecture === wanted.architecture) return;
  const actual = formatPlatformAll(normalizePlatform(platformOf(image.os, image.architecture, image.variant)));
  const expected = formatPlatformAll(normalizePlatform(wanted));
  notes.add({ check: 'InvalidBaseImagePlatform', image: baseName, actual, expected }, { instruction: namedBy });
}

const commonImages = ['alpine', 'busybox', 'centos', 'debian', 'golang', 'ubuntu', 'fedora'].flatMap((name) => [
  name,
  `docker.io/library${name}`,
  `${name}:latest`,
  `docker.io/library${name}:latest`,
]);
