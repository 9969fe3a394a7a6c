// What a user sets in the editor, as far as it is not the editor's own business.

import type { Severity } from '../../diagnostic.ts';
import { severities } from '../../lint/severity.ts';

export interface ClientSettings {
  /** Findings below this level are not shown. */
  readonly level: Severity;
  readonly inlayHints: { readonly variables: boolean; readonly steps: boolean };
  readonly codeLens: boolean;
}

export const standardSettings: ClientSettings = {
  level: 'info',
  inlayHints: { variables: true, steps: true },
  codeLens: true,
};

/** What the client says; what it leaves out, or what means nothing, is as it is without it. */
export function readSettings(value: unknown): ClientSettings {
  const level = part(value, 'level');
  const hints = part(value, 'inlayHints');
  return {
    level: severities.find((severity) => severity === level) ?? standardSettings.level,
    inlayHints: {
      variables: flag(part(hints, 'variables'), standardSettings.inlayHints.variables),
      steps: flag(part(hints, 'steps'), standardSettings.inlayHints.steps),
    },
    codeLens: flag(part(value, 'codeLens'), standardSettings.codeLens),
  };
}

function part(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function flag(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}
