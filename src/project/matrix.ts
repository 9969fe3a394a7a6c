// The matrix of a job in a GitHub workflow: the values that `${{ matrix.name }}` takes.

import { type Data, entriesOf, field, itemsOf, textOf } from './data.ts';

/** `name` and `name.part` to their values. */
export type Row = ReadonlyMap<string, string>;

/** More rows than GitHub runs. */
const MOST_ROWS = 256;

/**
 * The rows of `strategy.matrix`; one without values where there is none, or where an expression makes it. Rows that
 * `exclude` takes out are among them.
 */
export function matrixRows(matrix: Data | undefined): readonly Row[] {
  let rows: readonly Row[] = [new Map()];
  for (const [name, { value }] of entriesOf(matrix)) {
    if (name === 'include' || name === 'exclude' || value.kind !== 'list') continue;
    const choices = value.items.map((item) => valuesOf(name, item));
    if (rows.length * choices.length > MOST_ROWS) continue;
    rows = rows.flatMap((row) => choices.map((choice) => new Map([...row, ...choice])));
  }
  return included(rows, itemsOf(field(matrix, 'include')));
}

/** Replaces the values of a row; other expressions stay. */
export function fillIn(text: string, row: Row): string {
  return text.replaceAll(
    /\$\{\{\s{0,20}matrix\.([\w.-]{1,200})\s{0,20}\}\}/g,
    (whole, name: string) => row.get(name) ?? whole,
  );
}

/** An included row adds to the rows that it does not contradict; where there are none, it is a row of its own. */
function included(rows: readonly Row[], items: readonly Data[]): readonly Row[] {
  const added: Row[] = [];
  let extended = rows;
  for (const item of items.slice(0, MOST_ROWS)) {
    const values = new Map(entriesOf(item).flatMap(([name, { value }]) => valuesOf(name, value)));
    const fits = (row: Row): boolean =>
      row.size > 0 && [...values].every(([name, value]) => (row.get(name) ?? value) === value);
    if (rows.some(fits))
      extended = extended.map((row, at) => (fits(rows[at] ?? row) ? new Map([...row, ...values]) : row));
    else added.push(values);
  }
  const own = extended.filter((row) => row.size > 0);
  return own.length + added.length === 0 ? [new Map()] : [...own, ...added];
}

/** A scalar, or the parts of a map. */
function valuesOf(name: string, data: Data): readonly (readonly [string, string])[] {
  if (data.kind === 'scalar') return [[name, data.text ?? '']];
  return entriesOf(data).flatMap(([part, { value }]) => {
    const text = textOf(value);
    return text === undefined ? [] : [[`${name}.${part}`, text] as const];
  });
}
