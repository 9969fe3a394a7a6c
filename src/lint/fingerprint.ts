// What tells a finding from all others, and stays the same while the rest of its file changes.

import { createHash } from 'node:crypto';
import type { Diagnostic } from '../diagnostic.ts';
import type { Source, Span } from '../syntax/source.ts';
import type { FileReport } from './file-report.ts';

/** Lines that are the same up to here count as the same, so that many findings in one long line cost no more than others. */
const LONGEST = 1000;
const DIGITS = 32;

/**
 * The fingerprint of each finding: a hash of the path, the rule, the text of the finding's lines, and how many with
 * the same three stand before it. Line numbers, the words of the message and the amount of white space do not matter.
 *
 * `path` must be the same on every machine: relative, with `/`.
 */
export function fingerprintsOf(path: string, report: FileReport): ReadonlyMap<Diagnostic, string> {
  const { source, diagnostics, found = diagnostics } = report;
  const textOf = linesOf(source);
  const occurrences = new Map<string, number>();
  return new Map(
    found.map((diagnostic) => {
      const identity = JSON.stringify([path, diagnostic.rule, textOf(diagnostic.span)]);
      const occurrence = occurrences.get(identity) ?? 0;
      occurrences.set(identity, occurrence + 1);
      return [diagnostic, hash(`${identity}${occurrence}`)];
    }),
  );
}

/** Gives the lines on which a span lies, every run of white space as one blank. Lines with many findings are read once. */
function linesOf(source: Source): (span: Span) => string {
  const known = new Map<string, string>();
  return ({ start, end }) => {
    const first = source.position(start).line;
    const last = source.position(Math.max(start, end - 1)).line;
    const key = `${first} ${last}`;
    const text = known.get(key) ?? linesBetween(source, first, last);
    known.set(key, text);
    return text;
  };
}

function linesBetween({ text, lineStarts }: Source, first: number, last: number): string {
  const start = lineStarts[first - 1] ?? 0;
  const end = Math.min(lineStarts[last] ?? text.length, start + LONGEST);
  return text.slice(start, end).trim().replaceAll(/\s+/g, ' ');
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, DIGITS);
}
