// The evaluation of a file, in the order in which BuildKit reads, checks and builds it (dockerfile2llb: toDispatchState).

import type { Instruction } from '../../syntax/ast.ts';
import { platformOf, type Platform } from '../../syntax/platform.ts';
import { builderError, type Parsed } from '../../syntax/parse.ts';
import { Chain } from '../chain.ts';
import { readCheckOptions } from '../check-options.ts';
import { Environment } from '../environment.ts';
import type { Image } from '../image.ts';
import { noImages } from '../image-source.ts';
import type { Model } from '../model.ts';
import { type NamedContexts, noContexts } from '../named-context.ts';
import { NoteList } from '../note-list.ts';
import { OrderedMap } from '../ordered-map.ts';
import { automaticArguments, defaultPath, predefinedArguments } from '../predefined-arguments.ts';
import { emptyImage } from './base-images.ts';
import { Budget } from './budget.ts';
import type { BuildStage, FileStage, StageState } from './build-stage.ts';
import { extendReachable, refuseCycles } from './dependencies.ts';
import { changeWorkdir, dispatchStage } from './dispatch.ts';
import { addFileNotes } from './file-notes.ts';
import { finishImage } from './finish-image.ts';
import { GlobalArguments, type OpenArguments } from './global-arguments.ts';
import type { EvaluateOptions } from './options.ts';
import { outlineOf } from './outline.ts';
import { placesIn } from './places.ts';
import { type BuildError, Refusal, type Tolerate } from './refusal.ts';
import { resolveStages } from './resolve.ts';
import { type Sections, sectionsOf } from './sections.ts';
import { sourceDateEpoch } from './source-date-epoch.ts';
import { Stages } from './stages.ts';
import { addCasingNotes, addDefaultNotes, addStageNameNotes } from './stage-notes.ts';

const linux = platformOf('linux', 'amd64');
const noTriggers = Chain.of<string>();

/**
 * What BuildKit would make of a file, up to the first thing that it refuses: stages, images, notes, the error.
 * Never throws; images that the source does not know leave what depends on them unknown, and without notes and errors.
 */
export function evaluate(parsed: Parsed, options: EvaluateOptions = {}): Model {
  const evaluator = new Evaluator(parsed, options);
  evaluator.attempt(() => evaluator.run());
  return evaluator.result();
}

class Evaluator {
  readonly #parsed: Parsed;
  readonly #options: EvaluateOptions;
  readonly #buildArgs: ReadonlyMap<string, string>;
  readonly #contexts: NamedContexts;
  readonly #platforms: { readonly build: Platform; readonly target: Platform };
  readonly #isLint: boolean;
  readonly #budget = new Budget();
  readonly #errors: BuildError[] = [];
  /** The instructions that BuildKit cannot read. */
  readonly #broken: ReadonlySet<Instruction>;
  #notes = new NoteList({ skip: new Set(), experimental: new Set(), error: false });
  #args: GlobalArguments | undefined;
  #stages: readonly FileStage[] = [];
  #allStages: readonly BuildStage[] = [];
  #globals: GlobalArguments | undefined;
  #target: FileStage | undefined;

  constructor(parsed: Parsed, options: EvaluateOptions) {
    this.#parsed = parsed;
    this.#options = options;
    this.#buildArgs = options.buildArgs ?? new Map<string, string>();
    this.#contexts = options.contexts ?? noContexts;
    this.#isLint = options.mode === 'lint';
    this.#broken = brokenInstructions(parsed);
    const build = options.buildPlatform ?? linux;
    this.#platforms = { build, target: options.platform ?? build };
  }

