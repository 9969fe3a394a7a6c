// What stands on stderr when something goes wrong.

import { visible } from '../report/visible.ts';
import type { Io } from './io.ts';

/** Tells the user in one line what is wrong with what they asked for. */
export function reportProblem(problem: string, { stderr }: Io): void {
  stderr.write(`slipway: ${visible(problem)}\n`);
}

/** Says that this is Slipway's own fault, and where it happened. */
export function reportBug(error: unknown, { stderr }: Io): void {
  const lines = describe(error).split('\n').map(visible);
  stderr.write(`${lines.join('\n')}\nslipway: this is a bug in Slipway. Please report it with the lines above.\n`);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = error.stack ?? error.message;
  return error.cause === undefined ? stack : `${stack}\ncaused by ${describe(error.cause)}`;
}
