import { expect, test } from 'vitest';
import { slipway } from './command-line.ts';

const OLD = { stdin: 'FROM node:14\nCMD ["node", "app.js"]\n' };
const COMPACT = ['lint', '-', '--format', 'compact', '--no-config'];

test('judges for today, or for the day of --date', async () => {
  expect((await slipway(COMPACT, OLD)).stdout).toContain('end-of-life-base');
  expect((await slipway([...COMPACT, '--date', '2022-01-31'], OLD)).stdout).not.toContain('end-of-life-base');
});

test.each(['yesterday', '2026-13-01', '2026-02-30', '26-11-21'])('--date %s is no day', async (day) => {
  expect(await slipway([...COMPACT, '--date', day], OLD)).toEqual({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining(`--date needs a day such as 2026-11-21, not "${day}"`),
  });
});
