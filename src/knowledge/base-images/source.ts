// The table of base images as a source of image configurations.

import type { Image, Setting, Value } from '../../model/image.ts';
import type { ImageAnswer, ImageSource } from '../../model/image-source.ts';
import { fromOci, type OciConfig, type OciHealthcheck } from '../../model/oci-image.ts';
import { OrderedMap } from '../../model/ordered-map.ts';
import type { ImageReference } from '../../syntax/image-reference.ts';
import type { Platform } from '../../syntax/platform.ts';
import type { BaseImage } from './base-image.ts';
import { lookUpBaseImage } from './lookup.ts';
import { tableDate } from './names.ts';
import type { Healthcheck } from './packed.ts';

/**
 * Answers from the offline table. What it does not know of an image is in `unknown`; all variables and labels it knows
 * only of images that nothing lies below. It knows an image for one operating system only.
 */
export const knowledgeSource: ImageSource = {
  lookup(reference, platform) {
    const { os, architecture, variant } = platform;
    const key = `${reference.normalized} ${os}/${architecture}/${variant}`;
    const answer = answers.get(key) ?? lookUp(reference, platform);
    answers.set(key, answer);
    return answer;
  },
};

const answers = new Map<string, ImageAnswer>();

function lookUp(reference: ImageReference, platform: Platform): ImageAnswer {
  const { familiar } = reference;
  const known = lookUpBaseImage(reference);
  if (known === undefined) return { kind: 'unknown', reason: `nobody has looked up the image ${familiar}` };
  if (known.os !== platform.os) {
    const os = known.os === undefined ? 'no one system' : known.os;
    return { kind: 'unknown', reason: `${familiar} is known for ${os}, not for ${platform.os}` };
  }
  return { kind: 'found', image: imageOf(known, familiar, platform) };
}

function imageOf(known: BaseImage, name: string, { os, architecture, variant }: Platform): Image {
  const reason = (what: string): string => `what was known of ${name} on ${tableDate} does not tell ${what}`;
  const image = fromOci({ os, architecture, variant, config: configOf(known) });
  return {
    ...image,
    env: OrderedMap.from(valuesOf(known.env, () => reason('the value'))),
    labels: OrderedMap.from(valuesOf(known.labels, (label) => reason(`its label ${label}`))),
    unknown: new Map(unknownSettings(known).map(([setting, what]) => [setting, reason(`its ${what}`)])),
  };
}

/** As in Docker, an empty list of ports or volumes is none, and an empty command is left out. */
function configOf(known: BaseImage): OciConfig {
  const { user, workingDir, entrypoint, cmd, shell, onbuild, stopSignal, healthcheck } = known;
  return {
    User: user,
    WorkingDir: workingDir,
    Entrypoint: entrypoint?.length === 0 ? undefined : entrypoint,
    Cmd: cmd?.length === 0 ? undefined : cmd,
    Shell: shell,
    OnBuild: onbuild,
    StopSignal: stopSignal,
    ExposedPorts: objectOf(known.exposedPorts),
    Volumes: objectOf(known.volumes),
    Healthcheck: healthcheck && healthcheckOf(healthcheck),
  };
}

function objectOf(keys: readonly string[] = []): Readonly<Record<string, object>> {
  return Object.fromEntries(keys.map((key) => [key, {}]));
}

function healthcheckOf({ test, interval, timeout, startPeriod, retries }: Healthcheck): OciHealthcheck | undefined {
  if (test.length === 0) return undefined;
  return { Test: test, Interval: interval, Timeout: timeout, StartPeriod: startPeriod, Retries: retries };
}

function valuesOf(
  values: ReadonlyMap<string, string | undefined>,
  reason: (name: string) => string,
): readonly (readonly [string, Value])[] {
  return [...values].map(([name, text]) => [
    name,
    { text: text ?? '', unknown: text === undefined ? reason(name) : undefined },
  ]);
}

/**
 * Whoever found out about a health check has read all that made the image, and would have seen a SHELL and an ONBUILD.
 * What an image lacks is known only of one that nothing lies below; such an image sets what is listed and no more.
 */
function unknownSettings(known: BaseImage): readonly (readonly [Setting, what: string])[] {
  const wasRead = known.healthcheck !== undefined;
  const isWhole = wasRead && known.lacks.size > 0 && known.env.get('PATH') !== undefined;
  const names: readonly (readonly [Setting, what: string, isKnown: boolean])[] = [
    ['cmd', 'command', known.cmd !== undefined],
    ['entrypoint', 'entrypoint', known.entrypoint !== undefined],
    ['env', 'whole environment', isWhole],
    ['exposedPorts', 'ports', known.exposedPorts !== undefined],
    ['healthCheck', 'health check', wasRead],
    ['labels', 'labels', isWhole],
    ['onBuild', 'ONBUILD instructions', wasRead || known.onbuild !== undefined],
    ['shell', 'shell', wasRead || known.shell !== undefined],
    ['stopSignal', 'stop signal', known.stopSignal !== undefined],
    ['user', 'user', known.user !== undefined],
    ['volumes', 'volumes', known.volumes !== undefined],
    ['workdir', 'working directory', known.workingDir !== undefined],
  ];
  return names.flatMap(([setting, what, isKnown]) => (isKnown ? [] : [[setting, what] as const]));
}
