// What an instruction asks the builder to do, its words expanded.

import type { MountOptions } from '../../syntax/mount-options.ts';
import type { Value } from '../image.ts';

/** RUN. */
export interface Execution {
  readonly kind: 'execution';
  readonly words: readonly string[];
  /** The heredoc that is mounted and executed by its path. */
  readonly script: InlineFile | undefined;
  /** Undefined where a value is not known before the build. */
  readonly mounts: readonly (MountOptions | undefined)[];
}

/** COPY and ADD. */
export interface Transfer {
  readonly kind: 'transfer';
  readonly chown: Value | undefined;
  readonly chmod: Value | undefined;
  readonly checksum: Value | undefined;
  /** Patterns of `--exclude`, which are not expanded. */
  readonly excludes: readonly string[];
  readonly sources: readonly Value[];
  readonly inline: readonly InlineFile[];
  readonly destination: Value;
}

/** A heredoc: `text` is its body after expansion. */
export interface InlineFile {
  readonly name: string;
  readonly text: string;
}

export type StepWork = Execution | Transfer;
