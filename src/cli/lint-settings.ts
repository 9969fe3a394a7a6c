// What the command line of `slipway lint` asks for.

import type { Severity } from '../diagnostic.ts';
import { UserError } from '../user-error.ts';
import * as table from './lint-option-table.ts';
import type { Arguments, Text } from './options.ts';

export interface LintSettings {
  /** Files, folders, patterns, `-`. */
  readonly operands: readonly string[];
  readonly format: table.Format;
  /** Values of `--output`. */
  readonly outputs: readonly string[];
  readonly statistics: boolean;
  /** Undefined: `info`, or less where less fails. */
  readonly level: Severity | undefined;
  /** Undefined: as the configuration says, otherwise `warning`. */
  readonly failOn: Severity | 'never' | undefined;
  readonly quiet: boolean;
  /** `name:level` each. */
  readonly rules: readonly string[];
  readonly preset: (typeof table.preset.values)[number] | undefined;
  readonly config: string | undefined;
  readonly withoutConfig: boolean;
  readonly ignore: readonly string[];
  readonly targets: readonly string[];
  /** `2026-11-21`; undefined: today. */
  readonly date: string | undefined;
  readonly stdinFilename: string | undefined;
  readonly baseline: string | undefined;
  readonly updateBaseline: boolean;
  readonly since: string | undefined;
  /** Undefined: where it helps. */
  readonly color: boolean | undefined;
}

/** Throws a `UserError` for options that contradict each other. */
export function readLintSettings(given: Arguments, color: boolean | undefined): LintSettings {
  const last = (text: Text): string | undefined => textsOf(text, given).at(-1);
  const settings: LintSettings = {
    operands: operandsOf(given),
    format: given.valueOf(table.format),
    outputs: textsOf(table.output, given),
    statistics: given.has(table.statistics),
    level: given.chosen(table.level),
    failOn: given.chosen(table.failOn),
    quiet: given.has(table.quiet),
    rules: textsOf(table.rule, given),
    preset: given.chosen(table.preset),
    config: last(table.config),
    withoutConfig: given.has(table.withoutConfig),
    ignore: given.textsOf(table.ignore),
    targets: textsOf(table.target, given),
    date: last(table.date),
    stdinFilename: last(table.stdinFilename),
    baseline: last(table.baseline),
    updateBaseline: given.has(table.updateBaseline),
    since: last(table.since),
    color,
  };
  refuse(settings, given);
  return settings;
}

/** A variable of a script that turned out to be empty is no value. */
function textsOf(text: Text, given: Arguments): readonly string[] {
  const texts = given.textsOf(text);
  if (texts.includes('')) throw new UserError(`--${text.name} needs a value: ${text.value}`);
  return texts;
}

/** Who names standard input means it. */
function operandsOf(given: Arguments): readonly string[] {
  if (given.operands.length > 0) return given.operands;
  return [given.textsOf(table.stdinFilename).length > 0 ? '-' : '.'];
}

function refuse(settings: LintSettings, given: Arguments): void {
  const { config, withoutConfig, statistics, baseline, updateBaseline, since, stdinFilename, operands, date } =
    settings;
  if (date !== undefined && !isDay(date)) throw new UserError(`--date needs a day such as 2026-11-21, not "${date}"`);
  if (config !== undefined && withoutConfig) throw new UserError('--config and --no-config contradict each other');
  if (statistics && given.chosen(table.format) !== undefined) {
    throw new UserError('--statistics is in place of --format; findings can go into a file: --output json=file');
  }
  if (updateBaseline && baseline === undefined) throw new UserError('--update-baseline needs --baseline <file>');
  if (updateBaseline && since !== undefined) {
    throw new UserError('--update-baseline accepts all findings: leave out --since');
  }
  if (stdinFilename !== undefined && !operands.includes('-')) {
    throw new UserError('--stdin-filename names standard input: write "-" in place of the files');
  }
}

function isDay(text: string): boolean {
  // JavaScript takes the 30th of February for the 2nd of March.
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(Date.parse(text) || 0).toISOString().startsWith(text);
}
