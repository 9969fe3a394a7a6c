import { expect, test } from 'vitest';
import type { CallHierarchyItem, Range } from 'vscode-languageserver';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../src/lsp/call-hierarchy.ts';
import type { View } from '../../src/lsp/view.ts';
import { expectAnywhere } from './anywhere.ts';
import { mark, pointAt } from './marked.ts';

const file = `FROM golang:1.22 AS build
FROM build AS test
COPY --from=build /a /b
FROM alpine
COPY --from=BUILD /a /b
RUN --mount=from=0,target=/x --mount=from=build,target=/y true
COPY --from=1 /a /b
`;

function itemAt(marked: string): { readonly view: View; readonly item: CallHierarchyItem } {
  const { view, offset } = pointAt(marked);
  const [item] = prepareCallHierarchy(view, offset) ?? [];
  if (item === undefined) throw new Error(`nothing at the cursor of ${marked}`);
  return { view, item };
}

function shown(view: View, item: CallHierarchyItem, ranges: readonly Range[]): readonly string[] {
  const texts = ranges.map((range) => view.positions.span(range)).map(({ start, end }) => view.text.slice(start, end));
  return [item.name, ...texts];
}

test('a stage: its name, what it starts from, all of it', () => {
  const { view, item } = itemAt('FROM golang:1.22 AS |cursor|build\nRUN go build\n\nFROM build\n');
  expect([item.name, item.detail]).toEqual(['build', 'FROM golang:1.22']);
  expect(mark(view, [item.range, item.selectionRange])).toBe(
    '«FROM golang:1.22 AS «build»\nRUN go build»\n\nFROM build\n',
  );
});

test('a stage without a name', () => {
  const { item } = itemAt('FROM golang\nF|cursor|ROM alpine:3\n');
  expect([item.name, item.detail]).toEqual(['FROM alpine:3', 'stage 1']);
});

test('who uses it', () => {
  const { view, item } = itemAt(file.replace('AS build', 'AS bu|cursor|ild'));
  expect(incomingCalls(view, item).map(({ from, fromRanges }) => shown(view, from, fromRanges))).toEqual([
    ['test', 'build', 'build'],
    ['FROM alpine', 'BUILD', 'build'],
  ]);
});

test('what it uses', () => {
  const { view, item } = itemAt(file.replace('alpine', 'alp|cursor|ine'));
  expect(outgoingCalls(view, item).map(({ to, fromRanges }) => shown(view, to, fromRanges))).toEqual([
    ['build', 'BUILD', 'build'],
    ['test', '1'],
  ]);
});

test('a name stands for its stage, other places for none', () => {
  expect(itemAt(file.replace('from=BUILD', 'from=BU|cursor|ILD')).item.name).toBe('build');
  const { view, offset } = pointAt(file.replace('true', 'tr|cursor|ue'));
  expect(prepareCallHierarchy(view, offset)).toBeNull();
});

test('an item of another text', () => {
  const { view, item } = itemAt('FROM a AS |cursor|x\n');
  expect(incomingCalls(view, { ...item, data: 9 })).toEqual([]);
  expect(outgoingCalls(view, { ...item, data: undefined })).toEqual([]);
});

test('anywhere', () => {
  expectAnywhere((view, offset) =>
    prepareCallHierarchy(view, offset)?.map((item) => [item, incomingCalls(view, item), outgoingCalls(view, item)]),
  );
});
