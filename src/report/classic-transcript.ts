// What the classic builder (DOCKER_BUILDKIT=0) prints: every image and container of the build as it comes and goes.

import type { ClassicRun, ClassicStep } from '../plan/classic-run.ts';
import { fourDigitSize } from './byte-size.ts';
import { jsonText } from './json-text.ts';
import type { Palette } from './palette.ts';
import { visible } from './visible.ts';

export interface ClassicReport {
  readonly run: ClassicRun;
  /** Of the archive that is sent. */
  readonly contextBytes: number;
}

export function classicTranscript({ run, contextBytes }: ClassicReport, palette: Palette): string {
  const lines = [
    `Sending build context to Docker daemon  ${fourDigitSize(contextBytes)}`,
    ...run.steps.flatMap((step) => stepLines(step, run.total, palette)),
    endOf(run),
  ];
  return `${lines.join('\n')}\n\n${summary(run, palette)}\n`;
}

function endOf({ refusal, image }: ClassicRun): string {
  if (refusal !== undefined) return refusal;
  return image === undefined ? 'No image was generated. Is your Dockerfile empty?' : `Successfully built ${image}`;
}

function stepLines(step: ClassicStep, total: number, palette: Palette): readonly string[] {
  const { instruction, number, triggers, isCached, container, image } = step;
  return [
    ...(number === undefined ? [] : [palette.bold(`Step ${number}/${total} : ${visible(instruction.folded.text)}`)]),
    ...(triggers === 0 ? [] : [`# Executing ${triggers} build trigger${triggers === 1 ? '' : 's'}`]),
    ...(isCached ? [palette.green(' ---> Using cache')] : []),
    ...(container === undefined ? [] : [` ---> Running in ${container}`]),
    ...(container === undefined ? [] : [palette.dim(` ---> Removed intermediate container ${container}`)]),
    ...(image === undefined ? [] : [` ---> ${image}`]),
  ];
}

function summary({ steps }: ClassicRun, palette: Palette): string {
  const made = steps.filter(isMade);
  const cached = steps.filter(({ isCached }) => isCached).length;
  const containers = steps.filter(({ container }) => container !== undefined).length;
  const uncertain = steps.filter(({ isUncertain }) => isUncertain).length;
  const parts = [
    `${counted(made.length, 'image')} made, ${cached} from the cache; ${counted(containers, 'container')} started and removed.`,
    'The ids are made up.',
    uncertain === 0 ? '' : `${counted(uncertain, 'step')} may be cached: that depends on what a command writes.`,
  ];
  return palette.dim(parts.filter((part) => part !== '').join(' '));
}

/** An instruction behind a FROM that is not in the cache. */
function isMade({ instruction, image, isCached }: ClassicStep): boolean {
  return image !== undefined && !isCached && instruction.kind !== 'From';
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export function classicJson({ run, contextBytes }: ClassicReport): string {
  return jsonText({
    version: 1,
    contextBytes,
    image: run.image,
    refusal: run.refusal,
    steps: run.steps.map(({ instruction, number, isCached, isUncertain, container, image }) => ({
      number,
      instruction: instruction.folded.text,
      line: instruction.lines.first,
      trigger: number === undefined ? true : undefined,
      cached: isCached,
      uncertain: isUncertain ? true : undefined,
      container,
      image,
    })),
  });
}
