// What a build is asked for.

import type { IgnoreList } from '../ignore-list.ts';
import type { ImageSource } from '../image-source.ts';
import type { Platform } from '../../syntax/platform.ts';

export interface EvaluateOptions {
  readonly images?: ImageSource;
  /** `--target`: without it, the last stage. */
  readonly target?: string | undefined;
  /** `--build-arg`. */
  readonly buildArgs?: ReadonlyMap<string, string>;
  /** `--platform`; linux/amd64 where nothing is said, as for `buildPlatform`. */
  readonly platform?: Platform;
  readonly buildPlatform?: Platform;
  /** `--build-context`: the names that stand for something that the file does not tell. */
  readonly contexts?: ReadonlySet<string>;
  /** `--label`. */
  readonly labels?: ReadonlyMap<string, string>;
  /** The ignore file of the build context. */
  readonly ignored?: IgnoreList | undefined;
  /**
   * `check` and `lint` without a target look at all stages, the others at those that the target needs. `lint` goes on
   * after errors, and what an ARG without a value stands for is unknown to it: somebody may give it one.
   */
  readonly mode?: 'build' | 'check' | 'lint' | 'outline';
}
