// The settings of a build before defaults are filled in: what overlays, `extends` and `inherits` merge.

import { posix, resolve } from 'node:path';
import type { Source, Span } from '../syntax/source.ts';
import { type Build, known, unknown, type Value } from './build.ts';

/** Undefined: not set. */
export interface Section {
  /** An absolute folder, or remote. */
  readonly context?: Value<string> | undefined;
  readonly dockerfile?: Value<string> | undefined;
  /** The text of the Dockerfile stands here, whatever `dockerfile` says. */
  readonly inline?: boolean | undefined;
  readonly target?: Value<string> | undefined;
  readonly args?: Value<ReadonlyMap<string, Value<string>>> | undefined;
  readonly platforms?: Value<readonly string[]> | undefined;
  readonly contexts?: Value<ReadonlyMap<string, Value<string>>> | undefined;
}

/** Where a build stands. */
export interface Place {
  readonly source: Source;
  readonly span: Span;
  readonly name: string;
}

/** What `over` says counts; maps are merged key by key. Lists are replaced as bake does, or appended as compose does. */
export function mergeSections(base: Section, over: Section, lists: 'append' | 'replace'): Section {
  const isAppended = lists === 'append';
  return {
    context: over.context ?? base.context,
    dockerfile: over.dockerfile ?? base.dockerfile,
    inline: over.inline ?? base.inline,
    target: over.target ?? base.target,
    args: mergeMaps(base.args, over.args),
    platforms: isAppended ? append(base.platforms, over.platforms) : (over.platforms ?? base.platforms),
    contexts: mergeMaps(base.contexts, over.contexts),
  };
}

/** Fills in the defaults. `folder` is the context where none is named; an empty name is as good as none. */
export function toBuild(section: Section, { source, span, name }: Place, folder: string): Build {
  const context = section.context ?? known(folder);
  return {
    file: source.path,
    span,
    line: source.position(span.start).line,
    name,
    context,
    dockerfile: section.inline === true ? known(undefined) : dockerfileOf(context, section.dockerfile),
    target: section.target?.kind === 'known' && section.target.value === '' ? known(undefined) : orNothing(section),
    args: section.args ?? known(new Map()),
    platforms: section.platforms ?? known([]),
    contexts: section.contexts ?? known(new Map()),
  };
}

/** A context in `folder`, as compose and bake read it: a folder, or what only the builder can fetch. */
export function resolveContext(text: string, folder: string): string {
  return isRemote(text) ? text : resolve(folder, text);
}

/** Git and HTTP sources, and those that BuildKit knows by a scheme (build.IsRemoteURL in buildx). */
function isRemote(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/|^git@|^github\.com\//.test(text) || text === '-';
}

function orNothing({ target }: Section): Value<string | undefined> {
  return target ?? known(undefined);
}

function dockerfileOf(context: Value<string>, dockerfile: Value<string> | undefined): Value<string> {
  if (dockerfile?.kind === 'unknown') return dockerfile;
  const name = dockerfile?.value ?? '';
  if (posix.isAbsolute(name)) return known(resolve(name));
  if (context.kind === 'unknown') return context;
  if (isRemote(context.value)) return unknown(`the context "${context.value}" is remote`);
  return known(resolve(context.value, name === '' ? 'Dockerfile' : name));
}

type Settings = Value<ReadonlyMap<string, Value<string>>>;

function mergeMaps(base: Settings | undefined, over: Settings | undefined): Settings | undefined {
  if (base === undefined || over === undefined) return over ?? base;
  if (base.kind === 'unknown') return base;
  return over.kind === 'unknown' ? over : known(new Map([...base.value, ...over.value]));
}

function append(
  base: Value<readonly string[]> | undefined,
  over: Value<readonly string[]> | undefined,
): Value<readonly string[]> | undefined {
  if (base === undefined || over === undefined) return over ?? base;
  if (base.kind === 'unknown') return base;
  return over.kind === 'unknown' ? over : known([...new Set([...base.value, ...over.value])]);
}
