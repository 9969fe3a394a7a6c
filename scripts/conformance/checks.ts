// The suites `checks`, `mutant-checks` and `lint-cases`: what BuildKit's checks say of a file.

import { rules } from '../../rules/index.ts';
import { readIgnoreList } from '../../src/context/ignore-list.ts';
import { checksOf } from '../../src/lint/check.ts';
import type { EvaluateOptions } from '../../src/model/evaluation/options.ts';
import { evaluate } from '../../src/model/evaluation/evaluate.ts';
import type { Note } from '../../src/model/notes.ts';
import type { LintRecord } from './build-errors.ts';
import { difference, multisetDifference } from './difference.ts';
import { standInImages } from './stand-in-images.ts';
import type { Context, DockerfileRecord } from './suite.ts';

export interface ChecksRecord extends LintRecord {
  readonly lint?: LintRecord['lint'] & { readonly warnings?: readonly RecordedWarning[] | null };
}

interface RecordedWarning {
  readonly rule: string;
  readonly detail: string;
  /** The start of each range. */
  readonly lines: readonly number[];
}

export function compareChecks(record: ChecksRecord, context: Context): string | undefined {
  const warnings = context.evaluated(record, 'check').notes.flatMap(toWarning);
  return multisetDifference(record.lint?.warnings, warnings, 'warnings');
}

export function compareMutantChecks(record: ChecksRecord, context: Context): string | undefined {
  const { error } = context.evaluated(record, 'check');
  const recorded = record.lint === undefined ? record.parseError || record.instructionsError : record.lint.error;
  return (
    compareChecks(record, context) ??
    difference(recorded, error?.message, 'lint.error') ??
    (record.lint === undefined ? undefined : difference(record.lint.errorLines, error?.lines, 'lint.errorLines'))
  );
}

const checks = checksOf(rules);

function toWarning(note: Note): readonly RecordedWarning[] {
  if (note.silenced) return [];
  const { first, last } = note.lines;
  const lines = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return [{ rule: note.check, detail: checks.get(note.check)?.detail(note) ?? '', lines }];
}

export interface LintCase extends DockerfileRecord {
  readonly dockerfile: string;
  readonly dockerignore?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly expected: readonly { readonly rule: string; readonly detail: string; readonly line: number }[];
  readonly parseError?: string;
}

export function compareLintCase(record: LintCase, context: Context): string | undefined {
  const { buildArgs, dockerignore, expected, parseError } = record;
  const ignored = dockerignore === undefined ? undefined : readIgnoreList(dockerignore);
  const options: EvaluateOptions = {
    images: standInImages,
    mode: 'check',
    buildArgs: new Map(Object.entries(buildArgs ?? {})),
    ignored: ignored?.ok ? ignored.value : undefined,
  };
  const { notes, error } = evaluate(context.parsed(record), options);
  const warnings = notes.flatMap(toWarning).map(({ rule, detail, lines: [line] }) => ({ rule, detail, line }));
  const wanted = expected.map(({ rule, detail, line }) => ({ rule, detail, line }));
  return multisetDifference(wanted, warnings, 'warnings') ?? difference(parseError, error?.message, 'error');
}
