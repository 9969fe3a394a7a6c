// The report for GitHub Actions, letter by letter what GitHub's own package writes.

import { error, notice, warning, type AnnotationProperties } from '@actions/core';
import fc from 'fast-check';
import { EOL } from 'node:os';
import { expect, test, vi } from 'vitest';
import { github } from '../../src/report/github.ts';
import { report } from './arbitrary.ts';
import { options, reportOf, someReports } from './findings.ts';

type Annotate = (message: string, properties: AnnotationProperties) => void;

function written(annotate: Annotate, message: string, properties: AnnotationProperties): string {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  annotate(message, properties);
  const text = write.mock.calls.map(([chunk]) => String(chunk)).join('');
  write.mockRestore();
  return text.replaceAll(EOL, '\n');
}

test('one command for each finding', () => {
  expect(github(someReports(), options)).toMatchInlineSnapshot(`
    "::notice title=example,file=Dockerfile,line=1,endLine=1,col=6,endColumn=7::"a" has no tag
    ::warning title=example,file=Dockerfile,line=2,endLine=3::only the last CMD counts: 100%25, "really" <here> & now%0ARemove it.
    "
  `);
  expect(github([], options)).toBe('');
});

test('the same as GitHub writes it', () => {
  const path = 'a b/x,y:z%25.Dockerfile';
  const place = { title: 'example', file: path, startLine: 1, endLine: 1, startColumn: 6, endColumn: 7 };
  const message = '100% of: this, and\u2026 "that"';
  const ours = (severity: 'error' | 'warning' | 'info' | 'style', help?: string) => {
    const span = { start: 5, end: 6 };
    return github([{ ...reportOf('FROM a\n', { severity, message, span, ...(help && { help }) }), path }], options);
  };
  expect(ours('error')).toBe(written(error, message, place));
  expect(ours('warning', 'Do: this')).toBe(written(warning, `${message}\nDo: this`, place));
  expect(ours('info')).toBe(written(notice, message, place));
  expect(ours('style')).toBe(written(notice, message, place));
});

test('paths start from the checkout', () => {
  const inside = { ...options, workingFolder: '/work/app' };
  expect(github([reportOf('FROM a\n', 'a')], inside)).toContain('file=app/Dockerfile,');
});

/** Reads a line as the runner does. */
const command = /^::(?<name>error|warning|notice) (?<properties>[^\n]*?)::(?<message>[^\n]*)$/;

test('no text ends its command or starts another', () => {
  fc.assert(
    fc.property(report, (one) => {
      const lines = github([one], options).split('\n');
      expect(lines).toHaveLength(2);
      expect(lines[0]).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      const { properties = '' } = command.exec(lines[0] ?? '')?.groups ?? {};
      const keys = properties.split(',').map((property) => property.split('=')[0]);
      expect(keys.slice(0, 4)).toEqual(['title', 'file', 'line', 'endLine']);
      expect([4, 6]).toContain(keys.length);
    }),
  );
});
