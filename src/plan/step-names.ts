// The names of steps in BuildKit's progress: `[build 3/7] RUN make` (dockerfile2llb: prefixCommand).

import type { Environment } from '../model/environment.ts';
import type { BuildStage, Command } from '../model/evaluation/build-stage.ts';
import { type ExpandOptions, expand } from '../syntax/expand.ts';
import { trimSpace } from '../syntax/go/space.ts';
import { formatPlatformAll, normalizePlatform, parsePlatform, type Platform } from '../syntax/platform.ts';

export interface Naming {
  readonly isTrigger: boolean;
  /** In which TARGETPLATFORM may stand, TARGETOS and so on; that of a FROM is empty. */
  readonly environment?: Environment;
}

/** Counts the steps of one stage. */
export class StepNames {
  readonly #label: string;
  readonly #total: number;
  readonly #platform: Platform | undefined;
  #index = 0;

  /** `platform` is that of the stage, where the build is for several. */
  constructor({ label, baseName, parent, commands, from }: BuildStage, platform?: Platform) {
    this.#label = label;
    this.#platform = platform;
    const hasImage = parent === undefined && baseName !== 'scratch';
    this.#total = from === undefined ? 0 : commands.filter(isCounted).length + (hasImage ? 1 : 0);
  }

  /** The name of the next step. */
  next(text: string, naming: Naming): string {
    this.#index++;
    return this.current(text, naming);
  }

  /** Another name of the same step. */
  current(text: string, { isTrigger, environment }: Naming): string {
    if (this.#total === 0) return text;
    const total = String(this.#total);
    const platform = this.#platform === undefined ? '' : `${platformText(this.#platform, environment)} `;
    const stage = this.#label === '' ? '' : `${this.#label} `;
    const place = `${String(this.#index).padStart(total.length)}/${total}`;
    return `[${platform}${stage}${place}] ${isTrigger ? 'ONBUILD ' : ''}${text}`;
  }
}

/** `linux/amd64`, or `linux/amd64->arm64` where the stage knows that it builds for another one (formatTargetPlatform). */
function platformText(platform: Platform, environment: Environment | undefined): string {
  const target = environment && targetPlatform(environment, platform);
  const own = formatPlatformAll(platform);
  if (target === undefined) return own;
  const { os, architecture, variant } = normalizePlatform(target);
  if (os !== platform.os) return `${own}->${formatPlatformAll(normalizePlatform(target))}`;
  if (architecture === platform.architecture) return own;
  return `${own}->${architecture}${variant === '' ? '' : `/${variant}`}`;
}

/** What the TARGET arguments that the stage has declared say. */
function targetPlatform(environment: Environment, platform: Platform): Platform | undefined {
  const whole = environment.get('TARGETPLATFORM');
  const parsed = whole && parsePlatform(whole.text, platform);
  if (parsed?.ok === true) return parsed.value;
  const [os, architecture, variant] = ['TARGETOS', 'TARGETARCH', 'TARGETVARIANT'].map((name) => environment.get(name));
  if (os === undefined && architecture === undefined && variant === undefined) return undefined;
  return {
    ...platform,
    os: os?.text || platform.os,
    architecture: architecture?.text || platform.architecture,
    variant: variant?.text ?? '',
  };
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
