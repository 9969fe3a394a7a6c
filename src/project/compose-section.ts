// The `build` of a service: https://docs.docker.com/reference/compose-file/build/

import { known, unknown, type Value } from './build.ts';
import { type Data, entriesOf, field, itemsOf, textOf } from './data.ts';
import { type Environment, interpolate } from './interpolate.ts';
import { resolveContext, type Section } from './section.ts';

/** Aliases can repeat a long list at every service; nobody writes longer ones. */
const MOST_ENTRIES = 1000;

/** Reads `build: folder` or the map of settings; a context that is not absolute starts from `folder`. */
export function composeSection(build: Data, folder: string, environment: Environment): Section {
  const isMap = build.kind === 'map';
  const valueOf = (data: Data | undefined): Value<string> | undefined => interpolated(data, environment);
  const context = valueOf(isMap ? field(build, 'context') : build);
  return {
    context: context?.kind === 'known' ? known(resolveContext(context.value, folder)) : context,
    dockerfile: valueOf(field(build, 'dockerfile')),
    inline: field(build, 'dockerfile_inline') === undefined ? undefined : true,
    target: valueOf(field(build, 'target')),
    args: settings(field(build, 'args'), environment),
    platforms: list(field(build, 'platforms'), environment),
    contexts: settings(field(build, 'additional_contexts'), environment),
  };
}

function interpolated(data: Data | undefined, environment: Environment): Value<string> | undefined {
  const text = textOf(data);
  return text === undefined ? undefined : interpolate(text, environment);
}

/** `{ NAME: value }` or `[NAME=value]`; without a value, the environment has it. */
function settings(data: Data | undefined, environment: Environment): Section['args'] {
  if (data === undefined) return undefined;
  if (sizeOf(data) > MOST_ENTRIES) return unknown('too many entries');
  const found = new Map<string, Value<string>>();
  for (const [name, { value }] of entriesOf(data))
    found.set(name, interpolated(value, environment) ?? fromEnvironment(name, environment));
  for (const item of data.kind === 'list' ? data.items : []) {
    const text = textOf(item) ?? '';
    const [name = '', ...rest] = text.split('=');
    found.set(name, rest.length === 0 ? fromEnvironment(name, environment) : interpolate(rest.join('='), environment));
  }
  return known(found);
}

function fromEnvironment(name: string, environment: Environment): Value<string> {
  return environment(name) ?? unknown(`the environment has the value of "${name}"`);
}

function sizeOf(data: Data): number {
  if (data.kind === 'map') return data.entries.size;
  return data.kind === 'list' ? data.items.length : 1;
}

function list(data: Data | undefined, environment: Environment): Value<readonly string[]> | undefined {
  if (data === undefined) return undefined;
  if (sizeOf(data) > MOST_ENTRIES) return unknown('too many entries');
  const values: string[] = [];
  for (const item of itemsOf(data)) {
    const value = interpolated(item, environment);
    if (value?.kind === 'unknown') return value;
    if (value !== undefined) values.push(value.value);
  }
  return known(values);
}
