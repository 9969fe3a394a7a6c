import { expect, test } from 'vitest';
import { commandOf } from './scripts.ts';

test.each([
  ['apt-get update', [], 'apt-get', ['update']],
  ['sudo apt-get update', ['sudo'], 'apt-get', ['update']],
  ['sudo -E -u root -- apt-get -y update', ['sudo'], 'apt-get', ['-y', 'update']],
  ['sudo -Hu root apt-get', ['sudo'], 'apt-get', []],
  ['sudo --user=root --group wheel make', ['sudo'], 'make', []],
  ['sudo -l', [], 'sudo', ['-l']],
  ['sudo', [], 'sudo', []],
  ['doas -u www nginx', ['doas'], 'nginx', []],
  ['/usr/bin/env python3 x', ['env'], 'python3', ['x']],
  ['env -i -u HOME make', ['env'], 'make', []],
  ['env - make', ['env'], 'make', []],
  ['env -S "a b"', [], 'env', ['-S', 'a b']],
  ['env', [], 'env', []],
  ['exec -a x nginx -g y', ['exec'], 'nginx', ['-g', 'y']],
  ['exec >log', [], 'exec', []],
  ['command ls', ['command'], 'ls', []],
  ['command -v ls', [], 'command', ['-v', 'ls']],
  ['nice -n 5 make -j', ['nice'], 'make', ['-j']],
  ['nice -5 make', ['nice'], 'make', []],
  ['ionice -c 2 -n7 nice make', ['ionice', 'nice'], 'make', []],
  ['nohup nginx', ['nohup'], 'nginx', []],
  ['time -p make', ['time'], 'make', []],
  ['/usr/bin/time -f %e -o log make', ['time'], 'make', []],
  ['timeout 10 make', ['timeout'], 'make', []],
  ['timeout -k 5 -s KILL 10m make all', ['timeout'], 'make', ['all']],
  ['timeout 10', [], 'timeout', ['10']],
  ['stdbuf -oL -e 0 make', ['stdbuf'], 'make', []],
  ['xargs -r -n 1 -I {} rm -f {}', ['xargs'], 'rm', ['-f', '{}']],
  ['xargs -0', [], 'xargs', ['-0']],
  ['busybox wget x', ['busybox'], 'wget', ['x']],
  ['busybox --install -s', [], 'busybox', ['--install', '-s']],
  ['gosu www:www nginx', ['gosu'], 'nginx', []],
  ['su-exec "$USER" nginx', ['su-exec'], 'nginx', []],
  ['gosu $USER nginx', [], 'gosu', ['$USER', 'nginx']],
  ['tini -s -e 143 -- nginx -x', ['tini'], 'nginx', ['-x']],
  ['dumb-init --rewrite 15:3 nginx', ['dumb-init'], 'nginx', []],
  ['sudo -E env A=b exec nice make', ['sudo', 'env', 'exec', 'nice'], 'make', []],
  ['retry 3 make', [], 'retry', ['3', 'make']],
  ['sudo $FLAGS make', ['sudo'], undefined, ['make']],
])('%s', (text, wrappers, name, args) => {
  const command = commandOf(text);
  expect(command.wrappers).toEqual(wrappers);
  expect(command.name).toBe(name);
  expect(command.args.map((word) => word.value ?? word.text)).toEqual(args);
});

test('the words of a wrapper stay among the words', () => {
  const { words } = commandOf('sudo -u root apt-get update');
  expect(words.map(({ text }) => text)).toEqual(['sudo', '-u', 'root', 'apt-get', 'update']);
});

test('assignments of env and sudo count as those of the command', () => {
  const text = 'A=1 env B=2 "C=3 4" sudo D=$x make E=5';
  const { assignments, args } = commandOf(text);
  expect(assignments).toMatchObject([
    { name: 'A', value: { value: '1' } },
    { name: 'B', value: { text: '2', value: '2' } },
    { name: 'C', value: { value: '3 4' } },
    { name: 'D', value: { text: '$x', value: undefined, literalPrefix: '', variables: [{ name: 'x' }] } },
  ]);
  const places = assignments.map(({ value }) => text.slice(value?.span.start, value?.span.end));
  expect(places).toEqual(['1', '2', '"C=3 4"', '$x']);
  expect(args.map(({ value }) => value)).toEqual(['E=5']);
});
