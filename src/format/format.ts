// How a Dockerfile should be written, as edits of its text: keywords in upper case, no blanks at the ends of lines.

import type { Analysis } from '../analysis.ts';
import type { Edit } from '../diagnostic.ts';
import type { Dockerfile, Instruction, Word } from '../syntax/ast.ts';
import { isAs } from '../syntax/instruction-error.ts';
import { LineReader, LONGEST_LINE } from '../syntax/line-reader.ts';
import type { Span } from '../syntax/source.ts';

/**
 * The edits, in the order of the text and apart. What BuildKit reads stays the same: heredocs and what stands behind
 * ONBUILD, which becomes part of the image as it is written, are left alone. In formatted text there is nothing to edit.
 */
export function format({ file }: Analysis): readonly Edit[] {
  // Of a file of nothing but blanks BuildKit says something else than of an empty one.
  if (file.instructions.length === 0) return [];
  const end = readableEnd(file);
  const instructions = file.instructions.filter(({ span }) => span.start < end);
  return [...instructions.flatMap(keywordEdits), ...blankEdits(file, end)].toSorted(
    (a, b) => a.span.start - b.span.start,
  );
}

/** Up to where it is certain what is an instruction: a heredoc that nothing ends may get its end from any edit below. */
function readableEnd({ source, instructions }: Dockerfile): number {
  const open = instructions.find(({ heredocs }) => heredocs.some(({ terminator }) => terminator === undefined));
  return open?.span.start ?? source.text.length;
}

function keywordEdits(instruction: Instruction): readonly Edit[] {
  const { kind, keyword, args } = instruction;
  if (kind === 'Unknown') return [];
  const edits = written(keyword, kind.toUpperCase());
  const [first, second] = args;
  if (kind === 'From' && second !== undefined && isAs(second.text)) return [...edits, ...written(second, 'AS')];
  if (kind === 'Healthcheck' && first !== undefined && instruction.type !== undefined) {
    return [...edits, ...written(first, instruction.type)];
  }
  return edits;
}

function written({ text, span }: Word, wanted: string): readonly Edit[] {
  const isInOnePiece = span.end - span.start === text.length;
  return text === wanted || !isInOnePiece ? [] : [{ span, text: wanted }];
}

/** Lines as BuildKit has them: they end at `\n`, and every `\r` before it belongs to their end. */
function blankEdits(file: Dockerfile, until: number): readonly Edit[] {
  const { text } = file.source;
  const kept = keptPlaces(file);
  const lines = new LineReader(text, 0);
  const edits: Edit[] = [];
  let next = 0;
  while (lines.next() && lines.start < until) {
    const { start, end } = lines;
    for (let place = kept[next]; place !== undefined && place.end < start; place = kept[++next]);
    const place = kept[next];
    const blank = blankStart(text, start, end);
    const isKept = place !== undefined && place.start < end && place.end > blank;
    // Without its blanks a line may be short enough for the builder, which would make a difference.
    if (blank === end || isKept || end - start > LONGEST_LINE / 3) continue;
    // Without the blanks behind it, a `\r` would belong to the end of the line.
    if (blank > start && text.charCodeAt(blank - 1) === RETURN) continue;
    edits.push({ span: { start: blank, end }, text: '' });
  }
  return edits;
}

const RETURN = 0x0d;

function blankStart(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && (text.charCodeAt(at - 1) === 0x20 || text.charCodeAt(at - 1) === 0x09)) at--;
  return at;
}

/** Where blanks at the ends of lines mean something, in the order of the file. */
function keptPlaces({ directives, instructions }: Dockerfile): readonly Span[] {
  return [
    // Of a value of nothing but blanks the last one is the value.
    ...directives.flatMap(({ value, span }) => (/\S/.test(value) ? [] : [span])),
    ...instructions.flatMap(({ kind, span, heredocs }): readonly Span[] => {
      const body = heredocs[0]?.body;
      // The blanks right behind it are part of what BuildKit keeps.
      if (kind === 'Onbuild') return [{ start: span.start, end: span.end + 1 }];
      return body === undefined ? [] : [{ start: body.start, end: span.end }];
    }),
  ];
}
