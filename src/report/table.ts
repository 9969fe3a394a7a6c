// Columns as Go's `tabwriter` aligns them.

import { visibleLine } from './visible-line.ts';

/** Each cell but the last of its row is as wide as the widest of its column and `padding` more. */
export function table(rows: readonly (readonly string[])[], padding: number): string {
  const shown = rows.map((row) => row.map(visibleLine));
  const widths: number[] = [];
  for (const row of shown) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, count(cell));
  }
  return shown.map((row) => `${row.map((cell, column) => pad(cell, column, row)).join('')}\n`).join('');

  function pad(cell: string, column: number, row: readonly string[]): string {
    return column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - count(cell) + padding);
  }
}

/** Go counts code points. */
function count(text: string): number {
  return Array.from(text).length;
}
