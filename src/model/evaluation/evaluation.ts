// What a build of a file would do, as far as that can be told without building it.

import type { Image } from '../image.ts';
import type { Note } from '../notes.ts';
import type { Instruction } from '../../syntax/ast.ts';
import type { BuildStage, Step } from './build-stage.ts';
import type { BuildError } from './refusal.ts';
import type { Outline } from './outline.ts';

export interface Evaluation {
  /** Those of the file in its order, then the images that COPY and mounts take files from. */
  readonly stages: readonly BuildStage[];
  readonly target: BuildStage | undefined;
  /** The first thing that BuildKit refuses; what comes after it in BuildKit's order is not evaluated. */
  readonly error: BuildError | undefined;
  /** `error` and, in the mode `lint`, what would be refused next if that were put right. */
  readonly errors: readonly BuildError[];
  readonly notes: readonly Note[];
  /** The image that the target makes; undefined where there is an error. */
  readonly image: Image | undefined;
  /** What `docker build --call=outline` tells; undefined where there is an error. */
  readonly outline: Outline | undefined;
  /** What holds before and after an instruction of the file; undefined where it is not carried out. */
  stepOf(instruction: Instruction): Step | undefined;
}
