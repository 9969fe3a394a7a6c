// What a report is written to may be full.

import type * as nodeFs from 'node:fs';
import { expect, test, vi } from 'vitest';
import { processIo } from '../../src/cli/io.ts';
import { UserError } from '../../src/user-error.ts';

vi.mock('node:fs', async (load) => {
  const fs = await load<typeof nodeFs>();
  const writeSync = () => {
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
  return { ...fs, writeSync };
});

test('is no bug of ours', () => {
  const { stdout } = processIo(() => {});
  const full = new UserError('cannot write to standard output: ENOSPC: no space left on device, write');
  expect(() => stdout.write('text')).toThrow(full);
});
