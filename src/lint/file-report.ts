// What was found in one file.

import type { Diagnostic } from '../diagnostic.ts';
import type { Source } from '../syntax/source.ts';

/** What is to be reported of one file; `path` as the user gave it, `-` for standard input. */
export interface FileReport {
  readonly path: string;
  readonly source: Source;
  /** In the order of their places. */
  readonly diagnostics: readonly Diagnostic[];
  /** All that was found, where some of it is not to be reported: what tells equal findings apart counts them all. */
  readonly found?: readonly Diagnostic[];
}
