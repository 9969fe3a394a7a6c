// Whatever the file, its check has an answer.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { Analysis } from '../../src/analysis.ts';
import { checksOf } from '../../src/lint/check.ts';
import { checkJson, checkReport, checkText, errorText } from '../../src/report/check.ts';
import { Source } from '../../src/syntax/source.ts';
import { dockerfileText } from '../syntax/arbitrary.ts';

const checks = checksOf(rules);

test('every note has words, and nothing moves the cursor', () => {
  fc.assert(
    fc.property(dockerfileText, (text) => {
      const source = new Source('Dockerfile', text);
      const evaluation = new Analysis(source, { mode: 'check' }).model;
      const report = checkReport(source, evaluation, checks);
      expect(report.warnings).toHaveLength(evaluation.notes.filter(({ silenced }) => !silenced).length);
      for (const answer of [checkText(report), errorText(report)]) {
        expect(answer).not.toMatch(/(?![\n\t])\p{Cc}/u);
      }
      expect(() => JSON.parse(checkJson(report))).not.toThrow();
    }),
  );
});

test('thousands of warnings about one long instruction do not each show all of it', () => {
  const count = 8000;
  const source = new Source(
    'Dockerfile',
    `FROM scratch\nENV ${Array.from({ length: count }, (_, at) => `A${at}=$B${at}`).join(' \\\n')}`,
  );
  const report = checkReport(source, new Analysis(source, { mode: 'check' }).model, checks);
  expect(report.warnings).toHaveLength(count);
  expect(report.warnings[0]?.lines).toHaveLength(count);
  expect(report.warnings.at(-1)?.lines).toEqual([2]);
  expect(checkText(report).length).toBeLessThan(1 << 27);
});
