// A baseline as the text of its file.

import type { Baseline } from '../lint/baseline.ts';
import { jsonText } from './json-text.ts';

/** JSON in which an accepted finding is a line, so that a change of the file shows what was accepted and what is gone. */
export function baselineText({ version, findings }: Baseline): string {
  return jsonText({ version, findings: findings.map(({ path, rule, fingerprint }) => ({ path, rule, fingerprint })) });
}
