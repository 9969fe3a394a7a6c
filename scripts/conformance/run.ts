// Runs suites over a folder of recorded answers: each data file is read once, for all suites that need it.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { canonical } from './difference.ts';
import { readRecords, readVarying, type Variants, withVariants } from './records.ts';
import { type CaseRecord, Context, type Suite } from './suite.ts';

/** A case on which we do not agree. */
export interface Difference {
  /** The `id` of the record, or its line in the data file. */
  readonly at: string;
  /** A short digest of what was asked: the same case has it in every folder. */
  readonly key: string;
  readonly text: string;
}

export interface Result {
  readonly suite: Suite;
  readonly total: number;
  readonly differences: readonly Difference[];
}

export function hasData(folder: string, { data }: Suite): boolean {
  return existsSync(dataFile(folder, data));
}

function dataFile(folder: string, data: string): string {
  return join(folder, 'conformance', `${data}.jsonl.gz`);
}

/** The results of the suites, in the order given. All of them must have data. */
export async function runSuites(folder: string, suites: readonly Suite[]): Promise<readonly Result[]> {
  const varying = dataFile(folder, 'buildkit-varying');
  const variants = existsSync(varying) ? await readVarying(varying) : new Map<string, Variants>();
  const tallies = suites.map((suite): Tally => ({ suite, total: 0, differences: [] }));
  const files = new Set(suites.map(({ data }) => data));
  await Promise.all(
    Array.from(files, (data) => {
      const ofFile = tallies.filter(({ suite }) => suite.data === data);
      return runFile(dataFile(folder, data), ofFile, new Context(folder), variants.get(data));
    }),
  );
  return mergeByName(tallies);
}

/** A suite over several data files is reported as one. */
function mergeByName(tallies: readonly Tally[]): readonly Result[] {
  const merged = new Map<string, Tally>();
  for (const { suite, total, differences } of tallies) {
    const known = merged.get(suite.name) ?? { suite, total: 0, differences: [] };
    merged.set(suite.name, { suite, total: known.total + total, differences: [...known.differences, ...differences] });
  }
  return [...merged.values()];
}

interface Tally {
  readonly suite: Suite;
  total: number;
  readonly differences: Difference[];
}

async function runFile(
  path: string,
  tallies: readonly Tally[],
  context: Context,
  variants: Variants | undefined,
): Promise<void> {
  for await (const { line, record } of readRecords(path)) {
    const { id = `line ${line}` } = record as { readonly id?: string };
    for (const tally of tallies) {
      if (!tally.suite.covers(record)) continue;
      tally.total++;
      const text = compareWithVariants(tally.suite, record, context, variants?.get(line));
      if (text !== undefined) tally.differences.push({ at: id, key: keyOf(tally.suite, record, context), text });
    }
  }
}

/** The difference to the recorded answer, unless we agree with one of its variants. */
function compareWithVariants(
  suite: Suite,
  record: CaseRecord,
  context: Context,
  answers: ReturnType<Variants['get']>,
): string | undefined {
  const text = compare(suite, record, context);
  if (text === undefined || answers === undefined) return text;
  for (const variant of withVariants(record, answers, suite.parts)) {
    if (compare(suite, variant, context) === undefined) return undefined;
  }
  return text;
}

/** Whatever is thrown is a difference like any other: the other cases are compared all the same. */
function compare(suite: Suite, record: CaseRecord, context: Context): string | undefined {
  try {
    return suite.compare(record, context);
  } catch (error) {
    return `threw ${String(error)}`;
  }
}

function keyOf(suite: Suite, record: CaseRecord, context: Context): string {
  let input: unknown;
  try {
    input = suite.input(record, context);
  } catch {
    input = record;
  }
  return createHash('sha256').update(canonical(input)).digest('hex').slice(0, 12);
}
