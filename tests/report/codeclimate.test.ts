// The report for GitLab.

import type { Issue } from 'codeclimate-types';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeclimate } from '../../src/report/codeclimate.ts';
import { report } from './arbitrary.ts';
import { options, reportOf, someReports } from './findings.ts';
import { codeclimateProblems } from './validators.ts';

test('an issue for each finding', () => {
  const text = codeclimate(someReports(), options);
  expect(codeclimateProblems(text)).toEqual([]);
  const issues: readonly Issue[] = JSON.parse(text);
  expect(issues).toMatchInlineSnapshot(`
    [
      {
        "categories": [
          "Bug Risk",
        ],
        "check_name": "example",
        "description": ""a" has no tag",
        "fingerprint": "c5f9295ca415d4e861a5c2d94f24b7ad",
        "location": {
          "lines": {
            "begin": 1,
            "end": 1,
          },
          "path": "Dockerfile",
        },
        "severity": "minor",
        "type": "issue",
      },
      {
        "categories": [
          "Bug Risk",
        ],
        "check_name": "example",
        "content": {
          "body": "Remove it.",
        },
        "description": "only the last CMD counts: 100%, "really" <here> & now",
        "fingerprint": "2393fa87dd6879cd1977120a24255aa0",
        "location": {
          "lines": {
            "begin": 2,
            "end": 3,
          },
          "path": "Dockerfile",
        },
        "severity": "major",
        "type": "issue",
      },
    ]
  `);
  expect(codeclimate([], options)).toBe('[]\n');
});

test('the schema refuses what is not so', () => {
  const text = codeclimate(someReports(), options);
  expect(codeclimateProblems(text.replace('"major"', '"warning"'))).not.toEqual([]);
  expect(codeclimateProblems(text.replaceAll('fingerprint', 'print'))).not.toEqual([]);
});

test('no two issues have the same fingerprint', () => {
  const text = 'FROM a\nRUN x\nRUN x\n';
  const twice = [{ span: { start: 7, end: 12 } }, { span: { start: 13, end: 18 } }, { span: { start: 13, end: 18 } }];
  const reports = [reportOf(text, ...twice), { ...reportOf(text, ...twice), path: 'b/Dockerfile' }];
  const issues: readonly Issue[] = JSON.parse(codeclimate(reports, options));
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(6);
});

test('any text makes a valid report', () => {
  fc.assert(
    fc.property(report, (one) => {
      expect(codeclimateProblems(codeclimate([{ ...one, path: 'a' }], options))).toEqual([]);
    }),
  );
});
