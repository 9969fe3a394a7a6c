// The report of `slipway verify`: step by step, what was expected and what became of it.

import type { Verification, VerifiedStep } from '../plan/verification.ts';
import type { Palette } from './palette.ts';
import { visible } from './visible.ts';

export interface VerificationNotes {
  /** No build of this Dockerfile has been seen before. */
  readonly isFirst: boolean;
  /** The build came to its end. */
  readonly isComplete: boolean;
  /** Base images that are others than last time. */
  readonly newImages: readonly string[];
  /** Where the times are kept, which is told once; undefined where they are not. */
  readonly timingsPath: string | undefined;
}

export function verificationText(
  { steps, unexpected }: Verification,
  notes: VerificationNotes,
  palette: Palette,
): string {
  const lines = [
    palette.bold('What was expected of the cache, and what became of it'),
    '',
    ...steps.map((step) => stepLine(step, notes, palette)),
    ...unexpected.map((name) => palette.yellow(`? a step that Slipway does not know: ${visible(name)}`)),
    '',
    ...summary(steps, notes),
  ];
  return `\n${lines.join('\n')}\n`;
}

function stepLine(step: VerifiedStep, notes: VerificationNotes, palette: Palette): string {
  const { name, verdict, wasCached, seconds } = step;
  const became = wasCached === undefined ? 'not reached' : wasCached ? 'cached' : `ran ${(seconds ?? 0).toFixed(1)}s`;
  const text = `${became.padEnd(11)}  ${visible(name)}`;
  switch (verdict) {
    case 'agrees':
      return `${palette.green('✓')} ${text}`;
    case 'differs':
      return `${palette.red('✗')} ${text}\n  ${' '.repeat(13)}${palette.red(differenceText(step))}`;
    case 'open':
      return `${palette.dim('·')} ${text}${notes.isFirst ? '' : palette.dim(openText(step))}`;
    case 'not-run':
      return palette.dim(`· ${text}`);
    default:
      return verdict satisfies never;
  }
}

function differenceText({ wasCached }: VerifiedStep): string {
  return wasCached === true
    ? 'was expected to run: the engine has it from a build that slipway verify has not seen, or Slipway is wrong'
    : 'was expected from the cache: the engine has thrown it away since, or Slipway is wrong';
}

function openText({ hit }: VerifiedStep): string {
  return hit === 'maybe' ? '  (depends on what a command wrote)' : '  (nothing certain is known of it)';
}

function summary(steps: readonly VerifiedStep[], notes: VerificationNotes): readonly string[] {
  const count = (verdict: VerifiedStep['verdict']): number => steps.filter((step) => step.verdict === verdict).length;
  const { isFirst, isComplete, newImages, timingsPath } = notes;
  const counted = `${steps.length} steps: ${count('agrees')} as expected, ${count('differs')} not, ${count('open')} left open`;
  const unreached = count('not-run') === 0 ? '' : `, ${count('not-run')} not reached`;
  return [
    ...(isFirst ? [firstText(isComplete)] : [`${counted}${unreached}.`]),
    ...newImages.map((image) => `${visible(image)} is another image than last time: what stands on it had to run.`),
    ...(isComplete || isFirst ? [] : ['The build failed; what it has put into the cache cannot be told next time.']),
    ...(timingsPath === undefined || !isFirst
      ? []
      : [`slipway simulate takes the times of the steps from now on; they are kept in ${visible(timingsPath)}`]),
  ];
}

function firstText(isComplete: boolean): string {
  return isComplete
    ? 'This is the first build of this Dockerfile that slipway verify has seen: the next one can be told beforehand.'
    : 'The build failed: slipway verify can tell beforehand what follows a build that it has seen to its end.';
}
