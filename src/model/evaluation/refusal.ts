// How a build ends early: thrown where BuildKit returns an error, caught by `evaluate` alone.

import type { Instruction, Lines } from '../../syntax/ast.ts';

/** The first thing that BuildKit refuses, in its words. */
export interface BuildError {
  readonly message: string;
  /** The lines that BuildKit names, counted from 1, in order; none for many errors. */
  readonly lines: readonly number[];
  /** The instructions that the error is about; where BuildKit names no lines there may be one all the same. */
  readonly instructions: readonly Instruction[];
  /** The parser has told it already: it is among the diagnostics of the syntax. */
  readonly isSyntax: boolean;
}

/** What an action gives; where it is refused and the evaluation goes on all the same, what `recover` makes of that. */
export type Tolerate = <Outcome>(
  action: () => Outcome,
  recover?: (refusal: BuildError) => Outcome,
) => Outcome | undefined;

export class Refusal extends Error implements BuildError {
  readonly lines: readonly number[];
  readonly instructions: readonly Instruction[];
  readonly isSyntax: boolean;

  /** `named` are the lines that BuildKit names, where these are not those of the instructions. */
  constructor(
    message: string,
    instructions: readonly Instruction[] = [],
    named: readonly Lines[] | undefined = undefined,
    isSyntax = false,
  ) {
    super(message);
    this.instructions = instructions;
    this.isSyntax = isSyntax;
    this.lines = linesOf(named ?? instructions.map(({ lines }) => lines));
  }
}

function linesOf(ranges: readonly Lines[]): readonly number[] {
  const lines = new Set<number>();
  for (const { first, last } of ranges) for (let line = first; line <= last; line++) lines.add(line);
  return [...lines].toSorted((left, right) => left - right);
}
