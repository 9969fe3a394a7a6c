// The colours of a report: functions that paint a text, or leave it as it is.

import type { Severity } from '../diagnostic.ts';

/** Puts a text between the codes of a colour. */
export type Paint = (text: string) => string;

/** What reports use of picocolors. */
export interface Palette {
  readonly blue: Paint;
  readonly bold: Paint;
  readonly cyan: Paint;
  readonly dim: Paint;
  readonly green: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
}

const asItIs: Paint = (text) => text;

/** No colour at all. */
export const plain: Palette = {
  blue: asItIs,
  bold: asItIs,
  cyan: asItIs,
  dim: asItIs,
  green: asItIs,
  red: asItIs,
  yellow: asItIs,
};

/** The colour that a severity has everywhere. */
export function severityPaint(severity: Severity, palette: Palette): Paint {
  switch (severity) {
    case 'error':
      return palette.red;
    case 'warning':
      return palette.yellow;
    case 'info':
      return palette.cyan;
    case 'style':
      return palette.dim;
    default:
      return severity satisfies never;
  }
}
