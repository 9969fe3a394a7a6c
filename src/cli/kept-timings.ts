// How long the steps of a Dockerfile took in builds that `slipway verify` has seen, for `slipway simulate`.

import { join } from 'node:path';
import { readTimings, Timings, timingsText } from '../plan/timings.ts';
import type { Build } from './build-options.ts';
import type { Io } from './io.ts';
import { keptName, removeOldest } from './kept-files.ts';

/** Those of other Dockerfiles than the last ones are forgotten. */
const MOST_DOCKERFILES = 100;
const FOLDER = 'timings';

/** The times of one Dockerfile with one build context. */
export class KeptTimings {
  readonly #kept: Io['kept'];
  readonly #file: string;

  constructor({ kept }: Pick<Io, 'kept'>, { dockerfile, folder }: Pick<Build, 'dockerfile' | 'folder'>) {
    this.#kept = kept;
    this.#file = `${FOLDER}/${keptName(dockerfile, folder)}.json`;
  }

  /** None where none are kept, or they cannot be read. */
  read(): Timings {
    const timings = new Timings();
    const text = this.#kept?.read(this.#file)?.toString();
    const read = text === undefined ? undefined : readTimings(text);
    if (read?.ok === true) for (const timing of read.value) timings.add(timing);
    return timings;
  }

  /** The path of the file; undefined where there is no place for it. */
  write(timings: Timings): string | undefined {
    const kept = this.#kept;
    if (kept === undefined) return undefined;
    const isWritten = kept.write(this.#file, timingsText(timings), () =>
      removeOldest(join(kept.path, FOLDER), MOST_DOCKERFILES),
    );
    return isWritten ? join(kept.path, this.#file) : undefined;
  }
}
