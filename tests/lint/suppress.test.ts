import { describe, expect, test } from 'vitest';
import { Analysis } from '../../src/analysis.ts';
import { lint } from '../../src/lint/lint.ts';
import { defineRule, type Rule, type Rules } from '../../src/lint/rule.ts';
import { Source } from '../../src/syntax/source.ts';
import unusedSuppression from '../../rules/unused-suppression.ts';

/** A rule that finds every RUN. */
function everyRun(...aliases: readonly string[]): Rule {
  return defineRule({
    summary: 'S.',
    why: 'W.',
    severity: 'warning',
    category: 'style',
    recommended: true,
    aliases,
    bad: [],
    good: [],
    create: ({ report }) => ({ Run: (run) => report({ at: run, message: '' }) }),
  });
}

const active: Rules = new Map([
  ['first', everyRun('DL1', 'FirstRule')],
  ['second', everyRun('DL1', 'DL2')],
  ['unused-suppression', unusedSuppression],
]);
const known: Rules = new Map([...active, ['inactive', everyRun('DL3')]]);

/** `line rule` of what is left, and the message where it is about a comment. */
function left(...lines: readonly string[]): readonly string[] {
  const source = new Source('Dockerfile', lines.join('\n'));
  return lint(new Analysis(source), active, known).map(({ rule, span, message, help = '' }) =>
    [
      source.position(span.start).line,
      rule,
      message && `${source.text.slice(span.start, span.end)}: ${message} ${help}`,
    ]
      .join(' ')
      .trim(),
  );
}

describe('a comment', () => {
  test('above an instruction counts for that instruction alone', () => {
    expect(left('FROM a', '# slipway ignore=first', 'RUN b', 'RUN c')).toEqual(['3 second', '4 first', '4 second']);
  });

  test('may stand anywhere between two instructions, and indented', () => {
    expect(left('FROM a', '  # slipway ignore=first', '', '# why', '# slipway ignore=second', '', 'RUN b')).toEqual([]);
  });

  test('between the lines of an instruction counts for all of it', () => {
    expect(left('FROM a', 'RUN b \\', '  # slipway ignore=first,second -- it is so', '  c')).toEqual([]);
  });

  test('below the last instruction counts for nothing', () => {
    expect(left('FROM a', 'RUN b', '# slipway ignore=first')).toEqual([
      '2 first',
      '2 second',
      '3 unused-suppression first: first has nothing to report here Remove it.',
    ]);
  });

  test('for the file may stand anywhere in it', () => {
    expect(left('FROM a', 'RUN b', 'RUN c', '# slipway ignore-file=first,second')).toEqual([]);
  });

  test('has line endings of any kind', () => {
    expect(left('FROM a\r', '# slipway ignore=first,second\r', 'RUN b\r')).toEqual([]);
  });

  test('in a heredoc is none', () => {
    expect(left('FROM a', 'RUN <<EOF', '# slipway ignore=first', 'EOF')).toEqual(['2 first', '2 second']);
  });
});

describe('other tools', () => {
  test('are understood by the aliases of the rules', () => {
    expect(left('FROM a', '# hadolint ignore=DL2,DL9', 'RUN b')).toEqual(['3 first']);
    expect(left('FROM a', '# hadolint ignore=DL1', 'RUN b')).toEqual([]);
    expect(left('# hadolint global ignore=DL1', 'FROM a', 'RUN b', 'RUN c')).toEqual([]);
    expect(left('# hadolint stage ignore=DL1', 'FROM a', 'RUN b', 'RUN c', 'FROM d', 'RUN e')).toEqual([
      '6 first',
      '6 second',
    ]);
    expect(left('# hadolint stage ignore=DL1', '', 'FROM a', 'RUN b')).toEqual(['4 first', '4 second']);
    expect(left('# check=skip=FirstRule', 'FROM a', 'RUN b')).toEqual(['3 second']);
    expect(left('FROM a', '# check=skip=FirstRule', 'RUN b', 'RUN c')).toEqual(['3 second', '4 first', '4 second']);
  });

  test('skip all of their own checks, not ours', () => {
    expect(left('# check=error=true;skip=all', 'FROM a', 'RUN b')).toEqual(['3 second']);
  });

  test('are not told what is unused', () => {
    expect(left('# check=skip=Nothing', 'FROM a', '# hadolint ignore=DL1,DL9')).toEqual([]);
  });
});

describe('our own form', () => {
  test('takes aliases too', () => {
    expect(left('FROM a', '# slipway ignore=DL1', 'RUN b')).toEqual([]);
  });

  test('is told what allows nothing, name by name', () => {
    expect(
      left(
        '# slipway ignore=first,second',
        'FROM a',
        '# slipway ignore=second,first',
        'RUN b',
        '# slipway ignore-file=first',
      ),
    ).toEqual([
      '1 unused-suppression first: first has nothing to report here Remove it.',
      '1 unused-suppression second: second has nothing to report here Remove it.',
      '3 unused-suppression first: first has nothing to report here Remove it.',
    ]);
  });

  test('is told which names no rule has, and the nearest', () => {
    expect(left('# slipway ignore=frist,whatever', 'FROM a')).toEqual([
      '1 unused-suppression frist: there is no rule frist Did you mean first?',
      '1 unused-suppression whatever: there is no rule whatever',
    ]);
  });

  test('is not told about rules that do not run', () => {
    expect(left('# slipway ignore=inactive,DL3', 'FROM a')).toEqual([]);
  });
});

test('without the rule nothing is said about comments', () => {
  const analysis = new Analysis(new Source('Dockerfile', '# slipway ignore=first,nothing\nFROM a\n'));
  expect(lint(analysis, new Map([['first', everyRun()]]))).toEqual([]);
});

test('many comments and findings take linear time', () => {
  const lines = Array.from({ length: 20_000 }, () => '# slipway ignore=first,second,second\nRUN a');
  expect(left('FROM a', ...lines)).toHaveLength(20_000);
  expect(left('FROM a', ...lines.map((line) => line.slice(0, -5)), 'RUN a')).toHaveLength(20_000 * 3 - 2);
});
