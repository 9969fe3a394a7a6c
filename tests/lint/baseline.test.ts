// Accepting the findings of today.

import { expect, test } from 'vitest';
import { baselineOf, readBaseline, withoutBaseline } from '../../src/lint/baseline.ts';
import { baselineText } from '../../src/report/baseline.ts';
import { reportOf, someReports } from '../report/findings.ts';

const before = 'FROM a\nRUN x\nRUN y\n';
const accepted = baselineOf([reportOf(before, 'a', 'RUN x')]);

test('the file has a line for each finding, in a fixed order', () => {
  const text = baselineText(baselineOf(someReports()));
  expect(text).toMatchInlineSnapshot(`
    "{
      "version": 1,
      "findings": [
        { "path": "Dockerfile", "rule": "example", "fingerprint": "2393fa87dd6879cd1977120a24255aa0" },
        { "path": "Dockerfile", "rule": "example", "fingerprint": "c5f9295ca415d4e861a5c2d94f24b7ad" }
      ]
    }
    "
  `);
  expect(baselineText(baselineOf(someReports().toReversed()))).toBe(text);
  expect(readBaseline(text)).toEqual(baselineOf(someReports()));
  expect(readBaseline(baselineText(baselineOf([])))).toEqual({ version: 1, findings: [] });
});

test('only what is new is left', () => {
  const after = '# moved\nFROM a\nRUN y\nRUN  x\n';
  const sifted = withoutBaseline([reportOf(after, 'a\n', 'RUN y', 'RUN  x')], accepted);
  expect(sifted.reports.map(({ diagnostics }) => diagnostics.length)).toEqual([1]);
  expect(sifted).toMatchObject({ accepted: 2, gone: 0 });
  expect(sifted.reports[0]?.found).toHaveLength(3);
});

test('a second of the same kind is new', () => {
  const after = 'FROM a\nRUN x\nRUN y\nRUN x\n';
  const spans = [{ span: { start: 7, end: 12 } }, { span: { start: 19, end: 24 } }];
  expect(withoutBaseline([reportOf(after, ...spans)], accepted).reports[0]?.diagnostics).toHaveLength(1);
});

test('what is gone is counted, in the files that were linted', () => {
  expect(withoutBaseline([reportOf(before, 'RUN x')], accepted).gone).toBe(1);
  expect(withoutBaseline([{ ...reportOf(before), path: 'other' }], accepted).gone).toBe(0);
});

test('a new baseline keeps what it knows of other files that are still there', () => {
  const other = { ...reportOf(before, 'a'), path: 'other/Dockerfile' };
  const both = baselineOf([other], accepted, () => true);
  expect(both.findings.map(({ path }) => path)).toEqual(['Dockerfile', 'Dockerfile', 'other/Dockerfile']);
  expect(baselineOf([other], accepted, () => false)).toEqual(baselineOf([other]));
  expect(baselineOf([reportOf(before)], accepted)).toEqual({ version: 1, findings: [] });
});

test.each([
  ...['', '[]', 'null', '{', '{"version":1}', '{"version":2,"findings":[]}', '{"version":1,"findings":[{}]}'],
])('%j is no baseline', (text) => {
  expect(readBaseline(text)).toBeUndefined();
});
