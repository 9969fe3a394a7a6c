// Progress as `docker build --progress=plain` shows it.

import { describe, expect, test } from 'vitest';
import { PlainProgress, type ProgressEvent } from '../../src/report/plain-progress.ts';

/** Events as `at vertex kind text`. */
function shown(...lines: readonly string[]): string {
  const progress = new PlainProgress();
  return lines.map((line) => progress.add(event(line))).join('') + progress.finish();
}

function event(line: string): ProgressEvent {
  const [time = '', vertex = '', kind, ...words] = line.split(' ');
  const at = Number(time);
  const text = words.join(' ');
  if (kind === 'start') return { kind: 'started', at, vertex, name: text };
  if (kind === 'done') return { kind: 'done', at, vertex, seconds: Number(text) };
  if (kind === 'fail') return { kind: 'failed', at, vertex, message: text };
  return kind === 'cached' ? { kind, at, vertex } : { kind: 'line', at, vertex, text };
}

describe('progress', () => {
  test('shows one vertex after the other', () => {
    expect(shown('0 a start [1/2] FROM x', '1 a done 1', '1 b start [2/2] RUN y', '1 b cached')).toBe(
      '#1 [1/2] FROM x\n#1 DONE 1.0s\n\n#2 [2/2] RUN y\n#2 CACHED\n',
    );
  });

  test('shows what ran beside a vertex when that has ended, first what has ended first', () => {
    const lines = [
      '0 a start A',
      '0 b start B',
      '0 c start C',
      '1 c line late',
      '2 c done 2',
      '3 b done 3',
      '4 a done 4',
    ];
    expect(shown(...lines)).toBe('#1 A\n#1 DONE 4.0s\n\n#3 C\n#3 late\n#3 DONE 2.0s\n\n#2 B\n#2 DONE 3.0s\n');
  });

  test('turns to another vertex when one is silent for long', () => {
    expect(shown('0 a start A', '0 b start B', '6 b line hello', '7 b done 7', '8 a done 8')).toBe(
      '#1 A\n#1 ...\n\n#2 B\n#2 hello\n#2 DONE 7.0s\n\n#1 A\n#1 DONE 8.0s\n',
    );
  });

  test('ends with what has not ended', () => {
    expect(shown('0 a start A', '0 b start B', '1 b line half')).toBe('#1 A\n\n#2 B\n#2 half\n');
  });

  test('shows why a vertex failed', () => {
    expect(shown('0 a start A', '1 a fail exit code: 1')).toBe('#1 A\n#1 ERROR: exit code: 1\n');
  });

  test('cannot be made to move the cursor', () => {
    expect(shown('0 a start \u001B[2JA', '1 a line \u001B[31mred', '2 a done 2')).not.toContain('\u001B');
  });

  test('takes no stack for many vertices', () => {
    const events = Array.from({ length: 20_000 }, (_, index) => [`0 ${index} start S`, `0 ${index} cached`]);
    const starts = events.map(([start = '']) => start);
    expect(shown(...starts, ...events.map(([, end = '']) => end).toReversed()).split('CACHED')).toHaveLength(20_001);
  });
});
