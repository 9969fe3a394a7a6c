import { expect, test } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver';
import { documentSymbols } from '../../src/lsp/document-symbols.ts';
import { expectAnywhere } from './anywhere.ts';
import { mark, viewOf } from './marked.ts';

/** Names, those inside of others indented. */
function outline(text: string): string {
  const lines = (symbols: readonly DocumentSymbol[], indent: string): readonly string[] =>
    symbols.flatMap(({ name, children = [] }) => [indent + name, ...lines(children, `${indent}  `)]);
  return lines(documentSymbols(viewOf(text)), '').join('\n');
}

test('ARGs, then stages with their instructions', () => {
  expect(
    outline(`# syntax=docker/dockerfile:1
ARG GO=1.22 DEBUG
FROM golang:$GO AS Build
ENV A=1 \\
    B="x y"
RUN go mod download && \\
    # why
    go build
FROM scratch
COPY --from=build /a /b
CMD ["/a"]
`),
  ).toBe(`ARG GO=1.22
ARG DEBUG
Build — FROM golang:$GO
  ENV A=1
  ENV B="x y"
  RUN go mod download && go build
FROM scratch
  COPY --from=build /a /b
  CMD ["/a"]`);
});

test('half-typed files', () => {
  expect(outline('RUN x\nfrom\nARG\nEN')).toBe('RUN x\nFROM\n  ARG\n  EN');
  expect(outline('ENV =1')).toBe('ENV =1');
  expect(outline('')).toBe('');
});

test('long and unprintable texts', () => {
  const [name = ''] = outline(`RUN ${'x'.repeat(500)}`).split('\n');
  expect(name).toHaveLength(80);
  expect(name.endsWith('…')).toBe(true);
  expect(outline('FROM a\u001b[31m AS x\u001b')).not.toMatch(/\u001b/);
});

test('ranges: all of it, and what to select', () => {
  const view = viewOf('FROM a AS é\r\nENV A=1 B=é\r\nRUN <<EOF\r\nx\r\nEOF\r\n', { encoding: 'utf-8' });
  const [stage] = documentSymbols(view);
  const ranges = [stage, ...(stage?.children ?? [])].flatMap((symbol) => (symbol === undefined ? [] : [symbol.range]));
  expect(mark(view, ranges)).toBe('«FROM a AS é\r\nENV «A=1» «B=é»\r\n«RUN <<EOF\r\nx\r\nEOF»»\r\n');
  const selections = [stage, ...(stage?.children ?? [])].flatMap((symbol) => symbol?.selectionRange ?? []);
  expect(mark(view, selections)).toBe('FROM a AS «é»\r\nENV «A»=1 «B»=é\r\n«RUN» <<EOF\r\nx\r\nEOF\r\n');
});

test('anywhere: each in the one around it, and none without a name', () => {
  expectAnywhere((view) => {
    const symbols = documentSymbols(view);
    const check = ({ name, range, selectionRange, children = [] }: DocumentSymbol): void => {
      expect(name.trim()).not.toBe('');
      const around = view.positions.span(range);
      for (const inner of [selectionRange, ...children.map((child) => child.range)].map((each) =>
        view.positions.span(each),
      )) {
        expect(around.start <= inner.start && inner.end <= around.end).toBe(true);
      }
      for (const child of children) check(child);
    };
    for (const symbol of symbols) check(symbol);
    return symbols;
  });
});
