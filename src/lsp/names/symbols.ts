// The named things of a file: its stages, variables and heredocs, and every place that names one.

import { lastAt } from '../../model/last-at.ts';
import type { Stage } from '../../model/model.ts';
import type { Heredoc, Instruction } from '../../syntax/ast.ts';
import type { Span } from '../../syntax/source.ts';
import { heredocSymbols } from './heredoc-symbols.ts';
import { stageSymbols } from './stage-symbols.ts';
import { variableSymbols } from './variable-symbols.ts';
import type { View } from '../view.ts';

export interface Occurrence {
  readonly span: Span;
  /** `definition` for the first place that makes it, `write` for others that change it. */
  readonly access: 'definition' | 'write' | 'read';
  /** The span holds the name itself; otherwise something that stands for it, as in `--from=0`. */
  readonly isSpelt: boolean;
  /** What is meant here: the FROM of a stage, the ARG or ENV whose value a variable has. Undefined where it says so itself. */
  readonly source: Occurrence | undefined;
}

/** Why nobody can tell what another name would do to the build, and where. */
export interface Obstacle {
  readonly span: Span;
  readonly reason: 'expanded' | 'set by the script' | 'unread script' | 'spelling' | 'file name';
}

interface Named {
  readonly name: string;
  /** In the order of the file. */
  readonly occurrences: readonly Occurrence[];
  readonly obstacles: readonly Obstacle[];
}

export interface StageSymbol extends Named {
  readonly kind: 'stage';
  /** In lower case; empty where a stage without one is used by its number. Then its FROM stands for it. */
  readonly name: string;
  readonly stage: Stage;
}

/**
 * A variable is one where another name for a part of it would make two of it: all ARGs of a name are, as one build argument
 * sets them; and all ARGs and ENVs of a stage and of those that start from it, as they have one place in its environment.
 */
export interface VariableSymbol extends Named {
  readonly kind: 'variable';
  readonly isArgument: boolean;
  /** It is read where nothing in the file sets it: by the base image, by BuildKit, or not at all. */
  readonly isFromOutside: boolean;
  /**
   * Where it is known. Stages that lead to the same FROM of an image share their variables and are told by the first of
   * them; undefined stands for the part above the first FROM, and for what FROM reads.
   */
  readonly families: ReadonlySet<Stage | undefined>;
}

export interface HeredocSymbol extends Named {
  readonly kind: 'heredoc';
  readonly heredoc: Heredoc;
  readonly instruction: Instruction;
}

export type FileSymbol = StageSymbol | VariableSymbol | HeredocSymbol;

/** A symbol and one of its places. */
export interface Found<Kind extends FileSymbol = FileSymbol> {
  readonly symbol: Kind;
  readonly occurrence: Occurrence;
}

export interface Symbols {
  readonly stages: readonly StageSymbol[];
  readonly variables: readonly VariableSymbol[];
  readonly heredocs: readonly HeredocSymbol[];
  /** What is named at an offset, the end of the name included. */
  at(offset: number): Found | undefined;
}

const known = new WeakMap<View, Symbols>();

/** Computed once for each view. */
export function symbolsOf(view: View): Symbols {
  let symbols = known.get(view);
  if (symbols === undefined) {
    symbols = new FileSymbols(view);
    known.set(view, symbols);
  }
  return symbols;
}

class FileSymbols implements Symbols {
  readonly stages: readonly StageSymbol[];
  readonly variables: readonly VariableSymbol[];
  readonly heredocs: readonly HeredocSymbol[];
  /** Names never overlap; what stands for a name may have names of variables in it. */
  readonly #spelt: readonly Found[];
  readonly #others: readonly Found[];

  constructor({ analysis }: View) {
    this.stages = stageSymbols(analysis.model);
    this.variables = variableSymbols(analysis);
    this.heredocs = heredocSymbols(analysis.file);
    const all = [...this.stages, ...this.variables, ...this.heredocs].flatMap((symbol) =>
      symbol.occurrences.map((occurrence) => ({ symbol, occurrence })),
    );
    const sorted = all.toSorted((a, b) => a.occurrence.span.start - b.occurrence.span.start);
    this.#spelt = sorted.filter(({ occurrence }) => occurrence.isSpelt);
    this.#others = sorted.filter(({ occurrence }) => !occurrence.isSpelt);
  }

  at(offset: number): Found | undefined {
    for (const found of [this.#spelt, this.#others].map((list) => lastAt(list, offset, startOf))) {
      if (found !== undefined && offset <= found.occurrence.span.end) return found;
    }
    return undefined;
  }
}

function startOf({ occurrence }: Found): number {
  return occurrence.span.start;
}
