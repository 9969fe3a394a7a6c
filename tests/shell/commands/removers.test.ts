import { expect, test } from 'vitest';
import { removalIn } from '../../../src/shell/commands/removers.ts';
import { commandOf } from '../scripts.ts';

test.each([
  ['rm -rf /a/b', 'all'],
  ['rm -rf /a/b/', 'all'],
  ['rm -rf /a/b/*', 'all'],
  ['rm -rf /x /a', 'all'],
  ['rm -r -- "/a"/*', 'all'],
  ['sudo rm -rf /a', 'all'],
  ['rm -rf /a/b/c', 'some'],
  ['rm -f /a/b/*.txt', 'some'],
  ['rm -rf /a/{b,c}', 'some'],
  ['rm -rf /a/b /a/{b,c}', 'all'],
  ['rm -rf /a/c', undefined],
  ['rm -rf $DIR', undefined],
  ['rmdir /a/b', undefined],
  ['find /a/b -delete', 'all'],
  ['find -H /x /a -mindepth 1 -delete', 'all'],
  ['find /a/b -name x -delete', 'some'],
  ['find /a -name x -delete', undefined],
  ['find /a/b ! -name x -delete', 'some'],
  ['find /a/b -exec rm -rf {} +', 'all'],
  ['find /a/b -execdir /bin/rm {} ;', 'all'],
  ['find /a/b -type f | xargs rm', 'all'],
  ['find /a/b | sort | xargs -r sudo rm -f', 'all'],
  ['find /a/b | wc -l', undefined],
  ['find /a/b -type f', undefined],
  ['find -delete', undefined],
])('%s removes of /a/b: %s', (text, removal) => {
  expect(removalIn(commandOf(text.replace('{} ;', '{} \\;')), '/a/b')).toBe(removal);
});
