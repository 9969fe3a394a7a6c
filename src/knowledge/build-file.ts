// One Dockerfile with what is known of its build, as an `Analysis` has it.

import type { ContextSource } from '../model/context-source.ts';
import type { Model } from '../model/model.ts';
import type { ShellScript } from '../shell/tree.ts';
import type { Dockerfile, Instruction } from '../syntax/ast.ts';

export interface BuildFile {
  readonly file: Dockerfile;
  readonly model: Model;
  readonly context: ContextSource;
  shell(instruction: Instruction): ShellScript | undefined;
}
