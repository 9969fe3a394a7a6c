// The parts of a file: the ARGs before the first FROM, and the stages as they are written.

import type { Arg, Comment, Dockerfile, From, Instruction } from '../../syntax/ast.ts';
import { toLower } from '../../syntax/go/unicode.ts';

/** FROM and the instructions up to the next one. */
export interface Section {
  readonly from: From;
  /** In lower case; empty where the stage has none. */
  readonly name: string;
  readonly instructions: readonly Instruction[];
}

export interface Sections {
  readonly globalArgs: readonly Arg[];
  readonly sections: readonly Section[];
}

export function sectionsOf({ instructions }: Dockerfile): Sections {
  const globalArgs: Arg[] = [];
  const sections: { from: From; name: string; instructions: Instruction[] }[] = [];
  for (const instruction of instructions) {
    const last = sections.at(-1);
    if (instruction.kind === 'From') {
      sections.push({ from: instruction, name: toLower(instruction.name?.text ?? ''), instructions: [] });
    } else if (last !== undefined) {
      last.instructions.push(instruction);
    } else if (instruction.kind === 'Arg') {
      globalArgs.push(instruction);
    }
  }
  return { globalArgs, sections };
}

/** What the comments in front of a definition say of `name`: the rest of the first one that starts with it. */
export function description(name: string, comments: readonly Comment[]): string {
  const start = `${name} `;
  return name === '' ? '' : (comments.find(({ text }) => text.startsWith(start))?.text.slice(start.length) ?? '');
}
