import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { Analysis } from '../../src/analysis.ts';
import { applyFixes } from '../../src/lint/fix.ts';
import { lint } from '../../src/lint/lint.ts';
import { Source } from '../../src/syntax/source.ts';
import { dockerfileText } from '../syntax/arbitrary.ts';

test('any text can be linted, and every finding and edit lies within it', () => {
  fc.assert(
    fc.property(dockerfileText, (text) => {
      const findings = lint(new Analysis(new Source('Dockerfile', text)), rules);
      const spans = findings.flatMap(({ span, related, fix }) => [
        span,
        ...related.map((other) => other.span),
        ...(fix?.edits ?? []).map((edit) => edit.span),
      ]);
      for (const { start, end } of spans) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
      applyFixes(
        text,
        findings.flatMap(({ fix }) => fix ?? []),
      );
    }),
    { numRuns: 300 },
  );
});
