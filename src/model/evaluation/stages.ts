// Which stages a file has and how they depend on each other, before anything is built (dockerfile2llb: buildDispatchStates).

import type { Instruction } from '../../syntax/ast.ts';
import { atoi } from '../../syntax/go/number.ts';
import { quote } from '../../syntax/go/quote.ts';
import { toLower } from '../../syntax/go/unicode.ts';
import { expand, type ExpandResult } from '../../syntax/expand.ts';
import { parseImageReference } from '../../syntax/image-reference.ts';
import { parsePlatform, type Platform } from '../../syntax/platform.ts';
import { didYouMean } from '../../syntax/suggest.ts';
import type { NoteList } from '../note-list.ts';
import type { Budget } from './budget.ts';
import type { BuildStage, Command } from './build-stage.ts';
import type { GlobalArguments } from './global-arguments.ts';
import { Refusal, type Tolerate } from './refusal.ts';
import type { Section } from './sections.ts';
import { addPlatformNotes, addUndefinedInFrom } from './stage-notes.ts';

export interface StageSettings {
  readonly args: GlobalArguments;
  readonly host: Platform;
  readonly contexts: ReadonlySet<string>;
  readonly notes: NoteList;
  readonly tolerate: Tolerate;
  readonly budget: Budget;
  /** The instructions that BuildKit cannot read. */
  readonly broken: ReadonlySet<Instruction>;
  /** Why an ARG without a value is not known to be unset; undefined where it is. */
  readonly unsetArg: ((name: string) => string) | undefined;
}

/** All stages in BuildKit's order: those of the file, then the images that instructions take files from. */
export class Stages {
  readonly all: BuildStage[] = [];
  readonly #byName = new Map<string, BuildStage>();
  readonly #images = new Set<BuildStage>();

  /** Adds the stages of the file; refuses names and platforms that cannot be. */
  constructor(sections: readonly Section[], settings: StageSettings) {
    for (const section of sections) {
      const isBroken = settings.broken.has(section.from);
      const stage = isBroken ? undefined : settings.tolerate(() => stageOf(section, this, settings));
      this.#add(stage ?? brokenStage(section, this));
    }
  }

  /** The stage of that name that is last in the file. */
  find(name: string): BuildStage | undefined {
    return this.#byName.get(toLower(name));
  }

  /** FROM compares names as they are written. */
  findExact(name: string): BuildStage | undefined {
    return this.#byName.get(name);
  }

  labels(): readonly string[] {
    return this.all.map(({ label }) => label);
  }

  /** The stage to be built. */
  target(name: string | undefined): BuildStage | undefined {
    if (name === undefined || name === '') return this.all.at(-1);
    const stage = this.find(name);
    if (stage !== undefined) return stage;
    const suggestion = didYouMean(name, this.labels(), { order: 'given' });
    throw new Refusal(`target stage ${quote(name)} could not be found${suggestion}`);
  }

  /** Finds what each instruction takes files from; images that no stage provides become stages of their own. */
  connect(tolerate: Tolerate): void {
    for (const stage of [...this.all]) {
      for (const command of stage.commands) tolerate(() => this.connectCommand(stage, command));
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
      if (source.section === undefined && !this.#images.has(source)) this.#addImage(source);
    }
  }

  #sourcesOf({ instruction, trigger }: Command): readonly BuildStage[] {
    const origin = trigger ?? instruction;
    if (instruction.kind === 'Run') {
      return instruction.mounts.map(({ from }) => {
        // BuildKit does not yet know the type of the mount.
        const name = from === undefined || from.text === '' ? 'scratch' : from.text;
        return this.find(name) ?? { ...emptyStage(origin, name), isPlaced: false };
      });
    }
    const from = instruction.kind === 'Copy' ? (instruction.from?.value?.text ?? '') : '';
    if (from === '') return [];
    refuseVariables(from, origin);
    const index = atoi(from);
    if (!index.ok) return [this.find(from) ?? emptyStage(origin, from)];
    const stage = index.value < 0n ? undefined : this.all[Number(index.value)];
    if (stage === undefined) throw new Refusal(`invalid stage index ${index.value}`, [origin], []);
    return [stage];
  }

  #addImage(stage: BuildStage): void {
    this.#images.add(stage);
    this.#add(stage);
  }

  #add(stage: BuildStage): void {
    this.all.push(stage);
    if (stage.name !== '') this.#byName.set(stage.name, stage);
  }
}

