import { expect, test } from 'vitest';
import { DocumentHighlightKind } from 'vscode-languageserver';
import { documentHighlights } from '../../src/lsp/highlights.ts';
import { expectAnywhere } from './anywhere.ts';
import { mark, pointAt } from './marked.ts';

/** The text once with what writes marked, once with what reads. */
function highlights(marked: string): readonly [writes: string, reads: string] {
  const { view, offset } = pointAt(marked);
  const found = documentHighlights(view, offset);
  const ofKind = (kind: DocumentHighlightKind): string =>
    mark(
      view,
      found.filter((highlight) => highlight.kind === kind).map(({ range }) => range),
    );
  return [ofKind(DocumentHighlightKind.Write), ofKind(DocumentHighlightKind.Read)];
}

test('ARG and ENV write, what refers to them reads', () => {
  expect(highlights('FROM a\nARG |cursor|A=1\nENV A=2\nRUN echo ${A}\n')).toEqual([
    'FROM a\nARG «A»=1\nENV «A»=2\nRUN echo ${A}\n',
    'FROM a\nARG A=1\nENV A=2\nRUN echo ${«A»}\n',
  ]);
});

test('FROM makes a stage', () => {
  expect(highlights('FROM a AS one\r\nFROM b\r\nCOPY --from=on|cursor|e / /\r\n')).toEqual([
    'FROM a AS «one»\r\nFROM b\r\nCOPY --from=one / /\r\n',
    'FROM a AS one\r\nFROM b\r\nCOPY --from=«one» / /\r\n',
  ]);
});

test('both ends of a heredoc', () => {
  expect(highlights('FROM a\nRUN <<EOF\nEOF|cursor|\n')).toEqual([
    'FROM a\nRUN <<«EOF»\nEOF\n',
    'FROM a\nRUN <<EOF\n«EOF»\n',
  ]);
});

test('nothing beside names', () => {
  expect(documentHighlights(pointAt('FROM a\n|cursor|\n').view, 7)).toEqual([]);
});

test('anywhere', () => {
  expectAnywhere(documentHighlights);
});
