// An image as far as its configuration tells: what a container of it is started with.

import type { PortRange } from '../syntax/port.ts';
import type { Chain } from './chain.ts';
import type { OrderedMap } from './ordered-map.ts';

/** The text of a setting; `unknown` says why nobody knows it before the build, and the text then is what is written. */
export interface Value {
  readonly text: string;
  readonly unknown: string | undefined;
}

export interface HealthCheck {
  readonly test: readonly string[];
  /** In nanoseconds; 0 where none is given, as for the others. */
  readonly interval: bigint;
  readonly timeout: bigint;
  readonly startPeriod: bigint;
  readonly startInterval: bigint;
  readonly retries: number;
}

/** One entry of an image's history. `createdBy` may be computed when it is read. */
export interface HistoryEntry {
  readonly createdBy: string | undefined;
  readonly comment: string | undefined;
  readonly author: string | undefined;
  readonly created: string | undefined;
  /** It made no layer. */
  readonly isEmpty: boolean;
}

/** Settings of which a base image that nobody has looked up may have any. */
export type Setting =
  | 'cmd'
  | 'entrypoint'
  | 'env'
  | 'exposedPorts'
  | 'healthCheck'
  | 'labels'
  | 'onBuild'
  | 'shell'
  | 'stopSignal'
  | 'user'
  | 'volumes'
  | 'workdir';

/** Immutable: each instruction derives the next one. Empty texts stand for what is not set. */
export interface Image {
  readonly os: string;
  readonly architecture: string;
  readonly variant: string;
  readonly author: string;
  /** Of ENV and of the base image, in the order in which names first appear. */
  readonly env: OrderedMap<Value>;
  readonly cmd: readonly string[] | undefined;
  readonly entrypoint: readonly string[] | undefined;
  /** Absolute. */
  readonly workdir: string;
  readonly user: string;
  /** By the text `80/tcp` or `8000-8100/tcp`. */
  readonly exposedPorts: OrderedMap<PortRange>;
  readonly volumes: OrderedMap<true>;
  readonly labels: OrderedMap<Value>;
  readonly healthCheck: HealthCheck | undefined;
  readonly stopSignal: string;
  readonly shell: readonly string[] | undefined;
  /** The instructions behind ONBUILD, as texts. */
  readonly onBuild: Chain<string>;
  readonly argsEscaped: boolean;
  readonly history: Chain<HistoryEntry>;
  /** The digests of the base image's layers; undefined where nobody knows them. */
  readonly layers: readonly string[] | undefined;
  /** What is not known, and why; for maps and lists: that there may be more in them. */
  readonly unknown: ReadonlyMap<Setting, string>;
}

/** `image` with one more entry in its history. A literal, so that all images that instructions make have one shape. */
export function withEntry(image: Image, entry: HistoryEntry): Image {
  return {
    os: image.os,
    architecture: image.architecture,
    variant: image.variant,
    author: image.author,
    env: image.env,
    cmd: image.cmd,
    entrypoint: image.entrypoint,
    workdir: image.workdir,
    user: image.user,
    exposedPorts: image.exposedPorts,
    volumes: image.volumes,
    labels: image.labels,
    healthCheck: image.healthCheck,
    stopSignal: image.stopSignal,
    shell: image.shell,
    onBuild: image.onBuild,
    argsEscaped: image.argsEscaped,
    history: image.history.append(entry),
    layers: image.layers,
    unknown: image.unknown,
  };
}
