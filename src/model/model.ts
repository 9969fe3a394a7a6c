// What the instructions mean together: stages, what they start from, what is exported, which shell reads a RUN.

import type { From, ImageName, Instruction } from '../syntax/ast.ts';
import type { ImageReference } from '../syntax/image-reference.ts';

/** What a stage starts from, global ARGs expanded by their defaults. */
export type BaseImage = { readonly kind: 'stage'; readonly stage: Stage } | OriginImage;

export type OriginImage =
  | { readonly kind: 'scratch' }
  | { readonly kind: 'image'; readonly text: string; readonly reference: ImageReference }
  | { readonly kind: 'unknown'; readonly reason: string };

/** `linux` unless something speaks for Windows; `unknown` where that something is not enough. */
export type OperatingSystem = 'linux' | 'windows' | 'unknown';

export interface Stage {
  readonly index: number;
  /** In lower case, as BuildKit keeps it. */
  readonly name: string | undefined;
  readonly from: From;
  /** The instructions after FROM, in order. */
  readonly instructions: readonly Instruction[];
  readonly base: BaseImage;
  /** What the first stage of the chain that leads here starts from: `base` itself, unless that is a stage. */
  readonly origin: OriginImage;
  readonly os: OperatingSystem;
  /** Its layers are part of the image that a build without `--target` exports. */
  readonly exported: boolean;
}

export interface Model {
  readonly stages: readonly Stage[];
  /** The stage of an instruction or of the trigger of an ONBUILD; undefined before the first FROM. A FROM belongs to the stage it opens. */
  stageOf(instruction: Instruction): Stage | undefined;
  /** The SHELL in force where an instruction stands; undefined where nobody knows the system's default, and before the first FROM. */
  shellAt(instruction: Instruction): readonly string[] | undefined;
  /** The image of a FROM of this file is an earlier stage or the empty image. */
  isStageOrScratch(image: ImageName): boolean;
}
