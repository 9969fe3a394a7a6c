// Splitting an expanded word into words (lex.go: wordsStruct).

import { isSpace } from './go/space.ts';

/**
 * What matters in a text for splitting it: pairs of offsets, in order and apart. A pair of different offsets is a part
 * that is not split; at a pair of equal ones the word in progress is dropped.
 */
export type Marks = number[];

/** Marks the part from `start` up to `end`, behind all others, as not to be split. */
export function markWhole(marks: Marks, start: number, end: number): void {
  const last = marks.length - 1;
  if (start === end) return;
  if (marks[last] === start && marks[last - 1] !== start) marks[last] = end;
  else marks.push(start, end);
}

/**
 * Marks that the word in progress at `at` is dropped. BuildKit's buffer for it is shared with the operand of a `${…}`,
 * which clears it: `a${x:-b}c` is the word `bc`, though its text as one word is `abc`.
 */
export function markDropped(marks: Marks, at: number): void {
  const last = marks.length - 1;
  if (marks[last] !== at || marks[last - 1] !== at) marks.push(at, at);
}

/**
 * Marks each `<<` of `run`, which stands at `offset` in the text, with the blanks behind it: `<< EOF` is one word
 * (lex.go: processPossibleHeredoc). A line feed is no such blank. `<<<` is a `<<` and a `<`.
 */
export function markHeredocBlanks(marks: Marks, run: string, offset: number): void {
  for (let at = run.indexOf('<<'); at !== -1; at = run.indexOf('<<', at)) {
    const start = at;
    at += 2;
    while (isHeredocBlank(run[at])) at++;
    markWhole(marks, offset + start, offset + at);
  }
}

function isHeredocBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r';
}

/** The words of `text`, split at white space. None is empty. */
export function splitWords(text: string, marks: Readonly<Marks>): readonly string[] {
  const words: string[] = [];
  let start = 0;
  let next = 0;
  for (let at = 0; at < text.length || next < marks.length;) {
    if (marks[next] === at) {
      const end = marks[next + 1] ?? at;
      if (end === at) start = at;
      at = end;
      next += 2;
    } else {
      if (isSpace(text.charCodeAt(at))) {
        if (at > start) words.push(text.slice(start, at));
        start = at + 1;
      }
      at++;
    }
  }
  if (text.length > start) words.push(text.slice(start));
  return words;
}
