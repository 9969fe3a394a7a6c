// The evaluation of a file, in the order in which BuildKit reads, checks and builds it (dockerfile2llb: toDispatchState).

import type { Arg, Instruction } from '../../syntax/ast.ts';
import { platformOf, type Platform } from '../../syntax/platform.ts';
import { builderError, type Parsed } from '../../syntax/parse.ts';
import { readCheckOptions } from '../check-options.ts';
import { Environment } from '../environment.ts';
import type { Image } from '../image.ts';
import { noImages } from '../image-source.ts';
import { NoteList } from '../note-list.ts';
import { OrderedMap } from '../ordered-map.ts';
import { defaultPath, predefinedArguments } from '../predefined-arguments.ts';
import { emptyImage } from './base-images.ts';
import { Budget } from './budget.ts';
import type { BuildStage, StageState, Step } from './build-stage.ts';
import { refuseCycles } from './dependencies.ts';
import { changeWorkdir, dispatchStage } from './dispatch.ts';
import type { BuildContext } from './dispatch-context.ts';
import type { Evaluation } from './evaluation.ts';
import { addFileNotes } from './file-notes.ts';
import { GlobalArguments } from './global-arguments.ts';
import type { EvaluateOptions } from './options.ts';
import { outlineOf } from './outline.ts';
import { type BuildError, Refusal } from './refusal.ts';
import { resolveStages } from './resolve.ts';
import { type Section, sectionsOf } from './sections.ts';
import { sourceDateEpoch } from './source-date-epoch.ts';
import { Stages } from './stages.ts';
import { addCasingNotes, addDefaultNotes, addStageNameNotes } from './stage-notes.ts';

const linux = platformOf('linux', 'amd64');

/**
 * What BuildKit would make of a file, up to the first thing that it refuses: stages, images, notes, the error.
 * Never throws; images that the source does not know leave what depends on them unknown, and without notes and errors.
 */
export function evaluate(parsed: Parsed, options: EvaluateOptions = {}): Evaluation {
  const evaluator = new Evaluator(parsed, options);
  evaluator.attempt(() => evaluator.run());
  return evaluator.result();
}

class Evaluator {
  readonly #parsed: Parsed;
  readonly #options: EvaluateOptions;
  readonly #buildArgs: ReadonlyMap<string, string>;
  readonly #contexts: ReadonlySet<string>;
  readonly #platforms: { readonly build: Platform; readonly target: Platform };
  readonly #goesOn: boolean;
  readonly #budget = new Budget();
  readonly #errors: BuildError[] = [];
  /** The instructions that BuildKit cannot read. */
  readonly #broken: ReadonlySet<Instruction>;
  #notes = new NoteList({ skip: new Set(), experimental: new Set(), error: false });
  #args: GlobalArguments | undefined;
  #stages: readonly BuildStage[] = [];
  #target: BuildStage | undefined;

  constructor(parsed: Parsed, options: EvaluateOptions) {
    this.#parsed = parsed;
    this.#options = options;
    this.#buildArgs = options.buildArgs ?? new Map<string, string>();
    this.#contexts = options.contexts ?? new Set<string>();
    this.#goesOn = options.mode === 'lint';
    this.#broken = brokenInstructions(parsed);
    const build = options.buildPlatform ?? linux;
    this.#platforms = { build, target: options.platform ?? build };
  }

