// The variables of a stage, and what a build without build arguments makes of a text that refers to them.

import type { Arg, Dockerfile, Env, Instruction } from '../syntax/ast.ts';
import { expand } from '../syntax/expand.ts';
import type { GlobalScope, GlobalText } from './global-scope.ts';
import type { Stage } from './model.ts';

/** Longer than any path; keeps variables that double each other from filling the memory. */
const MAX_LENGTH = 4096;

/** A name is looked up in no more stages than these, one starting from the other. */
const DEEPEST = 100;

/** What holds for all stages of a file. */
export interface FileScope {
  readonly global: GlobalScope;
  readonly escape: Dockerfile['escape'];
}

/**
 * What ENV and ARG say from the start of a stage to the instruction read last. A stage starts with the variables of the
 * stage that it starts from, ARGs included (dispatchArg adds them to the same environment); those of an image are unknown.
 */
export class StageScope {
  readonly #file: FileScope;
  readonly #parent: StageScope | undefined;
  /** Nothing comes from an image. */
  readonly #isEmpty: boolean;
  readonly #values = new Map<string, GlobalText>();
  /** What the triggers of ONBUILD set in the stages that start from this one. */
  #legacy: StageScope | undefined;

  private constructor(file: FileScope, parent: StageScope | undefined, isEmpty: boolean) {
    this.#file = file;
    this.#parent = parent;
    this.#isEmpty = isEmpty;
  }

  /** The scope at the start of `stage`; `parent` is that of the stage it starts from, after its last instruction. */
  static open(file: FileScope, { base }: Stage, parent: StageScope | undefined): StageScope {
    return new StageScope(file, parent === undefined ? undefined : (parent.#legacy ?? parent), base.kind === 'scratch');
  }

  /** To be called with the instructions of the stage in order. */
  read(instruction: Instruction): void {
    if (instruction.kind === 'Env') this.#readEnv(instruction);
    else if (instruction.kind === 'Arg') this.#readArg(instruction);
    else if (instruction.kind === 'Onbuild' && instruction.trigger) this.#readTrigger(instruction.trigger);
  }

  /** Variables, quotes and escapes of a word as BuildKit treats them. */
  expand(text: string): GlobalText {
    const lookup = (name: string): string | undefined => {
      const value = this.#lookUp(name);
      return value?.kind === 'known' ? value.text : undefined;
    };
    const result = expand(text, lookup, { escape: this.#file.escape });
    if (!result.ok) return unknown(result.error);
    for (const { name } of result.value.references) {
      const value = this.#lookUp(name);
      if (value?.kind === 'unknown') return value;
    }
    const { text: expanded } = result.value;
    return expanded.length > MAX_LENGTH
      ? unknown(`longer than ${MAX_LENGTH} characters`)
      : { kind: 'known', text: expanded };
  }

  /** Undefined where the variable is surely not set. */
  #lookUp(name: string, depth = 0): GlobalText | undefined {
    const value = this.#values.get(name);
    if (value !== undefined) return value;
    if (this.#parent !== undefined && depth < DEEPEST) return this.#parent.#lookUp(name, depth + 1);
    // BuildKit sets PATH where the image does not.
    return this.#isEmpty && name !== 'PATH' ? undefined : unknown(`the base image may set ${name}`);
  }

  /** The pairs of one ENV do not see each other. */
  #readEnv({ pairs }: Env): void {
    const values = pairs.map(({ name, value }) => [name.text, this.expand(value.text)] as const);
    for (const [name, value] of values) this.#values.set(name, value);
  }

  #readArg({ variables }: Arg): void {
    for (const { name, value } of variables) {
      const given = value === undefined ? this.#globalValue(name.text) : this.expand(value.text);
      const before = this.#lookUp(name.text);
      if (given !== undefined) this.#values.set(name.text, given);
      else if (before === undefined) this.#values.set(name.text, unknown(`ARG ${name.text} has no default`));
    }
  }

  /** Undefined where no ARG before the first FROM gives it a value. */
  #globalValue(name: string): GlobalText | undefined {
    const isSet = this.#file.global.expand(`\${${name}+x}`);
    return isSet.kind === 'known' && isSet.text === '' ? undefined : this.#file.global.expand(`\${${name}}`);
  }

  #readTrigger(trigger: Instruction): void {
    this.#legacy ??= new StageScope(this.#file, this, false);
    this.#legacy.read(trigger);
  }
}

function unknown(reason: string): GlobalText {
  return { kind: 'unknown', reason };
}
