// The severities in their order.

import type { Severity } from '../diagnostic.ts';

/** The most severe first. */
export const severities: readonly Severity[] = ['error', 'warning', 'info', 'style'];

export function isAtLeast(level: Severity, severity: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(level);
}

/** As many steps below `level` as `severity` is below `usual`; `level` itself where it is not below. */
export function lowered(level: Severity, severity: Severity, usual: Severity): Severity {
  const steps = Math.max(0, severities.indexOf(severity) - severities.indexOf(usual));
  return severities[severities.indexOf(level) + steps] ?? 'style';
}
