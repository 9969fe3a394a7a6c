// ONBUILD: the instructions that a stage runs first because its base says so (dockerfile2llb: initOnBuildTriggers).

import type { Instruction, Onbuild } from '../../syntax/ast.ts';
import { trimStart } from '../../syntax/go/space.ts';
import { parse } from '../../syntax/parse.ts';
import { Source } from '../../syntax/source.ts';
import type { BuildStage, Command, FileStage } from './build-stage.ts';
import { Refusal } from './refusal.ts';

/** Triggers times stages: more than anybody writes, and few enough to be carried out. */
const mostCommands = 100_000;

/** The instruction behind ONBUILD as BuildKit keeps it, heredocs included. */
export function triggerText({ folded, heredocs }: Onbuild): string {
  const line = trimStart(folded.text).replace(/^onbuild\s*/i, '');
  return line + heredocs.map(({ content, name }) => `\n${content}${name}`).join('');
}

export class Triggers {
  readonly #texts = new Map<FileStage, readonly string[]>();
  readonly #read = new Map<string, Instruction | string>();
  #count = 0;

  /** What the stages that start from `parent` run first. */
  textsOf(parent: FileStage): readonly string[] {
    let texts = this.#texts.get(parent);
    if (texts === undefined) {
      texts = parent.instructions.flatMap((each) => (each.kind === 'Onbuild' ? [triggerText(each)] : []));
      this.#texts.set(parent, texts);
    }
    return texts;
  }

  /** The triggers of `stage`, to be put before its own instructions. */
  commandsOf(stage: BuildStage, texts: readonly string[]): readonly Command[] {
    this.#count += texts.length;
    if (this.#count > mostCommands)
      throw new Refusal(`the stages have more than ${mostCommands} triggers`, [stage.namedBy]);
    return texts.map((text) => {
      const instruction = this.#readOnce(text);
      if (typeof instruction === 'string') throw new Refusal(instruction, [stage.namedBy]);
      return { instruction, trigger: stage.namedBy, sources: [] };
    });
  }

  #readOnce(text: string): Instruction | string {
    let instruction = this.#read.get(text);
    if (instruction === undefined) {
      instruction = readTrigger(text);
      this.#read.set(text, instruction);
    }
    return instruction;
  }
}

/** The instruction, or what is wrong with it. It is read anew: whatever the file says, the escape character is `\`. */
function readTrigger(text: string): Instruction | string {
  const { file, diagnostics } = parse(new Source('ONBUILD', text));
  const refused = diagnostics.find(({ pass }) => pass === 'parse');
  if (refused !== undefined) return refused.message;
  const [instruction, ...others] = file.instructions;
  if (instruction === undefined || others.length > 0) return 'onbuild trigger should be a single expression';
  const problem = diagnostics.find(({ message }) => message !== 'no build stage in current context');
  return problem?.message ?? instruction;
}
