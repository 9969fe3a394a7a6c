// `slipway targets`: the stages that a Dockerfile offers, as `docker build --call=targets` lists them.

import { Analysis } from '../analysis.ts';
import { targetsOf } from '../model/evaluation/targets.ts';
import { errorText } from '../report/check.ts';
import { targetsJson, targetsText } from '../report/targets.ts';
import type { Build } from './build-options.ts';
import { exitCode } from './exit-code.ts';
import type { Io } from './io.ts';

/** A file that BuildKit can read has targets, also where it cannot be built. */
export function listTargets({ source, settings }: Build, asJson: boolean, io: Io): number {
  const analysis = new Analysis(source, { ...settings, mode: 'check' });
  if (analysis.diagnostics.length > 0) {
    io.stderr.write(errorText({ source, error: analysis.model.error }));
    return exitCode.findings;
  }
  const targets = targetsOf(analysis.file);
  io.stdout.write(asJson ? targetsJson(targets, source) : targetsText(targets));
  return exitCode.clean;
}
