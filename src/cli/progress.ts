// How far a long run has come, in one line of the terminal that is gone at its end.

import type { Output } from './io.ts';

/** Shorter runs show nothing. */
const PATIENCE = 1000;
const PAUSE = 100;
const ERASE = '\r\u001b[K';

export interface Progress {
  /** Says that so many files are done. */
  at(done: number): void;
  end(): void;
}

/**
 * `now` gives milliseconds; `performance`, which would not jump with the clock, takes longer to load than a file to lint.
 * Asks whether there is a terminal only when there is something to show.
 */
export function progressOn(output: Output, total: number, now: () => number = Date.now): Progress {
  const start = now();
  let next = start + PATIENCE;
  let isShown = false;
  return {
    at(done) {
      const time = now();
      if (time < next) return;
      next = time + PAUSE;
      if (!isShown && output.terminalWidth() === undefined) {
        next = Infinity;
        return;
      }
      isShown = true;
      output.write(`${ERASE}${done} of ${total} files`);
    },
    end() {
      if (isShown) output.write(ERASE);
    },
  };
}