  /** Keeps the refusal that ends an action. */
  attempt<Outcome>(action: () => Outcome): Outcome | undefined {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { message, lines, instructions, isSyntax } = error;
      this.#errors.push({ message, lines, instructions, isSyntax });
      return undefined;
    }
  }

  result(): Evaluation {
    const [error] = this.#errors;
    const stages = this.#stages;
    const image = error === undefined ? this.#target?.end?.image : undefined;
    return {
      stages,
      target: this.#target,
      error,
      errors: this.#errors,
      notes: this.#notes.notes,
      image: image && this.#withLabels(image),
      outline: image && this.#target && this.#args ? outlineOf(this.#target, this.#args) : undefined,
      stepOf: findStep(stages),
    };
  }

  run(): void {
    const { file } = this.#parsed;
    this.#tolerate(() => this.#readChecks());
    this.#tolerate(() => refuseText(this.#parsed, 'parse'));
    addFileNotes(this.#notes, this.#parsed, { broken: this.#broken, goesOn: this.#goesOn });
    this.#tolerate(() => refuseText(this.#parsed, 'instructions'));
    const { globalArgs, sections } = sectionsOf(file);
    if (sections.length === 0 && this.#errors.length > 0) return;
    if (sections.length === 0) throw new Refusal('dockerfile contains no stages to build');
    addStageNameNotes(this.#notes, sections);
    addCasingNotes(this.#notes, sections);
    const predefined = this.#predefined(sections);
    const args = this.#readArgs(globalArgs, sections, predefined);
    const settings = { args, buildArgs: this.#buildArgs, contexts: this.#contexts, sections };
    const created = this.#tolerate(() => sourceDateEpoch(settings));
    const unsetArg = this.#goesOn ? (name: string) => `ARG ${name} has no default` : undefined;
    const { build: host } = this.#platforms;
    const tolerate = this.#tolerate;
    const stages = new Stages(sections, {
      args,
      host,
      contexts: this.#contexts,
      notes: this.#notes,
      tolerate,
      budget: this.#budget,
      broken: this.#broken,
      unsetArg,
    });
    this.#stages = stages.all;
    const target = this.#tolerate(() => stages.target(this.#options.target)) ?? stages.all.at(-1);
    if (target === undefined) return;
    this.#target = target;
    stages.connect(tolerate);
    this.#tolerate(() => refuseCycles(stages.all));
    stages.settleLabels();
    this.#build(stages, target, { args, created, unsetArg });
  }

  /** An arrow function: it is handed on. */
  readonly #tolerate = <Outcome>(action: () => Outcome): Outcome | undefined =>
    this.#goesOn ? this.attempt(action) : action();

  #readChecks(): void {
    const checks = readCheckOptions(this.#parsed.file.source.text, this.#buildArgs.get('BUILDKIT_DOCKERFILE_CHECK'));
    if (!checks.ok) throw new Refusal(checks.error);
    this.#notes = new NoteList(checks.value);
  }

  #predefined(sections: readonly Section[]): readonly (readonly [name: string, value: string])[] {
    const { target } = this.#options;
    const targetStage = target || sections.at(-1)?.name || 'default';
    return predefinedArguments(this.#platforms, targetStage).map(([name, value]) => [
      name,
      this.#buildArgs.get(name) ?? value,
    ]);
  }

  /** Names without any value where BuildKit refuses a default. */
  #readArgs(
    globalArgs: readonly Arg[],
    sections: readonly Section[],
    predefined: readonly (readonly [name: string, value: string])[],
  ): GlobalArguments {
    const { escape } = this.#parsed.file;
    const defaults = GlobalArguments.read(globalArgs, predefined, new Map(), escape);
    // Where BuildKit cannot tell the defaults, the build is about to be refused, unless a build argument helps.
    if (defaults.ok) addDefaultNotes(this.#notes, sections, defaults.value);
    const args = GlobalArguments.read(globalArgs, predefined, this.#buildArgs, escape);
    if (args.ok) this.#args = args.value;
    else
      this.#tolerate(() => {
        throw new Refusal(args.error, [args.at]);
      });
    return args.ok ? args.value : args.before;
  }

  #build(
    stages: Stages,
    target: BuildStage,
    { args, created, unsetArg }: Pick<BuildContext, 'args' | 'created' | 'unsetArg'>,
  ): void {
    const { mode = 'build', images = noImages, ignored, target: wanted = '' } = this.#options;
    const allStages = (mode === 'check' || mode === 'lint') && wanted === '';
    const notes = this.#notes;
    const tolerate = this.#tolerate;
    const reachable = resolveStages(
      stages,
      { target, allStages },
      {
        images,
        contexts: this.#contexts,
        target: this.#platforms.target,
        notes,
        labels: stages.labels(),
        tolerate,
      },
    );
    const context: BuildContext = {
      notes,
      args,
      buildArgs: this.#buildArgs,
      ignored,
      escape: this.#parsed.file.escape,
      created,
      budget: this.#budget,
      tolerate,
      broken: this.#broken,
      unsetArg,
    };
    for (const stage of stages.all) {
      if (stage.section === undefined || (!allStages && !reachable.has(stage))) continue;
      stage.start = startState(stage, this.#platforms.target);
      stage.end = stage.unknown === undefined ? dispatchStage(context, stage, stage.start) : stage.start;
    }
    refuseNotes(notes);
    if (mode === 'build') refuseEmptyRuns(stages.all);
  }

  #withLabels(image: Image): Image {
    let { labels } = image;
    for (const [name, text] of this.#options.labels ?? []) labels = labels.set(name, { text, unknown: undefined });
    return { ...image, labels };
  }
}

/** `# check=error=true`. */
function refuseNotes({ options, notes }: NoteList): void {
  if (!options.error) return;
  const checks = new Set(notes.flatMap(({ check, silenced }) => (silenced ? [] : [check])));
  if (checks.size > 0) throw new Refusal(`lint violation found for rules: ${[...checks].join(', ')}`);
}

/** BuildKit refuses `RUN []` when it puts its request to the builder together. */
function refuseEmptyRuns(stages: readonly BuildStage[]): void {
  for (const { steps } of stages) {
    for (const { command } of steps) {
      const { instruction } = command;
      if (instruction.kind !== 'Run' || instruction.command.form === 'shell') continue;
      if (instruction.command.words.length === 0) throw new Refusal('arguments are required', [instruction], []);
    }
  }
}

function findStep(stages: readonly BuildStage[]): Evaluation['stepOf'] {
  let steps: Map<Instruction, Step> | undefined;
  return (instruction) => {
    if (steps === undefined) {
      steps = new Map();
      for (const stage of stages) {
        for (const step of stage.steps)
          if (step.command.trigger === undefined) steps.set(step.command.instruction, step);
      }
    }
    return steps.get(instruction);
  };
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
function startState(stage: BuildStage, target: Platform): StageState {
  const { base, section } = stage;
  const parent = base?.end;
  const inherited = parent?.image ?? stage.image ?? emptyImage(target);
  if (base !== undefined) {
    stage.platform = base.platform;
    stage.hasWorkdir = base.hasWorkdir;
  }
  const unknown = inherited.unknown.get('env');
  const os = stage.platform?.os ?? inherited.os;
  const needsPath = os !== 'windows' && unknown === undefined && !inherited.env.has('PATH');
  const env = needsPath ? inherited.env.set('PATH', { text: defaultPath, unknown: undefined }) : inherited.env;
  const own = { ...inherited, env, onBuild: emptyImage(target).onBuild };
  const image = own.workdir === '' ? own : changeWorkdir(own, own.workdir, os);
  if (typeof image === 'string') throw new Refusal(image, section === undefined ? [] : [section.from]);
  return {
    image,
    environment: Environment.open(env, { parent: parent?.environment, unknown }),
    declared: parent?.declared ?? OrderedMap.empty(),
  };
}
