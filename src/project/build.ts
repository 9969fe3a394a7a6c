// A build that some file asks for: its Dockerfile, target and arguments, as far as they can be known.

import type { Source, Span } from '../syntax/source.ts';

/** What a file says, or why nobody can tell without running it. */
export type Value<T> = { readonly kind: 'known'; readonly value: T } | Unknown;

export interface Unknown {
  readonly kind: 'unknown';
  readonly reason: string;
}

/** One service of a compose file, target of a bake file, or command of a workflow. Local paths are absolute. */
export interface Build {
  /** The file that asks for it, and where. */
  readonly file: string;
  readonly span: Span;
  /** Counted from 1. */
  readonly line: number;
  /** The service or target, or the name of the step. */
  readonly name: string;
  /** A folder, or a remote context as it is written. */
  readonly context: Value<string>;
  /** Undefined where the Dockerfile stands in the file itself. */
  readonly dockerfile: Value<string | undefined>;
  /** Undefined: the last stage. */
  readonly target: Value<string | undefined>;
  /** Values that come from the environment are unknown. */
  readonly args: Value<ReadonlyMap<string, Value<string>>>;
  /** Empty where none are named. */
  readonly platforms: Value<readonly string[]>;
  /** Named contexts, as they are written. */
  readonly contexts: Value<ReadonlyMap<string, Value<string>>>;
}

/** Why a file, or a part of it, could not be read. */
export interface Problem {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** What was found in files. */
export interface Found {
  readonly builds: readonly Build[];
  readonly problems: readonly Problem[];
}

export function known<T>(value: T): Value<T> {
  return { kind: 'known', value };
}

export function unknown(reason: string): Unknown {
  return { kind: 'unknown', reason };
}

export function problemAt(source: Source, offset: number, message: string): Problem {
  return { file: source.path, line: source.position(offset).line, message };
}
