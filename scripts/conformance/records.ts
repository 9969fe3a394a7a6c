// Recorded answers: gzipped files of one JSON value a line, read as they stream in.

import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import type { CaseRecord } from './suite.ts';

export interface NumberedRecord {
  /** The line in the file, from 1. */
  readonly line: number;
  readonly record: CaseRecord;
}

export async function* readRecords(path: string): AsyncGenerator<NumberedRecord> {
  let number = 0;
  for await (const line of readLines(path)) {
    number++;
    if (line !== '') yield { line: number, record: JSON.parse(line) as CaseRecord };
  }
}

async function* readLines(path: string): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of createReadStream(path).pipe(createGunzip())) {
    const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest + decoder.end();
}

/** What BuildKit was seen to answer where it does not always say the same: the variants of each part, by line. */
export type Variants = ReadonlyMap<number, Readonly<Record<string, readonly unknown[]>>>;

interface VaryingRecord {
  readonly file: string;
  readonly line: number;
  readonly answers: Readonly<Record<string, readonly unknown[]>>;
}

/** The variants for each data file. */
export async function readVarying(path: string): Promise<ReadonlyMap<string, Variants>> {
  const files = new Map<string, Map<number, VaryingRecord['answers']>>();
  for await (const { record } of readRecords(path)) {
    const { file, line, answers } = record as VaryingRecord;
    const lines = files.get(file) ?? new Map<number, VaryingRecord['answers']>();
    files.set(file, lines.set(line, answers));
  }
  return files;
}

/** The record with every combination of the variants of the given parts. */
export function* withVariants(
  record: CaseRecord,
  answers: VaryingRecord['answers'],
  [part, ...others]: readonly string[],
): Generator<CaseRecord> {
  if (part === undefined) {
    yield record;
    return;
  }
  const variants = answers[part];
  if (variants === undefined) {
    yield* withVariants(record, answers, others);
    return;
  }
  for (const variant of variants) yield* withVariants(replacePart(record, part.split('.'), variant), answers, others);
}

/** A copy in which the value at `path` is another. */
function replacePart(record: CaseRecord, [key = '', ...path]: readonly string[], value: unknown): CaseRecord {
  const inner: unknown = Reflect.get(record, key);
  const replaced = path.length === 0 ? value : replacePart(Object(inner) as CaseRecord, path, value);
  return { ...record, [key]: replaced };
}
