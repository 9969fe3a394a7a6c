// What a Dockerfile means: its stages, what a build makes of them step by step, and what BuildKit says to it.

import type { From, ImageName, Instruction } from '../syntax/ast.ts';
import type { ImageReference } from '../syntax/image-reference.ts';
import type { Platform } from '../syntax/platform.ts';
import type { BuildStage, FileStage, StageState, Step } from './evaluation/build-stage.ts';
import type { GlobalArguments } from './evaluation/global-arguments.ts';
import type { Outline } from './evaluation/outline.ts';
import type { BuildError } from './evaluation/refusal.ts';
import type { Image } from './image.ts';
import type { Note } from './notes.ts';

/** What a stage starts from, after expansion. */
export type BaseImage = { readonly kind: 'stage'; readonly stage: Stage } | OriginImage;

export type OriginImage =
  | { readonly kind: 'scratch' }
  | { readonly kind: 'image'; readonly text: string; readonly reference: ImageReference }
  | { readonly kind: 'unknown'; readonly reason: string };

/** `linux` unless something speaks for Windows; `unknown` where that something is not enough. */
export type OperatingSystem = 'linux' | 'windows' | 'unknown';

/** A FROM and the instructions up to the next one. */
export interface Stage {
  readonly index: number;
  /** In lower case, as BuildKit keeps it; empty where it has none. */
  readonly name: string;
  readonly from: From;
  /** The instructions after FROM, in order. */
  readonly instructions: readonly Instruction[];
  readonly base: BaseImage;
  /** What the first stage of the chain that leads here starts from: `base` itself, unless that is a stage. */
  readonly origin: OriginImage;
  readonly os: OperatingSystem;
  /** What `--platform` of FROM asks for; of a stage that is started, the one that it has. */
  readonly platform: Platform | undefined;
  /** Its layers are in an image that somebody builds: a target, or what a target starts from by FROM. */
  readonly exported: boolean;
  /** A target cannot be built without it: it is exported, or files are taken from it. */
  readonly needed: boolean;
  /** Before its first instruction; undefined where the stage is not looked at. */
  readonly start: StageState | undefined;
  /** After its last instruction. */
  readonly end: StageState | undefined;
  /** The instructions as they are carried out, the triggers of its base first; without those that BuildKit cannot read. */
  readonly steps: readonly Step[];
}

/** An image that COPY or a mount takes files from, which no stage of the file provides. */
export interface NamedImage {
  readonly from: undefined;
  /** As written. */
  readonly baseName: string;
}

/** The stages as the builder has them: what a plan is made from. */
export interface BuildStages {
  /** Those of the file in order, then the images that instructions name. */
  readonly all: readonly BuildStage[];
  readonly target: FileStage | undefined;
}

export interface Model {
  /** Those of the file, in order. */
  readonly stages: readonly Stage[];
  /** What FROM can refer to; undefined where BuildKit comes to no FROM. */
  readonly globals: GlobalArguments | undefined;
  /** The stage that is built: the one that is asked for, otherwise the last. */
  readonly target: Stage | undefined;
  readonly build: BuildStages;
  /** The first thing that BuildKit refuses; but for linting, nothing behind it is looked at. */
  readonly error: BuildError | undefined;
  /** `error` and, for linting, what would be refused next if that were put right. */
  readonly errors: readonly BuildError[];
  /** What BuildKit's checks say, in its order. */
  readonly notes: readonly Note[];
  /** The image that the target makes; undefined where there is an error. */
  readonly image: Image | undefined;
  /** What `docker build --call=outline` tells; undefined where there is an error. */
  readonly outline: Outline | undefined;
  /** The stage of an instruction or of the trigger of an ONBUILD; undefined before the first FROM. A FROM belongs to the stage it opens. */
  stageOf(instruction: Instruction): Stage | undefined;
  /** What holds before and after an instruction of the file; undefined where it is not carried out. */
  stepOf(instruction: Instruction): Step | undefined;
  /** The shell that reads shell form where an instruction stands; undefined where nobody knows it, and before the first FROM. */
  shellAt(instruction: Instruction): readonly string[] | undefined;
  /** The image of a FROM of this file is an earlier stage or the empty image. */
  isStageOrScratch(image: ImageName): boolean;
}