function refuseVariables(from: string, instruction: Instruction): void {
  const result = expand(from, () => undefined, { escape: '\\' });
  if (result.ok && result.value.text === from) return;
  const advice = 'define a new stage with FROM using ARG from global scope as a workaround';
  throw new Refusal(
    result.ok ? `variable expansion is not supported for --from, ${advice}` : result.error,
    [instruction],
    [],
  );
}

function stageOf(section: Section, stages: Stages, settings: StageSettings): BuildStage {
  const { args, contexts, notes } = settings;
  const { from, name } = section;
  const written = from.image?.text ?? '';
  const base = args.expand(written);
  addUndefinedInFrom(notes, from, { result: base, part: from.image }, settings);
  const unknownBase = unknownArg(base, settings);
  if (!base.ok && unknownBase === undefined) throw new Refusal(base.error, [from]);
  const baseName = base.ok && unknownBase === undefined ? base.value.text : written;
  if (baseName === '') throw new Refusal(`base name (${written}) should not be blank`, [from]);

  const used = new Set(base.ok ? base.value.matched : []);
  const platform = platformOf(section, settings, used);
  if (name !== '' && name !== 'scratch' && name !== 'context') {
    const reference = parseImageReference(name);
    if (!reference.ok) throw new Refusal(`invalid context name ${name}: ${reference.error}`, [from], []);
  }
  return {
    ...writtenStage(section, stages, baseName),
    base: unknownBase === undefined ? stages.findExact(baseName) : undefined,
    platform,
    unknownBase,
    outline: { used, own: new Map(), secrets: new Map(), ssh: new Map() },
    unknown: contexts.has(name) && name !== '' ? `${name} is a named build context` : undefined,
  };
}

/** A stage whose FROM is refused. */
function brokenStage(section: Section, stages: Stages): BuildStage {
  const written = section.from.image?.text ?? '';
  return { ...writtenStage(section, stages, written), unknownBase: 'its FROM is refused' };
}

function writtenStage(section: Section, stages: Stages, baseName: string): BuildStage {
  const { from, name, instructions } = section;
  return {
    ...emptyStage(from, baseName),
    section,
    name,
    label: name === '' ? `stage-${stages.all.length}` : name,
    commands: instructions.map((instruction) => ({ instruction, trigger: undefined, sources: [] })),
  };
}

/** Why a text of FROM is not known: it refers to an ARG that nobody gives a value, and has none to take instead. */
function unknownArg(result: ExpandResult, { args, unsetArg }: StageSettings): string | undefined {
  if (unsetArg === undefined) return undefined;
  const { unmatched } = result.ok ? result.value : result;
  const references = result.ok ? result.value.references : [];
  const optional = new Set(references.flatMap(({ name, modifier = '' }) => (/^:?[-+]$/.test(modifier) ? [name] : [])));
  const name = [...unmatched].find((candidate) => args.declared.has(candidate) && !optional.has(candidate));
  return name === undefined ? undefined : unsetArg(name);
}

function platformOf(section: Section, settings: StageSettings, used: Set<string>): Platform | undefined {
  const { args, host, notes } = settings;
  const { from } = section;
  const written = from.platform?.value?.text ?? '';
  if (written === '') return undefined;
  const result = args.expand(written);
  addUndefinedInFrom(notes, from, { result, part: from.platform }, settings);
  if (unknownArg(result, settings) !== undefined) return undefined;
  if (!result.ok) throw new Refusal(`failed to process arguments for platform ${written}: ${result.error}`, [from]);
  addPlatformNotes(notes, section, result.value, { args, host });
  const { text, matched, unmatched } = result.value;
  const suggestion = (): string => {
    const names = args.values.entries().map(([name]) => name);
    for (const name of unmatched) {
      const found = didYouMean(name, names, { order: 'given' });
      if (found !== '') return found;
    }
    return '';
  };
  if (text === '') throw new Refusal(`empty platform value from expression ${written}${suggestion()}`, [from]);
  const platform = parsePlatform(text, host);
  if (!platform.ok) throw new Refusal(`failed to parse platform ${written}: ${platform.error}${suggestion()}`, [from]);
  for (const name of matched) used.add(name);
  return platform.value;
}

function emptyStage(origin: Instruction, baseName: string): BuildStage {
  return {
    section: undefined,
    origin,
    isPlaced: true,
    name: '',
    label: '',
    baseName,
    base: undefined,
    platform: undefined,
    commands: [],
    needs: new Map(),
    outline: { used: new Set(), own: new Map(), secrets: new Map(), ssh: new Map() },
    unknownBase: undefined,
    unknown: undefined,
    image: undefined,
    start: undefined,
    end: undefined,
    steps: [],
    hasWorkdir: false,
  };
}
