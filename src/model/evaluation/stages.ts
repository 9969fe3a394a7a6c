// Which stages a file has and how they depend on each other, before anything is built (dockerfile2llb: buildDispatchStates).

import type { Instruction, Lines } from '../../syntax/ast.ts';
import { atoi } from '../../syntax/go/number.ts';
import { quote } from '../../syntax/go/quote.ts';
import { toLower } from '../../syntax/go/unicode.ts';
import { expand } from '../../syntax/expand.ts';
import { didYouMean } from '../../syntax/suggest.ts';
import type { BuildStage, Command, FileStage } from './build-stage.ts';
import { foreignStage, openStage, type StageSettings } from './file-stage.ts';
import { Refusal, type Tolerate } from './refusal.ts';
import type { Section } from './sections.ts';

/** All stages in BuildKit's order: those of the file, then the images that instructions take files from. */
export class Stages {
  readonly ofFile: FileStage[] = [];
  readonly all: BuildStage[] = [];
  readonly #byName = new Map<string, FileStage>();
  readonly #images = new Set<BuildStage>();

  /** Adds the stages of the file; refuses names and platforms that cannot be. */
  constructor(sections: readonly Section[], settings: StageSettings) {
    for (const section of sections) {
      const stage = openStage(section, this, settings);
      if (stage === undefined) continue;
      this.ofFile.push(stage);
      this.all.push(stage);
      // Only now: a stage cannot start from itself, and a later one of the same name hides an earlier one.
      if (stage.name !== '') this.#byName.set(stage.name, stage);
    }
  }

  /** The stage of that name that is last in the file. */
  find(name: string): FileStage | undefined {
    return this.#byName.get(toLower(name));
  }

  /** FROM compares names as they are written. */
  findExact(name: string): FileStage | undefined {
    return this.#byName.get(name);
  }

  labels(): readonly string[] {
    return this.all.map(({ label }) => label);
  }

  /** The stage to be built. */
  target(name: string | undefined): FileStage | undefined {
    if (name === undefined || name === '') return this.ofFile.at(-1);
    const stage = this.find(name);
    if (stage !== undefined) return stage;
    const suggestion = didYouMean(name, this.labels(), { order: 'given' });
    throw new Refusal(`target stage ${quote(name)} could not be found${suggestion}`);
  }

  /** Finds what each instruction takes files from; images that no stage provides become stages of their own. */
  connect(tolerate: Tolerate): void {
    for (const stage of this.ofFile) {
      for (const command of stage.commands) {
        if (takesFiles(command.instruction)) tolerate(() => this.connectCommand(stage, command));
      }
    }
  }

  /** To be called when the stages are connected and free of cycles: a single stage has no label. */
  settleLabels(): void {
    const [only] = this.all;
    if (this.all.length === 1 && only !== undefined) only.label = '';
  }

  connectCommand(stage: BuildStage, command: Command): void {
    const sources = this.#sourcesOf(command);
    command.sources = sources;
    for (const source of sources) {
      stage.needs.set(source, command.trigger ?? command.instruction);
      if (source.from !== undefined || this.#images.has(source)) continue;
      this.#images.add(source);
      this.all.push(source);
    }
  }

  #sourcesOf({ instruction, trigger }: Command): readonly BuildStage[] {
    const origin = trigger ?? instruction;
    if (instruction.kind === 'Run') {
      return instruction.mounts.map(({ from }) => {
        // BuildKit does not yet know the type of the mount.
        const name = from === undefined || from.text === '' ? 'scratch' : from.text;
        return this.find(name) ?? foreignStage(origin, name, { isPlaced: false });
      });
    }
    const from = instruction.kind === 'Copy' ? (instruction.from?.value?.text ?? '') : '';
    if (from === '') return [];
    // BuildKit knows the place of a trigger alone.
    const named = trigger === undefined ? [] : undefined;
    refuseVariables(from, origin, named);
    const index = atoi(from);
    if (!index.ok) return [this.find(from) ?? foreignStage(origin, from)];
    const stage = index.value < 0n ? undefined : this.all[Number(index.value)];
    if (stage === undefined) throw new Refusal(`invalid stage index ${index.value}`, [origin], named);
    return [stage];
  }
}

function takesFiles(instruction: Instruction): boolean {
  return instruction.kind === 'Run'
    ? instruction.mounts.length > 0
    : instruction.kind === 'Copy' && instruction.from !== undefined;
}

function refuseVariables(from: string, instruction: Instruction, named: readonly Lines[] | undefined): void {
  const result = expand(from, () => undefined, { escape: '\\' });
  if (result.ok && result.value.text === from) return;
  const advice = 'define a new stage with FROM using ARG from global scope as a workaround';
  throw new Refusal(
    result.ok ? `variable expansion is not supported for --from, ${advice}` : result.error,
    [instruction],
    named,
  );
}
