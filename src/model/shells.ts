// Which shell is in force where: SHELL, what a stage inherits of it, and the triggers that set it.

import type { Instruction } from '../syntax/ast.ts';
import { lastAt } from './last-at.ts';
import type { Stage } from './model.ts';
import { defaultShell } from './operating-system.ts';

type ShellWords = readonly string[] | undefined;

/** What a stage leaves to those that start from it. */
interface Legacy {
  readonly shell: ShellWords;
  /** Set by ONBUILD SHELL: BuildKit runs it first in the next stage, and in that one alone. */
  readonly triggered: ShellWords;
}

/** A shell, in force from `start` on. */
interface Change {
  readonly start: number;
  readonly shell: ShellWords;
}

/** Learns the shells of a file from its stages in order. */
export class Shells {
  readonly #changes: Change[] = [];
  /** By the index of the stage. */
  readonly #legacies: Legacy[] = [];

  readStage({ base, os, from, instructions }: Stage): void {
    const parent = base.kind === 'stage' ? this.#legacies[base.stage.index] : undefined;
    let shell = parent === undefined ? defaultShell(os) : (parent.triggered ?? parent.shell);
    let triggered: ShellWords;
    this.#changes.push({ start: from.span.start, shell });
    for (const instruction of instructions) {
      if (instruction.kind === 'Shell') {
        shell = wordsOf(instruction) ?? shell;
        this.#changes.push({ start: instruction.span.end, shell });
      } else if (instruction.kind === 'Onbuild' && instruction.trigger?.kind === 'Shell') {
        triggered = wordsOf(instruction.trigger) ?? triggered;
      }
    }
    this.#legacies.push({ shell, triggered });
  }

  at(offset: number): ShellWords {
    return lastAt(this.#changes, offset)?.shell;
  }
}

/** BuildKit takes SHELL in the JSON form only, with at least one word. */
function wordsOf(instruction: Instruction): ShellWords {
  return instruction.json && instruction.args.length > 0 ? instruction.args.map((word) => word.text) : undefined;
}
