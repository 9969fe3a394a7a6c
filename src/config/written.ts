// What stands in a configuration file, checked against the schema.

import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { readTextFile, reasonOf } from '../context/text-file.ts';
import type { Severity } from '../diagnostic.ts';
import type { Category, Rules } from '../lint/rule.ts';
import { UserError } from '../user-error.ts';
import { partAt, readDocument, type Way } from './document.ts';
import { firstMistake } from './mistake.ts';
import type { Level, Options } from './rule-change.ts';
import { type Fault, validatorFor } from './validator.ts';

export type FailLevel = Severity | 'never';
export type Texts = string | readonly string[];

/** What may be said of all files and of some. */
export interface WrittenChanges {
  /** By name or alias. */
  readonly rules?: Readonly<Record<string, Level | (Options & { readonly level?: Level })>>;
  readonly categories?: Readonly<Partial<Record<Category, Level>>>;
  readonly targets?: Texts;
}

/** The type of what fits the schema. */
export interface Written extends WrittenChanges {
  readonly root?: boolean;
  readonly extends?: Texts;
  readonly ignore?: Texts;
  readonly failOn?: FailLevel;
  readonly baseImages?: Readonly<Record<string, string>>;
  readonly overrides?: readonly (WrittenChanges & { readonly files: Texts })[];
}

export interface WrittenFile {
  readonly written: Written;
  /** Throws a `UserError` that names the file, the line and the way to the place. */
  fail(way: Way, problem: string): never;
}

/** More than anybody writes by hand. */
const LARGEST = 256 * 1024;

/** Reads the file at `path`, which the user knows as `name`. Throws a `UserError` for the first mistake in it. */
export function readWritten(path: string, name: string, rules: Rules): WrittenFile {
  const text = readText(path, name);
  if (text.trim() === '') throw new UserError(`${name}: is empty; \`slipway init\` writes one to start from`);
  const read = readDocument(text);
  if ('fault' in read) throw new UserError(`${name}:${read.fault.line}: ${read.fault.problem}`);
  const outside = basename(path) === 'package.json' ? ['slipway'] : [];
  // A file that has comments alone says nothing, which is allowed.
  const value = partAt(read.document.value, outside) ?? {};
  const lineOf = (way: Way): number => read.document.lineOf([...outside, ...way]);
  const fail = (way: Way, problem: string): never => {
    throw new UserError(`${name}:${lineOf(way)}: ${shown([...outside, ...way])}${problem}`);
  };
  const faults = validatorFor(rules)(value);
  if (!fits(value, faults)) {
    const mistake = firstMistake(faults, value, rules, lineOf);
    const { way, problem } = mistake ?? { way: [], problem: 'does not fit the schema' };
    return fail(way, problem);
  }
  return { written: value, fail };
}

function fits(_: unknown, faults: readonly Fault[]): _ is Written {
  return faults.length === 0;
}

function readText(path: string, name: string): string {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) throw new UserError(`"${name}" is a folder: a configuration is a file`);
    if (!stats.isFile()) throw new UserError(`"${name}" is no file`);
    if (stats.size > LARGEST)
      throw new UserError(`"${name}" is too large to be a configuration: it has ${stats.size} bytes`);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`cannot read "${name}": ${reasonOf(error)}`);
  }
  const read = readTextFile(path, name);
  if ('problem' in read) throw new UserError(read.problem);
  return read.text;
}

/** `overrides[0].files: `, or nothing for the whole. */
function shown(way: Way): string {
  const steps = way.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`));
  return way.length === 0 ? '' : `${steps.join('').replace(/^\./, '')}: `;
}
