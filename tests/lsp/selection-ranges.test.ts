import { describe, expect, test } from 'vitest';
import type { SelectionRange } from 'vscode-languageserver';
import { selectionRanges } from '../../src/lsp/selection-ranges.ts';
import type { View } from '../../src/lsp/view.ts';
import { expectAnywhere } from './anywhere.ts';
import { pointAt } from './marked.ts';

function* chain(range: SelectionRange | undefined): Generator<SelectionRange> {
  for (let each = range; each !== undefined; each = each.parent) yield each;
}

function textOf(view: View, { range }: SelectionRange): string {
  const { start, end } = view.positions.span(range);
  return view.text.slice(start, end);
}

/** What is selected, from the inside outwards, without the file. */
function grown(marked: string): readonly string[] {
  const { view, offset } = pointAt(marked);
  const [range] = selectionRanges(view, [offset]);
  return Array.from(chain(range), (each) => textOf(view, each)).slice(0, -1);
}

describe('grows', () => {
  test('in a mount', () => {
    expect(grown('FROM a\nRUN --mount=type=cache,target=/va|cursor|r/x make\n')).toEqual([
      'var',
      '/var/x',
      'target=/var/x',
      'type=cache,target=/var/x',
      '--mount=type=cache,target=/var/x',
      'RUN --mount=type=cache,target=/var/x make',
      'FROM a\nRUN --mount=type=cache,target=/var/x make',
    ]);
  });

  test('in a script', () => {
    expect(grown('FROM a\nRUN cd /x && echo "$(ca|cursor|t -n y)" | wc\n')).toEqual([
      'cat',
      'cat -n y',
      '"$(cat -n y)"',
      'echo "$(cat -n y)"',
      'echo "$(cat -n y)" | wc',
      'cd /x && echo "$(cat -n y)" | wc',
      'RUN cd /x && echo "$(cat -n y)" | wc',
      'FROM a\nRUN cd /x && echo "$(cat -n y)" | wc',
    ]);
  });

  test('in a JSON string', () => {
    expect(grown('FROM a\nCOPY ["a b|cursor| c", "d"]\n').slice(0, 4)).toEqual([
      'b',
      'a b c',
      '"a b c"',
      '"a b c", "d"',
    ]);
  });

  test('in a heredoc', () => {
    expect(grown('FROM a\nCOPY <<EOF /x\none |cursor|two\nthree\nEOF\n').slice(0, 3)).toEqual([
      'two',
      'one two\nthree\n',
      'COPY <<EOF /x\none two\nthree\nEOF',
    ]);
  });

  test('in ENV, behind ONBUILD', () => {
    expect(grown('FROM a\nONBUILD ENV A="x $|cursor|B" C=1\n').slice(0, 6)).toEqual([
      'B',
      '"x $B"',
      'A="x $B"',
      'A="x $B" C=1',
      'ENV A="x $B" C=1',
      'ONBUILD ENV A="x $B" C=1',
    ]);
  });

  test('in a comment', () => {
    expect(grown('# one t|cursor|wo\nFROM a\n')).toEqual(['two', '# one two']);
  });
});

test('one for each place', () => {
  const { view } = pointAt('|cursor|FROM a\n');
  expect(selectionRanges(view, [0, 5, 7]).map((range) => textOf(view, range))).toEqual(['FROM', 'a', 'FROM a\n']);
  expect(selectionRanges(pointAt('|cursor|').view, [0])).toHaveLength(1);
});

test('anywhere: each is in the next one, around the place', () => {
  expectAnywhere((view, offset) => {
    const answers = selectionRanges(view, [offset]);
    const spans = Array.from(chain(answers[0]), ({ range }) => view.positions.span(range));
    const isNested = spans.every(({ start, end }, index) => {
      const { start: outerStart, end: outerEnd } = spans[index + 1] ?? { start: -1, end: Infinity };
      return outerStart <= start && end <= outerEnd && outerEnd - outerStart > end - start;
    });
    expect(isNested && spans.every(({ start, end }) => start <= offset && offset <= end)).toBe(true);
    return answers;
  });
});
