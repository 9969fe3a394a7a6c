// The reports that have a line for each finding.

import { createColors } from 'picocolors';
import { expect, test } from 'vitest';
import { compact } from '../../src/report/compact.ts';
import { ndjson } from '../../src/report/ndjson.ts';
import { statistics } from '../../src/report/statistics.ts';
import { finding, options, reportOf, someReports } from './findings.ts';

test('compact', () => {
  expect(compact(someReports(), options)).toMatchInlineSnapshot(`
    "Dockerfile:1:6: info: "a" has no tag [example]
    Dockerfile:2:1: warning: only the last CMD counts: 100%, "really" <here> & now [example]
    "
  `);
  expect(compact([{ ...reportOf('FROM a\n', 'a'), path: '-' }], options)).toBe(
    '<stdin>:1:6: warning: this is not right [example]\n',
  );
  expect(compact([], options)).toBe('');
});

test('compact has the shape that readers of compiler messages know', () => {
  const line = /^(?<file>[^:\n]+):(?<line>\d+):(?<column>\d+): (?<severity>error|warning|info|style): (?<text>.*)$/;
  for (const written of compact(someReports(), options).trimEnd().split('\n')) expect(written).toMatch(line);
});

test('compact in colour', () => {
  const colored = compact([reportOf('FROM a\n', 'a')], { ...options, palette: createColors(true) });
  expect(colored.replaceAll('\u001b', '␛')).toMatchInlineSnapshot(`
    "␛[1mDockerfile:1:6:␛[22m ␛[33mwarning␛[39m: this is not right ␛[2m[example]␛[22m
    "
  `);
});

test('NDJSON', () => {
  const lines = ndjson(someReports(), options).split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { path: 'Dockerfile', rule: 'example', severity: 'info', line: 1, column: 6, start: 5, end: 6, related: [] },
    { path: 'Dockerfile', rule: 'example', severity: 'warning', line: 2, endLine: 3, fix: { safety: 'safe' } },
  ]);
  expect(ndjson([], options)).toBe('');
});

test('statistics: the most frequent rule first', () => {
  const many = reportOf('FROM a\n', 'a', 'FROM', { rule: 'other', severity: 'error' });
  const one = { ...reportOf('FROM a\n'), diagnostics: [finding({ start: 0, end: 1 }, { severity: 'style' })] };
  expect(statistics([...someReports(), many, one], options)).toMatchInlineSnapshot(`
    "FINDINGS  FILES  FIXABLE  LEVEL    RULE
           5      3        1  warning  example
           1      1        0  error    other

    Found 1 error, 3 warnings, 1 info and 1 style in 3 of 4 files.
    "
  `);
  expect(statistics([reportOf('FROM a\n')], options)).toBe('Nothing to report in 1 file.\n');
  expect(statistics([], options)).toBe('');
});
