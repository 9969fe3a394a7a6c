// What a suite is: recorded answers of BuildKit, and how one of them is compared with ours.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '../../src/model/evaluation/evaluate.ts';
import type { Model } from '../../src/model/model.ts';
import type { EvaluateOptions } from '../../src/model/evaluation/options.ts';
import { type Parsed, parse } from '../../src/syntax/parse.ts';
import { Source } from '../../src/syntax/source.ts';
import { standInImages } from './stand-in-images.ts';

/** One line of a data file. Its shape is the data's own business: each suite says what it relies on. */
export type CaseRecord = object;

export interface Suite {
  readonly name: string;
  /** The file of recorded answers, without its ending. */
  readonly data: string;
  /** Those of the compared parts of a record (`lint.error`) of which several variants may be recorded. */
  readonly parts: readonly string[];
  /** Whether the record is a case of this suite. */
  covers(record: CaseRecord): boolean;
  /** What was asked: cases are told apart by it. */
  input(record: CaseRecord, context: Context): unknown;
  /** In a few words what differs, or nothing where we agree. */
  compare(record: CaseRecord, context: Context): string | undefined;
}

/** States what a suite's records look like; recorded data is trusted. */
export function defineSuite<Data extends CaseRecord>(suite: {
  readonly name: string;
  readonly data: string;
  readonly parts?: readonly string[];
  covers?(record: Data): boolean;
  input(record: Data, context: Context): unknown;
  compare(record: Data, context: Context): string | undefined;
}): Suite {
  return {
    name: suite.name,
    data: suite.data,
    parts: suite.parts ?? [],
    covers: (record) => suite.covers?.(record as Data) ?? true,
    input: (record, context) => suite.input(record as Data, context),
    compare: (record, context) => suite.compare(record as Data, context),
  };
}

/** A record about a Dockerfile: of the corpus, with its path as `id`, or with the text in it. */
export interface DockerfileRecord {
  readonly id?: string;
  readonly dockerfile?: string;
}

/** The folder of recorded answers, and what several suites ask about the same record. */
export class Context {
  readonly folder: string;
  readonly #parsed = new WeakMap<DockerfileRecord, Parsed>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** The Dockerfile that the record is about. */
  text({ id, dockerfile }: DockerfileRecord): string {
    return dockerfile ?? readFileSync(join(this.folder, 'corpus', 'dockerfiles', id ?? ''), 'utf8');
  }

  parsed(record: DockerfileRecord): Parsed {
    let parsed = this.#parsed.get(record);
    if (parsed === undefined) {
      parsed = parse(new Source(record.id ?? 'Dockerfile', this.text(record)));
      this.#parsed.set(record, parsed);
    }
    return parsed;
  }

  /** With the stand-in for base images. */
  evaluated(record: DockerfileRecord, mode: NonNullable<EvaluateOptions['mode']>): Model {
    return evaluate(this.parsed(record), { images: standInImages, mode });
  }
}
