// `--chown` and USER as owners of files.

import { expect, test } from 'vitest';
import { ownerOf } from '../../src/plan/owner.ts';

test.each([
  ['app', 'app', undefined],
  ['1000', 1000, undefined],
  ['root', 0, undefined],
  ['', 0, undefined],
  ['app:staff', 'app', 'staff'],
  ['1000:0', 1000, 0],
  [':staff', 0, 'staff'],
  ['app:', 'app', 0],
  ['a:b:c', 'a', 'b:c'],
  ['4294967296', '4294967296', undefined],
])('%j is %j and %j', (text, user, group) => {
  expect(ownerOf(text)).toEqual({ user, group });
});
