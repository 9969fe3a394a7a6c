import { expect, test } from 'vitest';
import { isBareStarter, ownProgram, wordsBehindInit } from '../../src/model/entry-point.ts';

test.each([
  [['nginx'], 'nginx'],
  [['/usr/bin/java', '-jar', '/app.jar'], 'java'],
  [['tini', '--', 'python', 'app.py'], 'python'],
  [['python', '-m', 'flask'], 'python'],
  [['bash'], 'bash'],
])('%j takes what follows as its own arguments', (words, program) => {
  expect(ownProgram(words)).toBe(program);
});

test.each([
  [[]],
  [['']],
  [['tini', '--']],
  [['/docker-entrypoint.sh']],
  [['/opt/app/run-server']],
  [['/init']],
  [['gosu', 'app']],
  [['env', 'A=b']],
  [['bash', '-c']],
  [['sh', '-c', 'exec "$@"', '--']],
  [['python', '/entrypoint.py']],
  [['bundle', 'exec']],
  [['conda', 'run', '-n', 'app']],
])('%j may start it, or nobody knows', (words) => {
  expect(ownProgram(words)).toBeUndefined();
});

test('an init and its options are left out', () => {
  expect(wordsBehindInit(['tini', '-g', '--', 'a', 'b'])).toEqual(['a', 'b']);
  expect(wordsBehindInit(['a', '--', 'b'])).toEqual(['a', '--', 'b']);
});

test('an init alone starts nothing', () => {
  expect([['tini', '--'], ['/usr/bin/dumb-init'], ['gosu', 'app'], ['env', '-i']].map(isBareStarter)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect([['tini', '--', 'a'], ['gosu', 'app', 'a'], ['a'], []].some(isBareStarter)).toBe(false);
});
