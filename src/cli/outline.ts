// `slipway outline`: what a target takes from outside, as `docker build --call=outline` tells it.

import { Analysis } from '../analysis.ts';
import { errorText } from '../report/check.ts';
import { outlineJson, outlineText } from '../report/outline.ts';
import type { Build } from './build-options.ts';
import { exitCode } from './exit-code.ts';
import type { Io } from './io.ts';

export function outlineFile({ source, settings }: Build, asJson: boolean, io: Io): number {
  const analysis = new Analysis(source, { ...settings, mode: 'outline' });
  const { outline, error } = analysis.model;
  if (outline === undefined) {
    io.stderr.write(errorText({ source, error }));
    return exitCode.findings;
  }
  io.stdout.write(asJson ? outlineJson(outline, analysis.file) : outlineText(outline));
  return exitCode.clean;
}
