// What stands in a configuration file, checked against the schema.

import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { readTextFile, reasonOf } from '../context/text-file.ts';
import type { Severity } from '../diagnostic.ts';
import type { Category, Rules } from '../lint/rule.ts';
import type { Span } from '../syntax/source.ts';
import { UserError } from '../user-error.ts';
import { partAt, readDocument } from './document.ts';
import { mistakesIn } from './mistake.ts';
import type { Level, Options } from './rule-change.ts';
import type { Way } from './schema-part.ts';
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

/** A mistake in a configuration, where it is known which file and which place it is in. */
export class ConfigurationError extends UserError {
  readonly path: string;
  readonly mistake: PlacedMistake;

  constructor(path: string, name: string, mistake: PlacedMistake) {
    super(`${name}:${mistake.line}: ${mistake.problem}`);
    this.path = path;
    this.mistake = mistake;
  }
}

export interface PlacedMistake {
  /** Counted from 1. */
  readonly line: number;
  readonly span: Span;
  /** In words, with the way to the place. */
  readonly problem: string;
}

/** What a text says, or all that is wrong with it, in the order of the places. */
export type CheckedText =
  | { readonly written: Written; placed(way: Way, problem: string): PlacedMistake }
  | { readonly mistakes: readonly PlacedMistake[] };

/**
 * Reads the file at `path`, which the user knows as `name`; its text is `given` where somebody has that. Throws a `UserError`
 * for the first mistake in it.
 */
export function readWritten(path: string, name: string, rules: Rules, given?: string): WrittenFile {
  const text = given ?? readText(path, name);
  if (text.trim() === '') throw new UserError(`${name}: ${EMPTY}`);
  const raise = (mistake: PlacedMistake): never => {
    throw new ConfigurationError(path, name, mistake);
  };
  const checked = checkText(text, outsideOf(path), rules);
  if ('written' in checked) {
    const { written, placed } = checked;
    return { written, fail: (way, problem) => raise(placed(way, problem)) };
  }
  const [first = { line: 1, span: { start: 0, end: 0 }, problem: UNFIT }] = checked.mistakes;
  return raise(first);
}

const EMPTY = 'is empty; `slipway init` writes one to start from';
const UNFIT = 'does not fit the schema';

/** The way to the configuration in a file of that name. */
export function outsideOf(path: string): Way {
  return basename(path) === 'package.json' ? ['slipway'] : [];
}

/** Checks a text against the schema. The configuration is the part of it to which `outside` leads. */
export function checkText(text: string, outside: Way, rules: Rules): CheckedText {
  const read = readDocument(text);
  if ('fault' in read) return { mistakes: [read.fault] };
  const { document } = read;
  // A file that has comments alone says nothing, which is allowed.
  const value = partAt(document.value, outside) ?? {};
  const placed = (way: Way, problem: string): PlacedMistake => {
    const whole = [...outside, ...way];
    return { line: document.lineOf(whole), span: document.spanOf(whole), problem: `${shown(whole)}${problem}` };
  };
  const faults = validatorFor(rules)(value);
  if (fits(value, faults)) return { written: value, placed };
  const found = mistakesIn(faults, value, rules, (way) => document.lineOf([...outside, ...way]));
  const mistakes = found.length > 0 ? found : [{ way: [], problem: UNFIT }];
  return { mistakes: mistakes.map(({ way, problem }) => placed(way, problem)) };
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
