// The lines of the input around a finding, with the exact place marked under them.

import type { Position, Source, Span } from '../syntax/source.ts';
import { excerpt, type Excerpt, type Part } from './excerpt.ts';
import type { Paint, Palette } from './palette.ts';
import { visible } from './visible.ts';

/** A place to mark besides the main one, with words beside the mark. */
export interface Label {
  readonly span: Span;
  readonly message: string;
}

export interface FrameOptions {
  readonly palette: Palette;
  /** Colours the marks of the main place. */
  readonly paint: Paint;
  /** Columns to stay within; the words of labels may pass it. */
  readonly width: number;
}

/** From the first marked character to the place after the last one, on the line of that one. */
interface Place {
  readonly start: Position;
  readonly end: Position;
}

/** What stands right of the bar: the rail beside a place of several lines, then text or marks. */
interface Row {
  readonly rail: string;
  readonly text: string;
  readonly kind: 'text' | 'place' | 'label';
}

const MOST_LINES = 7;
const LINES_BEFORE_GAP = 4;
const NARROWEST = 20;
const BAR = ' | ';
const NO_RAIL = '  ';

export interface CodeFrame {
  /** None where the place has no text. */
  readonly rows: readonly string[];
  /** Columns of the line numbers. */
  readonly gutter: number;
}

/** Takes time for the lines it shows, not for those it leaves out. */
export function codeFrame(
  source: Source,
  span: Span,
  labels: readonly Label[],
  { palette, paint, width }: FrameOptions,
): CodeFrame {
  const place = locate(source, span);
  const numbers = linesToShow(source, place, labels);
  const gutter = String(numbers.at(-1)).length;
  if (numbers.every((number) => source.line(number).trim() === '')) return { rows: [], gutter };
  const room = Math.max(NARROWEST, width - gutter - BAR.length - (isLong(place) ? NO_RAIL.length : 0));
  const paints = { text: (text: string) => text, place: paint, label: palette.blue } as const;

  const rows = [palette.blue(`${' '.repeat(gutter)} |`)];
  for (const [index, number] of numbers.entries()) {
    const previous = numbers[index - 1] ?? number;
    if (number > previous + 1) {
      const dots = palette.blue('...'.padEnd(gutter + BAR.length));
      rows.push(isInside(place, previous) ? dots + paint('|') : dots.trimEnd());
    }
    let margin = String(number).padStart(gutter);
    for (const { rail, text, kind } of drawLine(source, number, place, labels, room)) {
      const shown = text.trimEnd();
      const right = paintUnlessBlank(rail, paint) + (shown === '' ? '' : paints[kind](shown));
      rows.push(palette.blue(`${margin} |`) + ` ${right}`.trimEnd());
      margin = ' '.repeat(gutter);
    }
  }
  return { rows, gutter };
}

function paintUnlessBlank(text: string, paint: Paint): string {
  return text.trim() === '' ? text : paint(text);
}

function locate(source: Source, { start, end }: Span): Place {
  const first = source.position(start);
  if (end <= start) return { start: first, end: first };
  const last = source.position(end - 1);
  return { start: first, end: { line: last.line, column: last.column + 1 } };
}

function isLong({ start, end }: Place): boolean {
  return end.line > start.line;
}

/** The place goes on after this line. */
function isInside({ start, end }: Place, number: number): boolean {
  return number >= start.line && number < end.line;
}

/** In order: the place, without its middle if it is long; the labels; neighbours that a continuation joins to the place. */
function linesToShow(source: Source, { start, end }: Place, labels: readonly Label[]): readonly number[] {
  const count = end.line - start.line + 1;
  const head = count > MOST_LINES ? LINES_BEFORE_GAP : count;
  const numbers = new Set<number>([end.line]);
  for (let number = start.line; number < start.line + head; number++) numbers.add(number);
  for (const label of labels) numbers.add(source.position(label.span.start).line);
  if (start.line > 1 && continues(source.line(start.line - 1))) numbers.add(start.line - 1);
  if (end.line < source.lineStarts.length && continues(source.line(end.line))) numbers.add(end.line + 1);
  return [...numbers].toSorted((a, b) => a - b);
}

function continues(line: string): boolean {
  const last = line.trimEnd().at(-1);
  return last === '\\' || last === '`';
}

/** A line, and under it the marks of what starts or ends there. */
function drawLine(
  source: Source,
  number: number,
  place: Place,
  labels: readonly Label[],
  room: number,
): readonly Row[] {
  const { start, end } = place;
  const long = isLong(place);
  const line = { number, text: source.line(number) };
  const part = partOf(line, number === start.line ? start.column : 1, number === end.line ? end.column : Infinity);
  const focus = long && number > start.line ? { from: Math.max(0, part.to - 1), to: part.to } : part;
  const shown = excerpt(line.text, focus, room);
  const columns = shown.columns(part) ?? { first: 0, count: 1 };
  const fromMargin = long && number === start.line && line.text.slice(0, part.from).trim() === '';
  const above = isInside(place, number - 1) ? '| ' : NO_RAIL;
  const below = isInside(place, number) ? '| ' : NO_RAIL;

  const rows: Row[] = [{ rail: long ? (fromMargin ? '/ ' : above) : '', text: shown.text, kind: 'text' }];
  if (number === start.line && !long) {
    rows.push({ rail: '', text: ' '.repeat(columns.first) + '^'.repeat(columns.count), kind: 'place' });
  } else if (number === start.line && !fromMargin) {
    rows.push({ rail: ' _', text: `${'_'.repeat(columns.first)}^`, kind: 'place' });
  }
  for (const label of labels) {
    const text = drawLabel(source, line, shown, label);
    if (text !== undefined) rows.push({ rail: long ? (number === end.line ? above : below) : '', text, kind: 'label' });
  }
  if (number === end.line && long) {
    rows.push({ rail: '|_', text: `${'_'.repeat(columns.first + columns.count - 1)}^`, kind: 'place' });
  }
  return rows;
}

/** The mark and the words of a label that starts on this line. */
function drawLabel(source: Source, line: Line, shown: Excerpt, { span, message }: Label): string | undefined {
  const { start, end } = locate(source, span);
  if (start.line !== line.number) return undefined;
  const columns = shown.columns(partOf(line, start.column, end.line === start.line ? end.column : Infinity));
  const mark = columns === undefined ? '…' : ' '.repeat(columns.first) + '-'.repeat(columns.count);
  return `${mark} ${visible(message)}`;
}

interface Line {
  readonly number: number;
  readonly text: string;
}

/** The part between two columns, counted from 1, as far as the line goes. */
function partOf({ text }: Line, from: number, to: number): Part {
  const start = Math.max(0, Math.min(from - 1, text.length));
  return { from: start, to: Math.max(start, Math.min(to - 1, text.length)) };
}
