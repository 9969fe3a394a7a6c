// The suite `words`: what BuildKit's shell lexer makes of one word.

import { expand } from '../../src/syntax/expand.ts';
import { difference, multisetDifference } from './difference.ts';

/** One recorded answer; empty lists may be null or absent. */
export interface WordsRecord {
  readonly word: string;
  /** `NAME=value`. */
  readonly env: readonly string[] | null;
  readonly escape: '\\' | '`';
  readonly result?: string;
  readonly words?: readonly string[] | null;
  readonly matched?: readonly string[] | null;
  readonly unmatched?: readonly string[] | null;
  readonly error?: string;
  readonly wordsError?: string;
}

/** Undefined if we agree with the record, otherwise the first difference in a line. */
export function compareWords(record: WordsRecord): string | undefined {
  const environment = new Map(
    (record.env ?? []).map((entry): [string, string] => {
      const at = entry.indexOf('=');
      return [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );
  const ours = expand(record.word, (name) => environment.get(name), { escape: record.escape });
  const error = ours.ok ? undefined : ours.error;
  const value = ours.ok ? ours.value : undefined;
  return (
    difference(record.error, error, 'error') ??
    difference(record.wordsError, error, 'wordsError') ??
    difference(record.result, value?.text, 'result') ??
    difference(record.words, value?.words, 'words') ??
    multisetDifference(record.matched, [...(value?.matched ?? [])], 'matched') ??
    multisetDifference(record.unmatched, [...(value?.unmatched ?? [])], 'unmatched')
  );
}
