// One line of the input, cut to the room there is around the part that matters, and where parts of it stand then.

import { cells, withoutHalf, type Cell } from './visible.ts';

/** A part of a line in UTF-16 units, half open. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

export interface Excerpt {
  /** Safe to print, as wide as asked at most, with `…` where something was cut. */
  readonly text: string;
  /** The first column (from 0) of a part and how many it takes, at least 1; undefined where it was cut off. */
  columns(part: Part): Columns | undefined;
}

interface Columns {
  readonly first: number;
  readonly count: number;
}

const ELLIPSIS = '…';
/** Columns to the left of a part that is itself wider than the room. */
const LEAD = 12;
const plainLine = /^[ -~]*$/;

/**
 * Shows `line` in `room` columns so that the start of `focus` is in sight, and as much of it and around it as fits.
 * The time that takes depends on the room, not on the line.
 */
export function excerpt(line: string, focus: Part, room: number): Excerpt {
  if (line.length <= room && plainLine.test(line)) {
    return { text: line, columns: ({ from, to }) => ({ first: from, count: Math.max(1, to - from) }) };
  }
  const layout = lay(line, focus, room);
  return cut(layout, window(layout, focus, room));
}

/** The characters around the focus. `offsets` and `columns` have one entry per cell and one for the end of the last. */
interface Layout {
  readonly cells: readonly Cell[];
  readonly offsets: readonly number[];
  readonly columns: readonly number[];
  /** There is more of the line before and after the cells. */
  readonly before: boolean;
  readonly after: boolean;
}

/** Cells from `first` up to `last`. */
interface Range {
  readonly first: number;
  readonly last: number;
}

function lay(line: string, focus: Part, room: number): Layout {
  const start = Math.max(0, Math.min(focus.from, line.length) - room);
  const end = Math.min(line.length, focus.from + 2 * room);
  const from = start > 0 && isSecondHalf(line.charCodeAt(start)) ? start + 1 : start;
  const drawn = cells(end < line.length ? withoutHalf(line.slice(from, end)) : line.slice(from));
  const offsets = [from];
  const columns = [0];
  for (const { length, width } of drawn) {
    offsets.push((offsets.at(-1) ?? 0) + length);
    columns.push((columns.at(-1) ?? 0) + width);
  }
  return { cells: drawn, offsets, columns, before: from > 0, after: end < line.length };
}

function isSecondHalf(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/** Which cells to show so that they fit into the room together with the ellipses. */
function window(layout: Layout, focus: Part, room: number): Range {
  const { columns, before, after } = layout;
  const total = columns.at(-1) ?? 0;
  if (total <= room && !before && !after) return { first: 0, last: layout.cells.length };
  const { first: from, last: to } = cellsOf(layout, focus);
  const start = columns[from] ?? total;
  const width = (columns[Math.max(to, from + 1)] ?? total) - start;
  const inner = room - 2 * ELLIPSIS.length;
  let left = 0;
  if (before || start + width > inner) {
    const lead = Math.min(LEAD, inner - ((columns[from + 1] ?? total) - start));
    left = start - Math.max(lead, (inner - width) >> 1);
    if (!after) left = Math.min(left, total - inner);
    left = Math.max(0, left);
  }
  const first = columns.findIndex((column) => column >= left);
  const origin = columns[first] ?? 0;
  const available = room - (first > 0 || before ? ELLIPSIS.length : 0);
  const limit = after || total - origin > available ? available - ELLIPSIS.length : available;
  let last = first;
  while (last < layout.cells.length && (columns[last + 1] ?? 0) - origin <= limit) last++;
  return { first, last };
}

function cut(layout: Layout, { first, last }: Range): Excerpt {
  const { columns } = layout;
  const before = first > 0 || layout.before ? ELLIPSIS : '';
  const after = last < layout.cells.length || layout.after ? ELLIPSIS : '';
  const shown = layout.cells.slice(first, last).map(({ text }) => text);
  const shift = before.length - (columns[first] ?? 0);
  return {
    text: before + shown.join('') + after,
    columns(part) {
      const range = cellsOf(layout, part);
      if (range.last < first || (range.first < first && range.last === first && before !== '')) return undefined;
      if (range.first > last || (range.first === last && after !== '')) return undefined;
      const start = columns[Math.max(range.first, first)] ?? 0;
      const end = columns[Math.min(range.last, last)] ?? 0;
      return { first: start + shift, count: Math.max(1, end - start) };
    },
  };
}

/** The cells that a part touches; those before and after the layout count as cells of their own. */
function cellsOf({ cells: all, offsets, before, after }: Layout, { from, to }: Part): Range {
  const start = offsets[0] ?? 0;
  const end = offsets.at(-1) ?? 0;
  if (before && Math.max(from, to - 1) < start) return { first: -1, last: -1 };
  if (after && from >= end) return { first: all.length + 1, last: all.length + 1 };
  let first = 0;
  while (first < all.length && (offsets[first + 1] ?? 0) <= from) first++;
  let last = first;
  while (last < all.length && (offsets[last] ?? 0) < to) last++;
  return { first, last };
}
