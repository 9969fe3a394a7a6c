// What a build is asked for.

import type { IgnoreList } from '../ignore-list.ts';
import type { ImageSource } from '../image-source.ts';
import type { NamedContexts } from '../named-context.ts';
import type { Platform } from '../../syntax/platform.ts';

export interface EvaluateOptions {
  readonly images?: ImageSource;
  /** `--target`: without it, the last stage. */
  readonly target?: string | undefined;
  /** Stages that somebody else builds, too: a compose file, a bake file, a pipeline. Names without a stage mean nothing. */
  readonly targets?: readonly string[];
  /** `--build-arg`. */
  readonly buildArgs?: ReadonlyMap<string, string>;
  /** `--platform`; linux/amd64 where nothing is said, as for `buildPlatform`. */
  readonly platform?: Platform;
  readonly buildPlatform?: Platform;
  /** `--build-context`. */
  readonly contexts?: NamedContexts;
  /** `--label`. */
  readonly labels?: ReadonlyMap<string, string>;
  /** The ignore file of the build context. */
  readonly ignored?: IgnoreList | undefined;
  /**
   * `check` without a target and `lint` look at all stages, the others at those that the target needs. `lint` goes on
   * after errors, runs the triggers of all stages, and guesses nothing: what an ARG without a value stands for is unknown
   * to it, and so is the platform, unless a stage can only be for Windows. `classic` is the build of the builder before
   * BuildKit: all stages, with their triggers.
   */
  readonly mode?: 'build' | 'check' | 'classic' | 'lint' | 'outline';
}
