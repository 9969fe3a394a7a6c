// A stage as lists show it: its title, its range, the place of its name.

import type { Stage } from '../../model/model.ts';
import { visibleLine } from '../../report/visible-line.ts';
import type { Span } from '../../syntax/source.ts';

/** `build — FROM golang:1.22`; without a name `FROM golang:1.22`. */
export function stageTitle({ from }: Stage): string {
  const base = stageBase(from);
  return from.name === undefined ? base : `${visibleLine(from.name.text)} — ${base}`;
}

/** `FROM golang:1.22`, as written. */
export function stageBase({ image }: Stage['from']): string {
  return image === undefined ? 'FROM' : `FROM ${visibleLine(image.text)}`;
}

/** From its FROM to the end of its last instruction. */
export function stageSpan({ from, instructions }: Stage): Span {
  return { start: from.span.start, end: (instructions.at(-1) ?? from).span.end };
}

/** Its name, otherwise its image, otherwise its keyword. */
export function stageNameSpan({ from: { name, image, keyword } }: Stage): Span {
  return (name ?? image ?? keyword).span;
}
