import { describe, expect, test } from 'vitest';
import { definition } from '../../src/lsp/definition.ts';
import { expectAnywhere } from './anywhere.ts';
import { type Given, mark, pointAt } from './marked.ts';

/** The text with the place that the cursor leads to. */
function goTo(marked: string, given?: Given): string {
  const { view, offset } = pointAt(marked, given);
  return mark(
    view,
    definition(view, offset).map(({ targetSelectionRange }) => targetSelectionRange),
  );
}

describe('stages', () => {
  test.each([
    ['FROM a AS «one»\nFROM |cursor|one\n'],
    ['FROM a AS «one»\nFROM b\nCOPY --from=ONE|cursor| / /\n'],
    ['FROM a AS «one»\nFROM b\nCOPY --from=|cursor|0 / /\n'],
    ['«FROM» a\nFROM b\nCOPY --from=|cursor|0 / /\n'],
    ['FROM a AS «one»\nFROM b\nRUN --mount=target=/x,\\\nfrom=o|cursor|ne true\n'],
    ['FROM a AS «o|cursor|ne»\n'],
  ])('%j', (marked) => {
    expect(goTo(marked.replaceAll(/[«»]/g, ''))).toBe(marked.replace('|cursor|', ''));
  });

  test('the whole instruction is shown', () => {
    const { view, offset, spans } = pointAt('«FROM a \\\n  AS one»\nFROM «o|cursor|ne»\n');
    const [link] = definition(view, offset);
    expect([link?.targetRange, link?.originSelectionRange]).toEqual(spans.map((span) => view.positions.range(span)));
  });

  test('an image has no place in the file', () => {
    expect(definition(pointAt('FROM a AS one\nFROM tw|cursor|o\n').view, 20)).toEqual([]);
    expect(goTo('FROM a\nCOPY --from=n|cursor|ginx / /\n')).not.toContain('«');
    expect(goTo('FROM a\nCOPY --from=|cursor|7 / /\n')).not.toContain('«');
  });
});

describe('variables', () => {
  test.each([
    ['ARG «A»=1\nFROM a:$|cursor|A\nARG A=2\n', 'FROM sees what is above the first FROM'],
    ['ARG «A»=1\nFROM a\nARG |cursor|A\n', 'an ARG without a default takes the global value'],
    ['ARG «A»=1\nFROM a\nARG A\nRUN echo $|cursor|A\n', 'so does what refers to it'],
    ['ARG A=1\nFROM a\nARG «A»=2\nRUN echo $|cursor|A\n', 'a default of its own'],
    ['FROM a\nARG A\nENV «A»=1\nUSER ${|cursor|A}\n', 'the last one that sets it'],
    ['FROM a\nARG «A»\nENV A=$|cursor|A\n', 'an ENV refers to what was before it'],
    ['FROM a\nENV A=1 B=$A\nENV «A»=2\nUSER ${B:-$|cursor|A}\n', 'inside of another one'],
    ['FROM a AS one\nENV «A»=1\nFROM one\nARG B=2\nUSER $|cursor|A\n', 'from the stage below'],
    ['FROM a AS one\nARG A=1\nENV «A»=2\nFROM one\nUSER $|cursor|A\n', 'ENV before ARG'],
    ['FROM a AS one\nONBUILD ENV «A»=1\nFROM one\nUSER $|cursor|A\n', 'from a trigger'],
    ['FROM a\nENV A=1\nCMD echo $|cursor|A\nENV «A»=2\n', 'a container sees the last ENV'],
    ['FROM a\nENV «A»=1\nCOPY <<EOF /x\né $|cursor|A\nEOF\n', 'in the body of a heredoc'],
  ])('%j: %s', (marked) => {
    expect(goTo(marked.replaceAll(/[«»]/g, ''))).toBe(marked.replace('|cursor|', ''));
  });

  test('what the file does not set leads nowhere', () => {
    expect(goTo('FROM node\nRUN echo $NODE_VERS|cursor|ION $TARGETARCH\n')).not.toContain('«');
    expect(goTo('ARG A=1\nFROM a\nRUN echo $|cursor|A\n')).not.toContain('«');
  });
});

test('a heredoc leads from one end to the other', () => {
  expect(goTo('FROM a\nRUN <<-|cursor|EOF\n\techo\n\tEOF\n')).toBe('FROM a\nRUN <<-EOF\n\techo\n\t«EOF»\n');
  expect(goTo("FROM a\nRUN <<'EOF'\necho\nEO|cursor|F\n")).toBe("FROM a\nRUN <<'«EOF»'\necho\nEOF\n");
});

test('names of rules and images lead nowhere', () => {
  expect(goTo('# check=skip=Sta|cursor|geNameCasing\nFROM a\n')).not.toContain('«');
  expect(goTo('# slipway ignore=missing-t|cursor|ag\nFROM alp\n')).not.toContain('«');
});

test('places count what client and server have agreed on', () => {
  for (const encoding of ['utf-8', 'utf-16', 'utf-32'] as const) {
    expect(goTo('FROM a\nENV É="👩‍🚀" A=1\nENV B=👩‍🚀$|cursor|A\n', { encoding })).toContain('👩‍🚀" «A»=1');
  }
});

test('anywhere', () => {
  expectAnywhere((view, offset) => {
    const links = definition(view, offset);
    for (const { targetRange, targetSelectionRange } of links) {
      const [around, inner] = [view.positions.span(targetRange), view.positions.span(targetSelectionRange)];
      expect(around.start <= inner.start && inner.end <= around.end).toBe(true);
    }
    return links;
  });
});
