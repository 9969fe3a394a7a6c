// A configuration that the system does not let us read.

import type * as nodeFs from 'node:fs';
import { expect, test, vi } from 'vitest';
import { folderOf, slipway } from '../cli/command-line.ts';

vi.mock('node:fs', async (load) => {
  const fs = await load<typeof nodeFs>();
  const readFileSync = (path: unknown, ...rest: unknown[]): unknown => {
    if (String(path).endsWith('slipway.yaml')) throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    return Reflect.apply(fs.readFileSync, fs, [path, ...rest]);
  };
  return { ...fs, readFileSync };
});

test('is told in one line', async () => {
  const folder = folderOf({ Dockerfile: 'FROM scratch\n', 'slipway.yaml': 'root: true\n' });
  expect(await slipway([], { folder })).toEqual({
    code: 2,
    stdout: '',
    stderr: 'slipway: cannot read "slipway.yaml": permission denied; make it readable or leave it out\n',
  });
});
