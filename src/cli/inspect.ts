// `slipway inspect`: what the image of a Dockerfile is, at its end or at a line, and what `docker run` will do with it.

import { Analysis } from '../analysis.ts';
import { systemShell } from '../knowledge/stage-shell.ts';
import type { Step } from '../model/evaluation/build-stage.ts';
import type { Image } from '../model/image.ts';
import { makingOf } from '../model/made.ts';
import type { Stage } from '../model/model.ts';
import { toOci } from '../model/oci-image.ts';
import { runPlan } from '../model/run-plan.ts';
import { errorText } from '../report/check.ts';
import { inspectText } from '../report/inspect.ts';
import { jsonText } from '../report/json-text.ts';
import { UserError } from '../user-error.ts';
import type { Build } from './build-options.ts';
import { choosePalette } from './color.ts';
import { exitCode } from './exit-code.ts';
import type { Io } from './io.ts';

export interface InspectSettings {
  /** The line behind whose instruction to look; undefined for the end of the target. */
  readonly line: string | undefined;
  readonly json: boolean;
  /** What stands behind the image's name in `docker run`. */
  readonly command: readonly string[];
  readonly color: boolean | undefined;
}

const WIDTH = 120;
/** In characters. */
const LONGEST_HISTORY = 1 << 24;

/** Where in the file to look at the image. */
interface Place {
  readonly stage: Stage;
  readonly image: Image;
  /** The last instruction that counts: none at the start of the stage. */
  readonly last: Step | 'start' | undefined;
}

export async function inspectFile({ source, settings }: Build, asked: InspectSettings, io: Io): Promise<number> {
  const { line, json, command, color } = asked;
  const build = new Analysis(source, { ...settings, mode: 'build' }).model;
  const number = line === undefined ? undefined : lineNumber(line, source.position(source.text.length).line);
  const place =
    number === undefined
      ? placeAtEnd(build.target, build.image)
      : // The build leaves out stages that the target does not need.
        (placeAt(build.stages, number) ??
        placeAt(new Analysis(source, { ...settings, mode: 'check' }).model.stages, number));
  if (place === undefined) {
    if (build.error === undefined)
      throw new UserError(`there is no image at line ${line}: it stands before the first FROM`);
    io.stderr.write(errorText({ source, error: build.error }));
    return exitCode.findings;
  }
  const { stage, image, last } = place;
  if (json) {
    io.stdout.write(imageJson(command.length === 0 ? image : { ...image, cmd: command }));
    return exitCode.clean;
  }
  const name = stage.name === '' ? `stage ${stage.index}` : `stage ${stage.name}`;
  const title = [source.path, name, number === undefined ? [] : `at line ${number}`].flat();
  const inspection = {
    title: title.join(', '),
    plan: runPlan(image, command, systemShell(stage)),
    making: makingOf(stage, last),
  };
  const palette = await choosePalette(color, io);
  io.stdout.write(inspectText(inspection, { palette, width: io.stdout.terminalWidth() ?? WIDTH }));
  return exitCode.clean;
}

function lineNumber(text: string, most: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= most) return number;
  throw new UserError(`--at cannot be "${text}"; it is a line of the file, from 1 to ${most}`);
}

function placeAtEnd(stage: Stage | undefined, image: Image | undefined): Place | undefined {
  return stage === undefined || image === undefined ? undefined : { stage, image, last: undefined };
}

/** Behind the last instruction that starts at the line or above it. */
function placeAt(stages: readonly Stage[], line: number): Place | undefined {
  const stage = stages.findLast(({ from }) => from.lines.first <= line);
  if (stage?.start === undefined) return undefined;
  const last = stage.steps.findLast(({ command: { instruction, trigger } }) => {
    return (trigger ?? instruction).lines.first <= line;
  });
  return { stage, image: (last?.after ?? stage.start).image, last: last ?? 'start' };
}

/** The OCI configuration; `unknown` says what of it the base image decides that nobody has looked up. */
function imageJson(image: Image): string {
  refuseLongHistory(image);
  const unknown = image.unknown.size === 0 ? undefined : Object.fromEntries(image.unknown);
  return jsonText({ ...toOci(image), unknown });
}

/** Each RUN repeats all ARGs before it: a file of thousands of both has a history that no text can hold. */
function refuseLongHistory({ history }: Image): void {
  let length = 0;
  for (const { createdBy = '' } of history.items()) {
    length += createdBy.length;
    if (length > LONGEST_HISTORY)
      throw new UserError('the history of this image is too long for --json; look at it without');
  }
}
