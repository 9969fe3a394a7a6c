import fc from 'fast-check';
import { type Range, TextEdit } from 'vscode-languageserver';
import { expect, test } from 'vitest';
import { completion, completionTriggers } from '../../../src/lsp/completion.ts';
import type { View } from '../../../src/lsp/view.ts';
import { dockerfileText } from '../../syntax/arbitrary.ts';
import { viewOf } from '../marked.ts';

const tails = fc.constantFrom(
  ...[
    '',
    ' ',
    '$',
    '${',
    ' --',
    ' --from=',
    ' --mount=type=cache,',
    ' --mount=',
    ' --chown=',
    '/',
    ':',
    '\\\n',
    '#',
    'é',
  ],
  ...['# check=skip=', '# slipway ignore=', 'FROM a:', 'COPY ["', 'LABEL ', 'ONBUILD ', 'ARG ', 'EXPOSE 1'],
);
const encodings = fc.constantFrom('utf-8', 'utf-16', 'utf-32');
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** Whether a range is a part of the cursor's line that touches the cursor. */
function isAround({ positions }: View, { start, end }: Range, offset: number): boolean {
  const cursor = positions.position(offset);
  const last = positions.position(positions.lineEnd(cursor.line));
  const isOnLine = start.line === cursor.line && end.line === cursor.line;
  return (
    isOnLine &&
    start.character <= cursor.character &&
    end.character >= cursor.character &&
    end.character <= last.character
  );
}

test('any text at any place has a list, and each edit lies in the line of the cursor, around the cursor', () => {
  fc.assert(
    fc.property(dockerfileText, tails, share, encodings, (start, tail, part, encoding) => {
      const at = Math.floor(start.length * part);
      const view = viewOf(start.slice(0, at) + tail + start.slice(at), { encoding, files: { 'a/b': '', c: '' } });
      const offset = at + tail.length;
      const { items } = completion(view, offset, { snippets: true });
      const edits = items.flatMap(({ textEdit }) => (TextEdit.is(textEdit) ? [textEdit] : []));
      expect(edits.length).toBe(items.length);
      expect(edits.length).toBeLessThanOrEqual(200);
      expect(edits.filter(({ range }) => !isAround(view, range, offset))).toEqual([]);
    }),
    { numRuns: 200 },
  );
}, 20_000);

test('trigger characters are single characters', () => {
  expect(completionTriggers.every((each) => each.length === 1)).toBe(true);
});
