// The names of steps in BuildKit's progress: `[build 3/7] RUN make` (dockerfile2llb: prefixCommand).

import type { Environment } from '../model/environment.ts';
import type { BuildStage, Command } from '../model/evaluation/build-stage.ts';
import { type ExpandOptions, expand } from '../syntax/expand.ts';
import { trimSpace } from '../syntax/go/space.ts';

/** Counts the steps of one stage. */
export class StepNames {
  readonly #label: string;
  readonly #total: number;
  #index = 0;

  constructor({ label, baseName, parent, commands, from }: BuildStage) {
    this.#label = label;
    const hasImage = parent === undefined && baseName !== 'scratch';
    this.#total = from === undefined ? 0 : commands.filter(isCounted).length + (hasImage ? 1 : 0);
  }

  /** The name of the next step. */
  next(text: string, { isTrigger }: { readonly isTrigger: boolean }): string {
    this.#index++;
    return this.current(text, { isTrigger });
  }

  /** Another name of the same step. */
  current(text: string, { isTrigger }: { readonly isTrigger: boolean }): string {
    if (this.#total === 0) return text;
    const total = String(this.#total);
    const stage = this.#label === '' ? '' : `${this.#label} `;
    return `[${stage}${String(this.#index).padStart(total.length)}/${total}] ${isTrigger ? 'ONBUILD ' : ''}${text}`;
  }
}

function isCounted({ instruction: { kind }, trigger }: Command): boolean {
  return trigger !== undefined || kind === 'Add' || kind === 'Copy' || kind === 'Run' || kind === 'Workdir';
}

/** The instruction as one word, its variables expanded, its keyword in capitals. */
export function displayText(
  { instruction }: Pick<Command, 'instruction'>,
  environment: Environment,
  options: ExpandOptions & { readonly suffix?: string; readonly hidden?: ReadonlySet<string> },
): string {
  const { suffix = '', hidden, ...expandOptions } = options;
  const written = trimSpace(instruction.folded.text) + suffix;
  const lookup = (name: string): string | undefined =>
    hidden?.has(name) === true ? '****' : environment.get(name)?.text;
  const expanded = expand(written, lookup, expandOptions);
  const text = expanded.ok ? expanded.value.text : written;
  const blank = text.indexOf(' ');
  return blank === -1 ? text.toUpperCase() : text.slice(0, blank).toUpperCase() + text.slice(blank);
}
