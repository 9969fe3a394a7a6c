import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { diagnosticsOf } from '../../src/lsp/diagnostics.ts';
import { mark, unmark, viewOf } from './marked.ts';

test('a finding has its place, its level, its rule and the address of the page about it', () => {
  const { text } = unmark('FROM «node»\nCMD ["node"]\n');
  const [first] = diagnosticsOf(viewOf(text));
  expect(first).toMatchObject({
    severity: DiagnosticSeverity.Information,
    code: 'missing-tag',
    codeDescription: { href: 'https://example.com/rules#missing-tag' },
    source: 'slipway',
    range: { start: { line: 0, character: 5 }, end: { line: 0, character: 9 } },
  });
});

test('every error of a file is there at once, half-typed lines included', () => {
  const view = viewOf('FROM debian:13\nRNU a\nCOPY\nEXPOSE x\nENV\n');
  const lines = diagnosticsOf(view).map(({ range }) => range.start.line);
  expect(new Set(lines)).toEqual(new Set([1, 2, 3, 4]));
});

test('what has no effect is faded', () => {
  const view = viewOf('FROM debian:13\nCMD ["a"]\nCMD ["b"]\n');
  const faded = diagnosticsOf(view).filter(({ tags }) => tags?.includes(DiagnosticTag.Unnecessary));
  expect(
    mark(
      view,
      faded.map(({ range }) => range),
    ),
  ).toBe('FROM debian:13\n«CMD ["a"]»\nCMD ["b"]\n');
});

test('what has been replaced is struck through', () => {
  const view = viewOf('FROM debian:13\nMAINTAINER me\nCMD ["a"]\n', { rules, level: 'style' });
  const struck = diagnosticsOf(view).filter(({ tags }) => tags?.includes(DiagnosticTag.Deprecated));
  expect(struck.map(({ code }) => code)).toEqual(['deprecated-maintainer']);
});

test('related information points to the other place', () => {
  const view = viewOf('FROM debian:13 AS a\nFROM debian:13 AS a\nCMD ["a"]\n');
  const related = diagnosticsOf(view).flatMap(({ relatedInformation }) => relatedInformation ?? []);
  expect(related.map(({ location }) => [location.uri, location.range.start.line])).toEqual([[view.uri, 0]]);
});
