// The line that shows how far a long run has come.

import { expect, test } from 'vitest';
import { progressOn } from '../../src/cli/progress.ts';

/** What is written when the files are done at these milliseconds. */
function written(times: readonly number[], width: number | undefined): readonly string[] {
  const texts: string[] = [];
  let time = 0;
  const output = { write: (text: string) => void texts.push(text), terminalWidth: () => width };
  const progress = progressOn(output, times.length, () => time);
  for (const [index, at] of times.entries()) {
    time = at;
    progress.at(index);
  }
  progress.end();
  return texts;
}

test('begins after a second, is renewed now and then, and is gone in the end', () => {
  expect(written([0, 500, 999, 1000, 1050, 1099, 1101, 1300], 80)).toEqual([
    '\r\u001b[K3 of 8 files',
    '\r\u001b[K6 of 8 files',
    '\r\u001b[K7 of 8 files',
    '\r\u001b[K',
  ]);
});

test('a short run shows nothing', () => {
  expect(written([0, 400, 800], 80)).toEqual([]);
});

test('where there is no terminal, nothing is shown', () => {
  expect(written([0, 1000, 2000, 3000], undefined)).toEqual([]);
});
