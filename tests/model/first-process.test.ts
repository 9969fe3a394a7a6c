// Who is process 1, and what that means for signals and for words that nobody reads.

import { describe, expect, test } from 'vitest';
import { type FirstProcess, type ShellProgram, startOf } from '../../src/model/first-process.ts';

/** In short: `serve`, `sh (goes-on) serve`, `tini > serve`, `? serve`. */
function first(argv: readonly string[], systemShell?: ShellProgram): string {
  return inShort(startOf(argv, systemShell).first);
}

function inShort(process: FirstProcess): string {
  const program = process.program ?? '…';
  switch (process.kind) {
    case 'program':
      return program;
    case 'script':
      return `${process.script} -> ${program}`;
    case 'shell':
      return `${process.shell} (${process.stay}) ${program}`;
    case 'init':
      return `${process.init} > ${program}`;
    case 'unknown':
      return `? ${program}`;
    default:
      return process satisfies never;
  }
}

const sh = (script: string, ...words: readonly string[]): readonly string[] => ['/bin/sh', '-c', script, ...words];

describe('process 1', () => {
  test.each<[argv: readonly string[], expected: string]>([
    [['/usr/sbin/nginx', '-g', 'daemon off;'], 'nginx'],
    [['env', 'A=1', 'gosu', 'app', '/app/serve'], 'serve'],
    [['/sbin/tini', '--', 'serve', '-v'], 'tini > serve'],
    [['dumb-init', 'serve'], 'dumb-init > serve'],
    [['xargs', 'serve'], '? serve'],
    [['/entrypoint.sh', '/bin/serve'], 'entrypoint.sh -> serve'],
    [['docker-entrypoint', '--port', '80'], 'docker-entrypoint -> …'],
    [['tini', '--', '/start.sh'], 'tini > start.sh'],
    [['sh', '-e', '/start', 'serve'], 'start -> serve'],
    [['/app/sh', 'script'], 'script -> …'],
  ])('of %j is %s', (argv, expected) => {
    expect(first(argv)).toBe(expected);
  });

  test.each<[script: string, busybox: string, dash: string, bash: string]>([
    ['serve', 'serve', 'sh (never) serve', 'serve'],
    ['A=1 serve', 'serve', 'sh (never) serve', 'serve'],
    ['serve > log', 'serve', 'sh (never) serve', 'sh (never) serve'],
    ['exec serve > log', 'serve', 'serve', 'serve'],
    ['echo x; serve', 'serve', 'sh (never) serve', '? serve'],
    ['echo x && serve', 'serve', 'sh (never) serve', '? serve'],
    ['echo x; exec serve', 'serve', 'serve', 'serve'],
    ['exec "$@"', '…', '…', '…'],
    ['serve; echo x', 'sh (itself) echo', 'sh (itself) echo', 'sh (itself) echo'],
    ['serve || exit 3', 'sh (goes-on) serve', 'sh (goes-on) serve', 'sh (goes-on) serve'],
    ['serve | tee log', 'sh (goes-on) serve', 'sh (goes-on) serve', 'sh (goes-on) serve'],
    ['serve & wait', 'sh (itself) wait', 'sh (itself) wait', 'sh (itself) wait'],
    ['while :; do serve; done', 'sh (itself) …', 'sh (itself) …', 'sh (itself) …'],
    ['trap "exit" TERM; serve', 'sh (traps) serve', 'sh (traps) serve', 'sh (traps) serve'],
    ['exec sh -c "exec serve"', 'serve', 'serve', 'serve'],
    ['exec tini serve', 'tini > serve', 'tini > serve', 'tini > serve'],
    ['serve "', '? …', '? …', '? …'],
  ])('of sh -c %j', (script, busybox, dash, bash) => {
    const shells: readonly ShellProgram[] = ['busybox', 'dash', 'bash'];
    expect(shells.map((shell) => first(sh(script), shell))).toEqual([busybox, dash, bash]);
  });

  test('is unknown where nobody knows which shell /bin/sh is', () => {
    expect(first(sh('serve'))).toBe('? serve');
    expect(startOf(sh('exec serve'), 'none').first).toMatchObject({ reason: 'the base image has no sh' });
    expect(first(['/bin/ash', '-ec', 'serve'])).toBe('serve');
    expect(first(['/bin/bash', '-c', 'serve'])).toBe('serve');
    expect(first(['dash', '-c', 'serve'])).toBe('dash (never) serve');
  });

  test('has the words that the shell leaves', () => {
    expect(startOf(sh('exec serve -v "two words"'), 'dash').first).toMatchObject({
      argv: ['serve', '-v', 'two words'],
    });
    expect(startOf(sh('exec serve $PORT'), 'dash').first).toMatchObject({ program: 'serve', argv: undefined });
  });
});

describe('words behind a script', () => {
  test.each<[argv: readonly string[], lost: readonly string[]]>([
    [sh('serve', '--port', '80'), ['--port', '80']],
    [sh('serve "$@"', '--', '80'), []],
    [sh('serve $0', 'x'), []],
    [['serve', 'x'], []],
  ])('of %j: %j are lost', (argv, lost) => {
    expect(startOf(argv, 'busybox').lost).toEqual(lost);
  });
});

test('a shell without a script needs a terminal', () => {
  expect(startOf(['bash'], undefined).needsTerminal).toBe(true);
  expect(startOf(['/bin/sh', '-l'], undefined).needsTerminal).toBe(true);
  expect(startOf(sh('serve'), undefined).needsTerminal).toBe(false);
  expect(startOf(['sh', '/start.sh'], undefined).needsTerminal).toBe(false);
});
