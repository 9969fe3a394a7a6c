// The answer of `docker build --check`: as text, and as `--call=check,format=json` has it.

import { basename } from 'node:path';
import type { BuildkitCheck } from '../lint/check.ts';
import type { Model } from '../model/model.ts';
import type { Check, Note } from '../model/notes.ts';
import type { Source } from '../syntax/source.ts';
import { goJson, goLocation, unlessEmpty } from './go-json.ts';
import { sourceExcerpt } from './source-excerpt.ts';
import { visibleLine } from './visible-line.ts';

/** What warnings may name and show in all: thousands about one instruction would each do so with all of it. */
const MOST_LINES = 1 << 20;
const MOST_CHARACTERS = 1 << 26;

export interface CheckReport {
  readonly source: Source;
  readonly warnings: readonly Warning[];
  readonly error: Model['error'];
}

interface Warning {
  readonly check: BuildkitCheck;
  readonly detail: string;
  /** From the first to the last. */
  readonly lines: readonly number[];
}

/** The notes that the file does not keep silent, in the words of the checks. */
export function checkReport(
  source: Source,
  { notes, error }: Pick<Model, 'notes' | 'error'>,
  checks: ReadonlyMap<Check, BuildkitCheck>,
): CheckReport {
  const warnings: Warning[] = [];
  let named = 0;
  for (const note of notes) {
    const check = checks.get(note.check);
    if (check === undefined || note.silenced) continue;
    const lines = named < MOST_LINES ? linesOf(note) : [note.lines.first];
    named += lines.length;
    warnings.push({ check, detail: check.detail(note), lines });
  }
  return { source, error, warnings };
}

function linesOf({ lines: { first, last } }: Note): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** What Docker writes to the standard output: the warnings in the order of their lines. */
export function checkText({ source, warnings, error }: CheckReport): string {
  if (warnings.length === 0) return error === undefined ? 'Check complete, no warnings found.\n' : '';
  const found = warnings.length === 1 ? '1 warning has been found' : `${warnings.length} warnings have been found`;
  const sorted = warnings.toSorted((left, right) => (left.lines[0] ?? 0) - (right.lines[0] ?? 0));
  let room = MOST_CHARACTERS;
  const blocks = sorted.map(({ check: { name, url }, detail, lines }) => {
    const title = url === '' ? name : `${name} - ${url}`;
    const excerpt = room > 0 ? sourceExcerpt(source, lines) : '';
    room -= excerpt.length;
    return `\nWARNING: ${title}\n${visibleLine(detail)}\n${excerpt}`;
  });
  return `Check complete, ${found}!\n${blocks.join('')}${error === undefined ? '' : '\n'}`;
}

/** What Docker writes to the standard error. */
export function errorText({ source, error }: Pick<CheckReport, 'source' | 'error'>): string {
  if (error === undefined) return '';
  return `ERROR: ${visibleLine(error.message)}\n${sourceExcerpt(source, error.lines)}`;
}

/** Without `sources[].definition`, which only an engine knows. */
export function checkJson({ source, warnings, error }: CheckReport): string {
  const all = warnings.map(({ check: { name, description, url }, detail, lines }) => ({
    ruleName: name,
    description,
    url: unlessEmpty(url),
    detail,
    location: goLocation(lines),
  }));
  return goJson({
    warnings: all.length === 0 ? null : all,
    sources: [{ filename: basename(source.path), data: unlessEmpty(base64(source.text)), language: 'Dockerfile' }],
    buildError: error && { message: error.message, location: goLocation(error.lines) },
  });
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
