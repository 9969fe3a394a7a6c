import { expect, test } from 'vitest';
import { dialectOf, shebangWords } from '../../src/shell/dialect.ts';

test.each([
  [['/bin/sh', '-c'], 'posix'],
  [['/bin/dash'], 'posix'],
  [['ash', '-eo', 'pipefail', '-c'], 'posix'],
  [['/bin/ksh', '-c'], 'posix'],
  [['/busybox/sh', '-c'], 'posix'],
  [['/bin/busybox', 'sh', '-c'], 'posix'],
  [['/bin/bash', '-o', 'pipefail', '-c'], 'bash'],
  [['/usr/bin/env', 'bash', '-c'], 'bash'],
  [['env', '-i', 'A=b', 'bash'], 'bash'],
  [['C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\PowerShell.EXE', '-Command'], 'powershell'],
  [['pwsh', '-c'], 'powershell'],
  [['cmd', '/S', '/C'], 'cmd'],
  [['CMD.EXE'], 'cmd'],
  [['/bin/zsh', '-c'], 'unknown'],
  [['env', 'python3'], 'unknown'],
  [['env'], 'unknown'],
  [[''], 'unknown'],
  [[], 'unknown'],
])('%j is %s', (words, dialect) => {
  expect(dialectOf(words)).toBe(dialect);
});

test.each([
  ['#!/bin/bash -eux\necho', ['/bin/bash', '-eux']],
  ['#! /usr/bin/env python3\r\n', ['/usr/bin/env', 'python3']],
  ['#!/usr/bin/env -S bash -e', ['/usr/bin/env', 'bash', '-e']],
  ['#!\n/bin/sh', undefined],
  ['# !/bin/sh', undefined],
  ['', undefined],
])('the words of %j', (script, words) => {
  expect(shebangWords(script)).toEqual(words);
});
