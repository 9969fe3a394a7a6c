// The one-record CSV of `--mount` and `--device` (the go-csvvalue package), with places in the file.

import { type Folded, FoldedBuilder } from './folded.ts';
import { utf8Length } from './go/utf8.ts';
import type { Span } from './source.ts';

/** A Go error text and where its cause stands. */
export interface CsvError {
  readonly message: string;
  readonly span: Span;
}

/** The fields, without their quotes, up to the first error. */
export interface CsvRecord {
  readonly fields: readonly Folded[];
  readonly error: CsvError | undefined;
}

/**
 * `csvvalue.Fields`: splits at commas; a field that starts with `"` runs to its closing quote, `""` inside is one quote.
 * Nothing is trimmed but one line ending at the end. Errors: `EOF` for an empty text,
 * `parse error on line 1, column N: …` with N counted in bytes.
 */
export function parseCsv(word: Folded): CsvRecord {
  const { text } = word;
  const end = text.length - (text.endsWith('\r\n') ? 2 : text.endsWith('\n') ? 1 : 0);
  if (end === 0) return { fields: [], error: { message: 'EOF', span: word.span } };

  const fields: Folded[] = [];
  let at = 0;
  for (;;) {
    const field = text[at] === '"' ? readQuoted(word, at, end) : readBare(word, at, end);
    if ('message' in field) return { fields, error: field };
    fields.push(field.value);
    if (field.end >= end) return { fields, error: undefined };
    at = field.end + 1;
  }
}

/** `end` is the offset of the comma behind the field, or of the end. */
type Field = { readonly value: Folded; readonly end: number };

function readBare(word: Folded, start: number, end: number): Field | CsvError {
  const comma = word.text.indexOf(',', start);
  const fieldEnd = comma === -1 || comma > end ? end : comma;
  const value = word.slice(start, fieldEnd);
  const quote = value.text.indexOf('"');
  if (quote !== -1) return problem(word, start + quote, 'bare " in non-quoted-field');
  return { value, end: fieldEnd };
}

function readQuoted(word: Folded, start: number, end: number): Field | CsvError {
  const { text } = word;
  const value = new FoldedBuilder();
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1 || quote >= end) return problem(word, from, misplaced);
    if (text[quote + 1] === '"' && quote + 1 < end) {
      // Of a doubled quote the first is kept.
      value.addSlice(word, from, quote + 1);
      from = quote + 2;
      continue;
    }
    value.addSlice(word, from, quote);
    if (quote + 1 < end && text[quote + 1] !== ',') return problem(word, quote, misplaced);
    return { value: value.build(word.spanOf(start, quote + 1)), end: quote + 1 };
  }
}

const misplaced = 'extraneous or missing " in quoted-field';

function problem(word: Folded, offset: number, message: string): CsvError {
  const column = 1 + utf8Length(word.text, 0, offset);
  return { message: `parse error on line 1, column ${column}: ${message}`, span: word.spanOf(offset, offset + 1) };
}
