// The lists of the servers that a package manager asks, and the instructions that change them.

import type { Model, Stage } from '../model/model.ts';
import type { Instruction } from '../syntax/ast.ts';

const SOURCES =
  /archive\.debian\.org|old-releases|vault\.centos|snapshot\.debian|sources\.list|yum\.repos\.d|\.repo\b|\/etc\/(?:apt|yum)|apt\.conf|eol|mirrors?\b/i;

/** Where the FROM chain of a stage first touches the list of servers. */
export class SourceChanges {
  readonly #first = new Map<Stage, number>();

  constructor({ stages }: Model) {
    for (const stage of stages) {
      const inherited = stage.base.kind === 'stage' ? this.#first.get(stage.base.stage) : undefined;
      const own = stage.instructions.find((one) => mayChangeSources(one))?.span.start;
      const first = inherited ?? own;
      if (first !== undefined) this.#first.set(stage, first);
    }
  }

  /** In the same RUN, too. */
  isChangedBefore(instruction: Instruction, stage: Stage): boolean {
    const first = this.#first.get(stage);
    return first !== undefined && first <= instruction.span.start;
  }
}

function mayChangeSources({ kind, folded, heredocs, flags }: Instruction): boolean {
  if (kind !== 'Run' && kind !== 'Copy' && kind !== 'Add') return false;
  if (
    kind !== 'Run' &&
    (/\s\/\s*$/.test(folded.text) || (flags.some(({ name }) => name === 'from') && /\s\/etc/.test(folded.text)))
  )
    return true;
  return SOURCES.test(folded.text) || heredocs.some(({ content }) => SOURCES.test(content));
}
