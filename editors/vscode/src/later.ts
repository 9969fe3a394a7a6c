// Work that waits for a pause.

import type { Disposable } from 'vscode';

export interface Later extends Disposable {
  /** In a while, unless it is asked for again before. */
  start(): void;
}

export function later(milliseconds: number, work: () => unknown): Later {
  let timer: NodeJS.Timeout | undefined;
  return {
    start() {
      clearTimeout(timer);
      timer = setTimeout(work, milliseconds);
    },
    dispose() {
      clearTimeout(timer);
    },
  };
}