  /** Keeps the refusal that ends an action. */
  readonly attempt: Tolerate = (action, recover) => {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { message, lines, instructions, isSyntax } = error;
      this.#errors.push({ message, lines, instructions, isSyntax });
      return recover?.(error);
    }
  };

  readonly #tolerate: Tolerate = (action, recover) => (this.#isLint ? this.attempt(action, recover) : action());

  result(): Model {
    const [error] = this.#errors;
    const target = this.#target;
    const image = error === undefined ? target?.end?.image : undefined;
    return {
      stages: this.#stages,
      target,
      build: { all: this.#allStages, target },
      error,
      errors: this.#errors,
      notes: this.#notes.notes,
      image: image && finishImage(image, this.#options),
      globals: this.#globals,
      outline: image && target && this.#args ? outlineOf(target, this.#args) : undefined,
      ...placesIn(this.#stages),
    };
  }

  run(): void {
    this.#tolerate(() => this.#readChecks());
    this.#tolerate(() => refuseText(this.#parsed, 'parse'));
    addFileNotes(this.#notes, this.#parsed, { broken: this.#broken, goesOn: this.#isLint });
    this.#tolerate(() => refuseText(this.#parsed, 'instructions'));
    const parts = sectionsOf(this.#parsed.file);
    const { sections } = parts;
    if (sections.length === 0 && this.#errors.length > 0) return;
    if (sections.length === 0) throw new Refusal('dockerfile contains no stages to build');
    addStageNameNotes(this.#notes, sections);
    addCasingNotes(this.#notes, sections);
    const args = this.#readArgs(parts);
    const settings = { args, buildArgs: this.#buildArgs, contexts: this.#contexts, sections };
    const created = this.#tolerate(() => sourceDateEpoch(settings));
    const stages = new Stages(sections, {
      args,
      host: this.#platforms.build,
      target: this.#isLint ? this.#options.platform : this.#platforms.target,
      file: this.#parsed.file,
      contexts: this.#contexts,
      notes: this.#notes,
      tolerate: this.#tolerate,
      budget: this.#budget,
      broken: this.#broken,
    });
    this.#stages = stages.ofFile;
    this.#allStages = stages.all;
    const target = this.#tolerate(() => stages.target(this.#options.target)) ?? stages.ofFile.at(-1);
    if (target === undefined) return;
    this.#target = target;
    stages.connect(this.#tolerate);
    this.#tolerate(() => refuseCycles(stages.all));
    stages.settleLabels();
    this.#build(stages, target, { args, created });
  }

  #readChecks(): void {
    const checks = readCheckOptions(this.#parsed.file.source.text, this.#buildArgs.get('BUILDKIT_DOCKERFILE_CHECK'));
    if (!checks.ok) throw new Refusal(checks.error);
    this.#notes = new NoteList(checks.value);
  }

  /** Names without any value where BuildKit refuses a default. */
  #readArgs({ globalArgs, sections }: Sections): GlobalArguments {
    const { escape } = this.#parsed.file;
    const buildArgs = this.#buildArgs;
    const targetStage = this.#options.target || sections.at(-1)?.name || 'default';
    const predefined = predefinedArguments(this.#platforms, targetStage).map(
      ([name, value]) => [name, buildArgs.get(name) ?? value] as const,
    );
    const open = this.#isLint ? openArguments(this.#options) : undefined;
    const reading = GlobalArguments.read(globalArgs, { predefined, buildArgs, escape, open });
    const defaults =
      buildArgs.size === 0
        ? reading
        : GlobalArguments.read(globalArgs, { predefined, buildArgs: new Map(), escape, open });
    const readable = sections.filter(({ from }) => !this.#broken.has(from));
    // Where BuildKit cannot tell the defaults, the build is about to be refused, unless a build argument helps.
    if (defaults.failure === undefined) addDefaultNotes(this.#notes, readable, defaults.args);
    const { args, failure } = reading;
    this.#globals = args;
    if (failure === undefined) this.#args = args;
    else
      this.#tolerate(() => {
        throw new Refusal(failure.error, [failure.at]);
      });
    return args;
  }

  #build(
    stages: Stages,
    target: FileStage,
    { args, created }: { readonly args: GlobalArguments; readonly created: string | undefined },
  ): void {
    const { mode = 'build', images = noImages, ignored, target: asked = '', targets = [] } = this.#options;
    const isClassic = mode === 'classic';
    const allStages = mode === 'lint' || isClassic || (mode === 'check' && asked === '');
    const notes = this.#notes;
    const tolerate = this.#tolerate;
    const reachable = resolveStages(
      stages,
      { target, others: this.#isLint || isClassic ? stages.ofFile : [], allStages },
      {
        images,
        contexts: this.#contexts,
        target: this.#platforms.target,
        notes,
        labels: stages.labels(),
        tolerate,
      },
    );
    markBuilt([target, ...targets.flatMap((name) => stages.find(name) ?? [])]);
    const context = {
      notes,
      args,
      buildArgs: this.#buildArgs,
      ignored,
      escape: this.#parsed.file.escape,
      created,
      budget: this.#budget,
      tolerate,
      broken: this.#broken,
    };
    for (const stage of stages.ofFile) {
      if (!allStages && !reachable.has(stage)) continue;
      const { target: platform } = this.#platforms;
      // Where BuildKit checks all stages, it carries out the instructions of such a stage on what takes its place.
      const isReplaced = stage.replacement?.of === 'stage' && !allStages;
      const start = isReplaced
        ? stateOf(stage.image ?? emptyImage(platform))
        : (tolerate(() => startState(stage, platform)) ?? stateOf(emptyImage(platform)));
      stage.start = start;
      stage.end = isReplaced ? start : dispatchStage(context, stage, start);
    }
    refuseNotes(notes);
    if (mode === 'build' || isClassic) refuseEmptyRuns(stages.ofFile);
  }
}

/** What a build that somebody starts without further ado would take for granted. */
function openArguments({ buildArgs, platform, buildPlatform, target }: EvaluateOptions): OpenArguments {
  const isGiven = (name: string): boolean => {
    if (buildArgs?.has(name) === true) return true;
    if (name === 'TARGETSTAGE') return target !== undefined;
    return (name.startsWith('BUILD') ? buildPlatform : (platform ?? buildPlatform)) !== undefined;
  };
  return {
    unset: (name) => `ARG ${name} has no default`,
    predefined: (name) => {
      return automaticArguments.has(name) && !isGiven(name) ? `${name} depends on how the build is started` : undefined;
    },
  };
}

/** Tells the stages what is made of them when all `targets` are built. */
function markBuilt(targets: readonly FileStage[]): void {
  const needed = new Set<BuildStage>();
  for (const target of targets) {
    for (let stage: FileStage | undefined = target; stage?.exported === false; stage = stage.parent) {
      stage.exported = true;
    }
    for (const stage of extendReachable(needed, target)) if (stage.from !== undefined) stage.needed = true;
  }
}

/** `# check=error=true`. */
function refuseNotes({ options, notes }: NoteList): void {
  if (!options.error) return;
  const checks = new Set(notes.flatMap(({ check, silenced }) => (silenced ? [] : [check])));
  if (checks.size > 0) throw new Refusal(`lint violation found for rules: ${[...checks].join(', ')}`);
}

/** BuildKit refuses `RUN []` when it puts its request to the builder together. */
function refuseEmptyRuns(stages: readonly FileStage[]): void {
  for (const { steps } of stages) {
    for (const { command } of steps) {
      const { instruction } = command;
      if (instruction.kind !== 'Run' || instruction.command.form === 'shell') continue;
      if (instruction.command.words.length === 0) throw new Refusal('arguments are required', [instruction], []);
    }
  }
}

function brokenInstructions({ file, diagnostics }: Parsed): ReadonlySet<Instruction> {
  if (diagnostics.length === 0) return new Set();
  const lines = new Set(diagnostics.map(({ lines: { first } }) => first));
  return new Set(file.instructions.filter((instruction) => lines.has(instruction.lines.first)));
}

function refuseText(parsed: Parsed, pass: 'parse' | 'instructions'): void {
  if (parsed.file.source.text === '') throw new Refusal('the Dockerfile cannot be empty', [], [], true);
  const message = builderError(parsed);
  const diagnostic = parsed.diagnostics.find((candidate) => candidate.pass === pass);
  if (message === undefined || diagnostic === undefined) return;
  const { first, last } = diagnostic.lines;
  const instruction = parsed.file.instructions.find(({ lines }) => lines.first <= first && first <= lines.last);
  throw new Refusal(message, instruction === undefined ? [] : [instruction], [{ first, last }], true);
}

/** What a stage finds before its first instruction (dispatchState.init). */
function startState(stage: FileStage, target: Platform): StageState {
  const { parent, from } = stage;
  if (parent !== undefined) {
    stage.platform = parent.platform;
    stage.hasWorkdir = parent.hasWorkdir;
  }
  const inherited = parent?.end?.image ?? stage.image ?? emptyImage(target);
  const unknown = inherited.unknown.get('env');
  const os = stage.platform?.os ?? inherited.os;
  const needsPath = os !== 'windows' && unknown === undefined && !inherited.env.has('PATH');
  const env = needsPath ? inherited.env.set('PATH', { text: defaultPath, unknown: undefined }) : inherited.env;
  const own = { ...inherited, env, onBuild: noTriggers };
  const image = own.workdir === '' ? own : changeWorkdir(own, own.workdir, os);
  if (typeof image === 'string') throw new Refusal(image, [from]);
  return {
    image,
    environment: Environment.open(env, { parent: parent?.end?.environment, unknown }),
    declared: parent?.end?.declared ?? OrderedMap.empty(),
  };
}

function stateOf(image: Image): StageState {
  return {
    image,
    environment: Environment.open(image.env, { parent: undefined, unknown: image.unknown.get('env') }),
    declared: OrderedMap.empty(),
  };
}
