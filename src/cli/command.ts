// What a command of the command line tool is, and the options that several have.

import type { Io } from './io.ts';
import type { Arguments, Flag, Option } from './options.ts';

export interface Command {
  readonly name: string;
  /** What it does, as an order to the program, without a full stop. */
  readonly summary: string;
  /** How to call it. */
  readonly usage: string;
  /** How many operands it takes. */
  readonly operands: { readonly least: number; readonly most: number };
  readonly options: readonly Option[];
  /** What else `--help` says, a paragraph each. */
  readonly notes: readonly string[];
  /** Gives the exit code. Only the command in use is loaded, and `lint`, which most runs are about. */
  run(given: Arguments, io: Io): Promise<number>;
}

export const withColor: Flag = {
  kind: 'flag',
  name: 'color',
  summary: 'Use colours, also where the output is no terminal',
};
export const withoutColor: Flag = { kind: 'flag', name: 'no-color', summary: 'Use no colours' };
export const asJson: Flag = { kind: 'flag', name: 'json', summary: 'Write JSON' };

/** Undefined: where it helps. */
export function color(given: Arguments): boolean | undefined {
  if (given.has(withoutColor)) return false;
  return given.has(withColor) ? true : undefined;
}
