import { expect, test } from 'vitest';
import { normalPath, pathsIn, touchesPath } from '../../src/shell/file-path.ts';
import { commandOf } from './scripts.ts';

test.each([
  ['/var//lib/./apt/', '/var/lib/apt'],
  ['/', '/'],
  ['~/.cache', '~/.cache'],
  ['/root', '~'],
  ['/root/.npm/', '~/.npm'],
  ['/home/app/.cache/pip', '~/.cache/pip'],
  ['/home', '/home'],
  ['/rooted', '/rooted'],
  ['$HOME/x', '~/x'],
  ['${HOME}', '~'],
  ['$HOMEPAGE/x', '$HOMEPAGE/x'],
  ['$DIR/.npm', '~/.npm'],
  ['/usr/local/share/.cache/yarn', '~/.cache/yarn'],
  ['.cache', '~/.cache'],
  ['../lists', '../lists'],
  ['', ''],
])('the normal form of %j is %j', (path, normal) => {
  expect(normalPath(path)).toBe(normal);
});

test.each([
  ['/var/lib/apt/lists/*', ['/var/lib/apt/lists/*']],
  ['"$HOME"/.cache', ['~/.cache']],
  ["'/var/lib'/{apt,dpkg}", ['/var/lib/dpkg', '/var/lib/apt']],
  ['/{a,b}/{c,d}', ['/b/d', '/b/c', '/a/d', '/a/c']],
  ['/${A,B}/{c}', ['/${A,B}/{c}']],
  [`/${'{a,b}'.repeat(20)}`, [`/${'{a,b}'.repeat(20)}`]],
])('%j stands for %j', (word, paths) => {
  expect(commandOf(`rm ${word}`, 'bash').args.flatMap(pathsIn)).toEqual(paths);
});

test.each([
  ['/var/lib/apt/lists', true],
  ['/var/lib', true],
  ['/', true],
  ['/var/lib/apt/lists/*', true],
  ['/var/lib/apt/lists/partial', true],
  ['/var/*', true],
  ['/var/l*/a?t', true],
  ['/var/lib/$DIR', true],
  ['/var/lib/apt-cacher', false],
  ['/var/cache/*', false],
  ['*.deb', false],
  ['var/lib', false],
  ['$DIR', false],
  ['', false],
])('%j touches the lists of apt: %j', (pattern, touches) => {
  expect(touchesPath(pattern, '/var/lib/apt/lists')).toBe(touches);
});
