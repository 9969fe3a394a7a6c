// What an instruction has a builder do, now or later.

import type { Instruction } from '../../syntax/ast.ts';

/** The instruction behind ONBUILD; every other one, and an ONBUILD without any, stands for itself. */
export function carriedOut(instruction: Instruction): Instruction {
  return instruction.kind === 'Onbuild' ? (instruction.trigger ?? instruction) : instruction;
}
