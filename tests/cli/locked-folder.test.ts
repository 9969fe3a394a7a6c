// A folder that the system does not let us read.

import type * as nodeFs from 'node:fs';
import { expect, test, vi } from 'vitest';
import { folderOf, slipway } from './command-line.ts';

vi.mock('node:fs', async (load) => {
  const fs = await load<typeof nodeFs>();
  const readdirSync: typeof fs.readdirSync = (path: unknown, ...rest: unknown[]) => {
    if (String(path).endsWith('locked')) throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    return Reflect.apply(fs.readdirSync, fs, [path, ...rest]);
  };
  return { ...fs, readdirSync };
});

test('is a problem, and its neighbours are linted', async () => {
  const folder = folderOf({ 'locked/Dockerfile': 'FROM scratch\n', 'open/Dockerfile': 'FROM scratch\n' });
  expect(await slipway(['.', 'locked'], { folder })).toEqual({
    code: 2,
    stdout: 'Nothing to report in 1 file.\n',
    stderr: 'slipway: cannot read "locked": permission denied; make it readable or leave it out\n',
  });
});
