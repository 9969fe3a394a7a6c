// A stage while it is evaluated: where it starts, what it needs, what its instructions have made of it.

import type { Instruction } from '../../syntax/ast.ts';
import type { Platform } from '../../syntax/platform.ts';
import type { Environment } from '../environment.ts';
import type { Image } from '../image.ts';
import type { NamedImage, Stage } from '../model.ts';
import type { NamedContext } from '../named-context.ts';
import type { OrderedMap } from '../ordered-map.ts';
import type { DeclaredArgument } from './global-arguments.ts';
import type { StepWork } from './step-work.ts';

/** What holds between two instructions of a stage. */
export interface StageState {
  readonly image: Image;
  readonly environment: Environment;
  /** The ARGs so far, those of parent stages first; undefined where one has no value. */
  readonly declared: OrderedMap<string | undefined>;
}

/** An instruction to be carried out, and the stages that it takes files from. */
export interface Command {
  readonly instruction: Instruction;
  /** The FROM of the stage for a trigger of its base; it then is what errors and notes are about. */
  readonly trigger: Instruction | undefined;
  /** One a mount of RUN, at most one for COPY. */
  sources: readonly BuildStage[];
}

/** An instruction that has been carried out. */
export interface Step {
  readonly command: Command;
  readonly before: StageState;
  readonly after: StageState;
  /** What RUN, COPY and ADD ask for; undefined for others, and for those that are refused. */
  readonly work: StepWork | undefined;
}

export interface StageOutline {
  /** Names of ARGs that the stage declares or that its FROM uses. */
  readonly used: Set<string>;
  /** Of this stage; they hide the global ones. */
  readonly own: Map<string, DeclaredArgument>;
  /** By name, whether they are required. */
  readonly secrets: Map<string, OutlineMount>;
  readonly ssh: Map<string, OutlineMount>;
}

export interface OutlineMount {
  readonly name: string;
  readonly required: boolean;
  readonly line: number;
}

/** What BuildKit keeps of every stage, those included that an instruction opens by naming an image. */
interface Work {
  /** The instruction that names it: a FROM, or the COPY or RUN that takes files from it. */
  readonly namedBy: Instruction;
  /** Errors name the lines of `namedBy`; BuildKit keeps none for images of mounts. */
  readonly isPlaced: boolean;
  /** In lower case; empty where it has none. */
  readonly name: string;
  /** As errors name it: its name, `stage-N`, or nothing where the file has a single stage. */
  label: string;
  /** What it starts from, after expansion. */
  readonly baseName: string;
  /** The stage that it starts from. */
  readonly parent: FileStage | undefined;
  /** What `--platform` asks for; of a started stage, what it has. */
  platform: Platform | undefined;
  commands: readonly Command[];
  /** The stages that it needs besides its parent, and the instructions that need them. */
  readonly needs: Map<BuildStage, Instruction>;
  /** The names of global ARGs that its FROM uses are in it. */
  readonly outline: StageOutline;
  /** Why nobody knows what it starts from, though it is no stage. */
  readonly unknownBase: string | undefined;
  /** What `--build-context` puts in its place: of the stage, whose instructions then do not count, or of its base. */
  replacement: { readonly of: 'stage' | 'base'; readonly context: NamedContext } | undefined;
  /** What it starts from, where that is no stage; undefined as long as nobody has asked. */
  image: Image | undefined;
  /** The image's name with registry, tag and, where it is known, digest; undefined where it starts from none. */
  reference: string | undefined;
  /** The state before its first instruction, once its base is ready. */
  start: StageState | undefined;
  /** After its last instruction. */
  end: StageState | undefined;
  steps: Step[];
  hasWorkdir: boolean;
}

/** A stage of the file. */
export interface FileStage extends Work, Omit<Stage, keyof Work> {
  exported: boolean;
  needed: boolean;
}

/** The stage that BuildKit makes of an image that COPY or a mount names. */
export interface ForeignStage extends Work, Omit<NamedImage, keyof Work> {}

export type BuildStage = FileStage | ForeignStage;
