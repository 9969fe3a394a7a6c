// Lines of a file as BuildKit shows them, with marks at those that are meant (solver/errdefs: Source.Print).

import { visibleLine } from './visible-line.ts';
import type { Source } from '../syntax/source.ts';

const RULE = '-'.repeat(20);

/** The part of the file around `lines`, which are in order; nothing where the file does not have them. */
export function sourceExcerpt({ path, text }: Source, lines: readonly number[]): string {
  const all = text.split('\n');
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined || first < 1 || first > all.length) return '';
  const [start, end] = around(first, Math.min(last, all.length), all.length);
  const marked = new Set(lines);
  const shown = all.slice(start - 1, end).map((line, index) => {
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
