import { expect, test } from 'vitest';
import { linkedEditingRanges } from '../../src/lsp/linked-editing.ts';
import { expectAnywhere } from './anywhere.ts';
import { mark, pointAt } from './marked.ts';

/** Undefined where nothing is linked. */
function linked(marked: string): string | undefined {
  const { view, offset } = pointAt(marked);
  const answer = linkedEditingRanges(view, offset);
  return answer === null ? undefined : mark(view, answer.ranges);
}

test('a stage and where it is used by its name', () => {
  expect(linked('FROM a AS |cursor|one\nFROM one\nCOPY --from=0 / /\nRUN --mount=from=one true\n')).toBe(
    'FROM a AS «one»\nFROM «one»\nCOPY --from=0 / /\nRUN --mount=from=«one» true\n',
  );
});

test('the ends of a heredoc', () => {
  expect(linked('FROM a\nCOPY <<"ü" <<EOF|cursor| /x/\nü\nEOF\n')).toBe('FROM a\nCOPY <<"ü" <<«EOF» /x/\nü\n«EOF»\n');
});

test('not where the spellings differ, there is one place, or a number stands for the name', () => {
  expect(linked('FROM a AS |cursor|One\nFROM one\n')).toBeUndefined();
  expect(linked('FROM a AS |cursor|one\n')).toBeUndefined();
  expect(linked('FROM a AS one\nFROM one\nCOPY --from=|cursor|0 / /\n')).toBeUndefined();
});

test('not for variables, which shells read, too', () => {
  expect(linked('FROM a\nARG |cursor|A\nUSER $A\n')).toBeUndefined();
});

test('the pattern says what can be typed', () => {
  const { view, offset } = pointAt('FROM a AS o|cursor|ne\nFROM one\n');
  const { wordPattern = '' } = linkedEditingRanges(view, offset) ?? {};
  expect('build-1.x_y').toMatch(new RegExp(`^${wordPattern}$`));
  expect('a b').not.toMatch(new RegExp(`^${wordPattern}$`));
});

test('anywhere', () => {
  expectAnywhere((view, offset) => {
    const answer = linkedEditingRanges(view, offset);
    const texts = answer?.ranges
      .map((range) => view.positions.span(range))
      .map(({ start, end }) => view.text.slice(start, end));
    expect(new Set(texts ?? ['one']).size).toBe(1);
    return answer;
  });
});
