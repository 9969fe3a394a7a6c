// Lines of a file as BuildKit shows them, with marks at those that are meant (solver/errdefs: Source.Print).

import { visibleLine } from './visible-line.ts';
import type { Source } from '../syntax/source.ts';

const RULE = '-'.repeat(20);

/** The part of the file around `lines`, which are in order; nothing where the file does not have them. */
export function sourceExcerpt({ path, text, lineStarts }: Source, lines: readonly number[]): string {
  const count = lineStarts.length;
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined || first < 1 || first > count) return '';
  const [start, end] = around(first, Math.min(last, count), count);
  const marked = new Set(lines);
  const from = start === 1 ? 0 : lineStarts[start - 1];
  const to = end === count ? text.length : (lineStarts[end] ?? text.length) - 1;
  const shown = text
    .slice(from, to)
    .split('\n')
    .map((line, index) => {
      const number = start + index;
      return ` ${String(number).padStart(3)} | ${marked.has(number) ? '>>>' : '   '} ${visibleLine(line)}\n`;
    });
  return `${visibleLine(path)}:${first}\n${RULE}\n${shown.join('')}${RULE}\n`;
}

/** Two more lines on each side of a single one, otherwise one; where a side has no more, the other gets them. */
function around(first: number, last: number, count: number): readonly [start: number, end: number] {
  let start = first;
  let end = last;
  const wanted = first === last ? 4 : 2;
  for (let added = 0; added < wanted; added++) {
    if (start > 1) {
      start--;
      added++;
    }
    if (end !== count) {
      end++;
      added++;
    }
  }
  return [start, end];
}
