// `slipway check`: what `docker build --check` says, without an engine.

import { rules } from '../../rules/index.ts';
import { Analysis } from '../analysis.ts';
import { checksOf } from '../lint/check.ts';
import { checkJson, checkReport, checkText, errorText } from '../report/check.ts';
import type { Build } from './build-options.ts';
import { exitCode } from './exit-code.ts';
import type { Io } from './io.ts';

export function checkFile({ source, settings }: Build, format: 'text' | 'json', io: Io): number {
  const report = checkReport(source, new Analysis(source, { ...settings, mode: 'check' }).model, checksOf(rules));
  io.stdout.write(format === 'json' ? checkJson(report) : checkText(report));
  io.stderr.write(errorText(report));
  return report.warnings.length === 0 && report.error === undefined ? exitCode.clean : exitCode.findings;
}
