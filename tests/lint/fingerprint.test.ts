// What a fingerprint depends on, and what not.

import { expect, test } from 'vitest';
import type { FileReport } from '../../src/lint/file-report.ts';
import { fingerprintsOf } from '../../src/lint/fingerprint.ts';
import { Source } from '../../src/syntax/source.ts';
import { finding } from '../report/findings.ts';

/** A finding at each place where `part` stands in the text. */
function reportOn(text: string, part: string, rest: Parameters<typeof finding>[1] = {}): FileReport {
  const diagnostics = Array.from(text.matchAll(RegExp(part, 'g')), ({ index }) => {
    return finding({ start: index, end: index + part.length }, rest);
  });
  return { path: 'Dockerfile', source: new Source('Dockerfile', text), diagnostics };
}

function prints(report: FileReport, path = 'Dockerfile'): readonly string[] {
  return [...fingerprintsOf(path, report).values()];
}

const usual = prints(reportOn('FROM a\nRUN x && y\n', 'x'));

test('is 32 digits', () => {
  expect(usual).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
});

test.each([
  ['lines above and below', reportOn('# more\nFROM a\n\nRUN x && y\nUSER b\n', 'x')],
  ['white space and line endings', reportOn('FROM a\r\n  RUN \t x  &&   y  \r\n', 'x')],
  ['another place in the line', reportOn('FROM a\nRUN x && y\n', 'y')],
  ['message, help and severity', reportOn('FROM a\nRUN x && y\n', 'x', { message: 'm', help: 'h', severity: 'error' })],
])('does not change with %s', (_, report) => {
  expect(prints(report)).toEqual(usual);
});

test.each([
  ['the text of the line', reportOn('FROM a\nRUN x && z\n', 'x')],
  ['the rule', reportOn('FROM a\nRUN x && y\n', 'x', { rule: 'other' })],
])('changes with %s', (_, report) => {
  expect(prints(report)).not.toEqual(usual);
});

test('changes with the path', () => {
  expect(prints(reportOn('FROM a\nRUN x && y\n', 'x'), 'b/Dockerfile')).not.toEqual(usual);
});

test('tells equal findings apart, and the first keeps its own', () => {
  const twice = prints(reportOn('RUN x && y\nRUN x && y\n', 'x'));
  expect(twice[0]).toEqual(usual[0]);
  expect(new Set(twice).size).toBe(2);
});

test('counts the findings that are not reported', () => {
  const all = reportOn('RUN x && y\nRUN x && y\n', 'x');
  const second = all.diagnostics.slice(1);
  const [expected] = prints({ ...all, diagnostics: second, found: all.diagnostics }).slice(1);
  expect(expected).toBe(prints(all)[1]);
});

test('all lines of a finding count', () => {
  const span = { start: 0, end: 11 };
  const at = (text: string) => prints({ ...reportOn(text, 'RUN'), diagnostics: [finding(span)] });
  expect(at('RUN x \\\n  y\n')).not.toEqual(at('RUN x \\\n  z\n'));
});

test('many findings in one long line are read once each, not the line each time', () => {
  const text = `RUN ${'x && '.repeat(20_000)}true`;
  const report = reportOn(text, 'x');
  expect(new Set(prints(report)).size).toBe(20_000);
});
