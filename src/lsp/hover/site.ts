// Where somebody points to, and what there is to say about it.

import type { Step } from '../../model/evaluation/build-stage.ts';
import type { Instruction } from '../../syntax/ast.ts';
import type { Span } from '../../syntax/source.ts';
import type { View } from '../view.ts';

export interface Site {
  readonly view: View;
  readonly offset: number;
  /** The instruction around the place. */
  readonly outer: Instruction;
  /** The trigger of an ONBUILD if the place is in it, otherwise the same. */
  readonly instruction: Instruction;
}

export interface Told {
  readonly markdown: string;
  readonly span: Span;
}

/** Something that can be told of a place in an instruction; undefined where the place is about something else. */
export type Topic = (site: Site) => Told | undefined;

/** The place, if an instruction is around it. */
export function siteAt(view: View, offset: number): Site | undefined {
  const outer = view.instructionAt(offset);
  if (outer === undefined) return undefined;
  const trigger = outer.kind === 'Onbuild' ? outer.trigger : undefined;
  const isInTrigger = trigger !== undefined && offset >= trigger.span.start;
  return { view, offset, outer, instruction: isInTrigger ? trigger : outer };
}

/** The end included. */
export function isIn({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** What holds around the instruction; undefined for a trigger, which is carried out in other builds. */
export function stepOf({ view, outer, instruction }: Site): Step | undefined {
  return outer === instruction ? view.analysis.model.stepOf(instruction) : undefined;
}

/** Paragraphs of Markdown, without those that there are not. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}
