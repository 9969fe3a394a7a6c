// Paths for other programs.

import { posix, win32 } from 'node:path';
import { expect, test } from 'vitest';
import { relativePath } from '../../src/lint/relative-path.ts';

test.each([
  [posix, '/work/a/Dockerfile', '/work', 'a/Dockerfile'],
  [posix, '/Dockerfile', '/work/a', '../../Dockerfile'],
  [posix, '/work/a\\b', '/work', 'a\\b'],
  [win32, 'C:\\work\\a\\Dockerfile', 'C:\\work', 'a/Dockerfile'],
  [win32, 'D:\\Dockerfile', 'C:\\work', 'D:/Dockerfile'],
])('case %#: %j %j', (rules, file, folder, path) => {
  expect(relativePath(file, folder, rules)).toBe(path);
});
