// What the stages start from: the empty image or one that the image source is asked for (dockerfile2llb: resolveStages).

import { parseImageReference } from '../../syntax/image-reference.ts';
import { quote } from '../../syntax/go/quote.ts';
import { formatPlatformAll, normalizePlatform, platformOf, type Platform } from '../../syntax/platform.ts';
import { didYouMean } from '../../syntax/suggest.ts';
import { Chain } from '../chain.ts';
import type { Image, Setting } from '../image.ts';
import type { ImageSource } from '../image-source.ts';
import type { NoteList } from '../note-list.ts';
import { OrderedMap } from '../ordered-map.ts';
import type { BuildStage } from './build-stage.ts';
import { Refusal, type Tolerate } from './refusal.ts';

export interface ResolveSettings {
  readonly images: ImageSource;
  readonly contexts: ReadonlySet<string>;
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
  return { ...emptyImage(platform), unknown: new Map(settings.map((setting) => [setting, reason])) };
}

/**
 * The image of a stage that starts from none of the file. `isNeeded` says whether it is looked up; BuildKit reads the
 * names of the others, too, and refuses those that are none.
 */
export function resolveImage(stage: BuildStage, isNeeded: boolean, options: ResolveSettings): Image | Refusal {
  const { baseName, origin, isPlaced } = stage;
  const lines = isPlaced ? [origin.lines] : [];
  if (baseName === 'scratch') {
    stage.platform = options.target;
    return emptyImage(options.target);
  }
  const reference = parseImageReference(baseName);
  if (!reference.ok)
    return new Refusal(`failed to parse stage name ${quote(baseName)}: ${reference.error}`, [origin], lines);
  const platform = stage.platform ?? options.target;
  stage.platform = platform;
  if (!isNeeded) return unknownImage(platform, `the build does not need ${baseName}`);
  if (options.contexts.has(contextName(reference.value.familiar))) {
    return unknownImage(platform, `${baseName} is a named build context`);
  }
  const answer = options.images.lookup(reference.value, platform);
  if (answer.kind === 'unknown') return unknownImage(platform, answer.reason);
  if (answer.kind === 'missing') {
    const suggestion = didYouMean(baseName, [...options.labels, ...commonImages], { order: 'given' });
    return new Refusal(`${baseName}: ${answer.error}${suggestion}`, [origin], lines);
  }
  comparePlatforms(stage, answer.image, platform, options.notes);
  return answer.image;
}

/** `docker build --build-context` compares names without the tag that is taken by default. */
function contextName(familiar: string): string {
  return familiar.endsWith(':latest') ? familiar.slice(0, -':latest'.length) : familiar;
}

function comparePlatforms({ baseName, origin }: BuildStage, image: Image, wanted: Platform, notes: NoteList): void {
  if (image.os === wanted.os && image.architecture === wanted.architecture) return;
  const actual = formatPlatformAll(normalizePlatform(platformOf(image.os, image.architecture, image.variant)));
  const expected = formatPlatformAll(normalizePlatform(wanted));
  notes.add({ check: 'InvalidBaseImagePlatform', image: baseName, actual, expected }, { instruction: origin });
}

const commonImages = ['alpine', 'busybox', 'centos', 'debian', 'golang', 'ubuntu', 'fedora'].flatMap((name) => [
  name,
  `docker.io/library${name}`,
  `${name}:latest`,
  `docker.io/library${name}:latest`,
]);
