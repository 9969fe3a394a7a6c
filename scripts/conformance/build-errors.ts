// The suite `build-errors`: the error with which BuildKit ends, and the lines that it names.

import { readIgnoreList } from '../../src/context/ignore-list.ts';
import { evaluate } from '../../src/model/evaluation/evaluate.ts';
import type { EvaluateOptions } from '../../src/model/evaluation/options.ts';
import type { Model } from '../../src/model/model.ts';
import { parse } from '../../src/syntax/parse.ts';
import { Source } from '../../src/syntax/source.ts';
import { difference } from './difference.ts';
import { standInImages } from './stand-in-images.ts';
import type { Context, DockerfileRecord } from './suite.ts';

export interface LintRecord extends DockerfileRecord {
  readonly parseError?: string;
  readonly instructionsError?: string;
  readonly lint?: { readonly error?: string; readonly errorLines?: readonly number[] | null };
  readonly llbError?: string;
}

/** Of the corpus. */
export function compareBuildErrors(record: LintRecord, context: Context): string | undefined {
  const { error } = context.evaluated(record, 'check');
  const recorded = record.parseError || record.instructionsError || record.lint?.error;
  return (
    difference(recorded, error?.message, 'lint.error') ??
    (record.lint === undefined ? undefined : difference(record.lint.errorLines, error?.lines, 'lint.errorLines')) ??
    compareBuild(record, context)
  );
}

function compareBuild(record: LintRecord, context: Context): string | undefined {
  if (record.parseError || record.instructionsError) return undefined;
  return difference(record.llbError, context.evaluated(record, 'build').error?.message, 'llbError');
}

/** Of the hand-written files. */
export interface WrittenRecord {
  /** `repeat` is the length of the file: its start and as many `x` as it takes, then a line feed. */
  readonly dockerfile: string | { readonly prefix: string; readonly repeat: number };
  readonly frontendAttrs?: { readonly target?: string };
  readonly dockerignore?: string;
  readonly error?: string | null;
  readonly errorLines?: readonly (readonly (number | null)[])[];
}

export function compareWrittenErrors(record: WrittenRecord): string | undefined {
  const { error } = evaluateWritten(record);
  const lines = (record.errorLines ?? []).map(([first]) => first ?? 0);
  return difference(record.error, error?.message, 'error') ?? difference(lines, error?.lines, 'errorLines');
}

/** As a request for checks. */
function evaluateWritten(record: WrittenRecord, options: EvaluateOptions = {}): Model {
  const ignored = record.dockerignore === undefined ? undefined : readIgnoreList(record.dockerignore);
  return evaluate(parse(new Source('Dockerfile', writtenText(record))), {
    images: standInImages,
    target: record.frontendAttrs?.target,
    ignored: ignored?.ok ? ignored.value : undefined,
    mode: 'check',
    ...options,
  });
}

export function writtenText({ dockerfile }: WrittenRecord): string {
  return typeof dockerfile === 'string' ? dockerfile : `${dockerfile.prefix.padEnd(dockerfile.repeat - 1, 'x')}\n`;
}
