// All safe fixes of a file, those included that become possible by others.

import type { Diagnostic, Fix } from '../diagnostic.ts';
import { applyFixes } from './fix.ts';

/** Fixes that go on making work for each other after so many passes go round in a circle. */
const MOST_PASSES = 10;

/** The text after the safe fixes of what `find` reports in it. */
export function fixAll(text: string, find: (text: string) => readonly Diagnostic[]): string {
  let current = text;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const fixed = applyFixes(current, safeFixes(find(current)));
    if (fixed === current) break;
    current = fixed;
  }
  return current;
}

function safeFixes(findings: readonly Diagnostic[]): readonly Fix[] {
  return findings.flatMap(({ fix }) => (fix?.safety === 'safe' ? [fix] : []));
}
