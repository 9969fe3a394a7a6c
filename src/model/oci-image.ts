// Images as the OCI image format and Docker write them down, and back.

import { listPorts, parsePort } from '../syntax/port.ts';
import { Chain } from './chain.ts';
import type { HealthCheck, HistoryEntry, Image, Value } from './image.ts';
import { OrderedMap } from './ordered-map.ts';

/** The image configuration with Docker's additions; what is not set is absent. */
export interface OciImage {
  readonly created?: string | undefined;
  readonly architecture?: string | undefined;
  readonly variant?: string | undefined;
  readonly os?: string | undefined;
  readonly author?: string | undefined;
  readonly config?: OciConfig | undefined;
  readonly history?: readonly OciHistory[] | null | undefined;
  readonly rootfs?: { readonly type: 'layers'; readonly diff_ids?: readonly string[] | null | undefined } | undefined;
}

export interface OciConfig {
  readonly User?: string | undefined;
  readonly ExposedPorts?: Readonly<Record<string, object>> | null | undefined;
  readonly Env?: readonly string[] | null | undefined;
  readonly Entrypoint?: readonly string[] | null | undefined;
  readonly Cmd?: readonly string[] | null | undefined;
  readonly Volumes?: Readonly<Record<string, object>> | null | undefined;
  readonly WorkingDir?: string | undefined;
  readonly Labels?: Readonly<Record<string, string>> | null | undefined;
  readonly StopSignal?: string | undefined;
  readonly ArgsEscaped?: boolean | undefined;
  readonly Healthcheck?: OciHealthcheck | null | undefined;
  readonly OnBuild?: readonly string[] | null | undefined;
  readonly Shell?: readonly string[] | null | undefined;
}

/** Durations are in nanoseconds. */
export interface OciHealthcheck {
  readonly Test?: readonly string[] | undefined;
  readonly Interval?: number | undefined;
  readonly Timeout?: number | undefined;
  readonly StartPeriod?: number | undefined;
  readonly StartInterval?: number | undefined;
  readonly Retries?: number | undefined;
}

export interface OciHistory {
  readonly created?: string | undefined;
  readonly created_by?: string | undefined;
  readonly author?: string | undefined;
  readonly comment?: string | undefined;
  readonly empty_layer?: boolean | undefined;
}

/** The configuration of an image; maps have their keys in order. `rootfs` has the layers of the base image alone. */
export function toOci(image: Image): OciImage {
  const { os, architecture, variant, author, layers } = image;
  const entries = image.history.items();
  return {
    // Docker's exporters take the time of the last entry.
    created: entries.at(-1)?.created,
    architecture,
    variant: variant || undefined,
    os,
    author: author || undefined,
    config: toOciConfig(image),
    history: entries.map(toOciHistory),
    rootfs: { type: 'layers', diff_ids: layers ?? [] },
  };
}

function toOciConfig(image: Image): OciConfig {
  const ports = image.exposedPorts.entries().flatMap(([, range]) => listPorts(range));
  const values = image.env.entries().map(([name, { text }]) => `${name}=${text}`);
  return {
    User: image.user || undefined,
    ExposedPorts: toObject(ports.map((port) => [port, {}])),
    Env: values.length === 0 ? undefined : values,
    Entrypoint: image.entrypoint,
    Cmd: image.cmd,
    Volumes: toObject(image.volumes.entries().map(([path]) => [path, {}])),
    WorkingDir: image.workdir || undefined,
    Labels: toObject(image.labels.entries().map(([name, { text }]) => [name, text])),
    StopSignal: image.stopSignal || undefined,
    ArgsEscaped: image.argsEscaped || undefined,
    Healthcheck: image.healthCheck && toOciHealthcheck(image.healthCheck),
    OnBuild: image.onBuild.length === 0 ? undefined : image.onBuild.items(),
    Shell: image.shell,
  };
}

function toObject<Item>(entries: readonly (readonly [string, Item])[]): Readonly<Record<string, Item>> | undefined {
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)));
}

function toOciHealthcheck(check: HealthCheck): OciHealthcheck {
  return {
    Test: check.test,
    Interval: Number(check.interval) || undefined,
    Timeout: Number(check.timeout) || undefined,
    StartPeriod: Number(check.startPeriod) || undefined,
    StartInterval: Number(check.startInterval) || undefined,
    Retries: check.retries || undefined,
  };
}

function toOciHistory({ created, createdBy, author, comment, isEmpty }: HistoryEntry): OciHistory {
  return { created, created_by: createdBy, author, comment, empty_layer: isEmpty || undefined };
}

/** The image that a configuration describes; all of it is known. */
export function fromOci({
  architecture = '',
  variant = '',
  os = '',
  author = '',
  config = {},
  ...rest
}: OciImage): Image {
  const env = (config.Env ?? []).map((entry): readonly [string, Value] => {
    const equals = entry.indexOf('=');
    return equals === -1 ? [entry, known('')] : [entry.slice(0, equals), known(entry.slice(equals + 1))];
  });
  const ports = Object.keys(config.ExposedPorts ?? {}).flatMap((port) => {
    const range = parsePort(port);
    return range.ok ? [[port, range.value] as const] : [];
  });
  return {
    os,
    architecture,
    variant,
    author,
    env: OrderedMap.from(env),
    cmd: config.Cmd ?? undefined,
    entrypoint: config.Entrypoint ?? undefined,
    workdir: config.WorkingDir ?? '',
    user: config.User ?? '',
    exposedPorts: OrderedMap.from(ports),
    volumes: OrderedMap.from(Object.keys(config.Volumes ?? {}).map((path) => [path, true] as const)),
    labels: OrderedMap.from(Object.entries(config.Labels ?? {}).map(([name, text]) => [name, known(text)] as const)),
    healthCheck: config.Healthcheck ? fromOciHealthcheck(config.Healthcheck) : undefined,
    stopSignal: config.StopSignal ?? '',
    shell: config.Shell ?? undefined,
    onBuild: Chain.of(config.OnBuild ?? []),
    argsEscaped: config.ArgsEscaped ?? false,
    history: Chain.of((rest.history ?? []).map(fromOciHistory)),
    layers: rest.rootfs && (rest.rootfs.diff_ids ?? []),
    unknown: new Map(),
  };
}

function known(text: string): Value {
  return { text, unknown: undefined };
}

function fromOciHealthcheck(check: OciHealthcheck): HealthCheck {
  return {
    test: check.Test ?? [],
    interval: BigInt(check.Interval ?? 0),
    timeout: BigInt(check.Timeout ?? 0),
    startPeriod: BigInt(check.StartPeriod ?? 0),
    startInterval: BigInt(check.StartInterval ?? 0),
    retries: check.Retries ?? 0,
  };
}

function fromOciHistory(entry: OciHistory): HistoryEntry {
  const { created, created_by: createdBy, author, comment, empty_layer: isEmpty = false } = entry;
  return { created, createdBy, author, comment, isEmpty };
}
