// Builds as tests compare them: known values as they are, unknown ones as their reason.

import type { Build, Value } from '../../src/project/build.ts';

function plain<T>(value: Value<T>): unknown {
  if (value.kind === 'unknown') return { unknown: value.reason };
  return value.value instanceof Map
    ? Object.fromEntries([...value.value].map(([key, of]) => [key, plain(of)]))
    : value.value;
}

/** What a build says, without where. Defaults are left out. */
export function summary(build: Build): Record<string, unknown> {
  const all = {
    name: build.name,
    context: plain(build.context),
    dockerfile: plain(build.dockerfile),
    target: plain(build.target),
    args: plain(build.args),
    platforms: plain(build.platforms),
    contexts: plain(build.contexts),
  };
  const isDefault = (value: unknown): boolean =>
    value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(all).filter(([, value]) => !isDefault(value)));
}
