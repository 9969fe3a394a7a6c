// What a second build finds in the cache of the first, with the classic builder.

import { describe, expect, test } from 'vitest';
import { fates, impactBetween, type WrittenBuild } from './builds.ts';

function changed(build: WrittenBuild, change: Partial<WrittenBuild>): string {
  return fates(impactBetween(build, { ...build, ...change, files: { ...build.files, ...change.files } }, 'classic'));
}

const dockerfile = 'FROM alpine\nLABEL a=1\nCOPY a /a\nRUN make\nFROM alpine\nRUN other\n';
const build = { dockerfile, files: { a: '1', b: '2' } };

describe('the classic builder', () => {
  test.each([
    ['nothing', {}, '++++'],
    ['a file that nothing takes', { files: { b: '3' } }, '++++'],
    ['a file', { files: { a: '3' } }, '+--+'],
    ['a label, and all behind it', { dockerfile: dockerfile.replace('a=1', 'a=2') }, '---+'],
    ['the name of a file', { dockerfile: dockerfile.replace('COPY a', 'COPY b'), files: { b: '1' } }, '+--+'],
    ['the cache', { noCache: true }, '----'],
  ])('sees a change of %s', (_, change, expected) => {
    expect(changed(build, change)).toBe(expected);
  });

  test('takes an equal file of the same size and time for another one if its bytes are', () => {
    expect(changed(build, { files: { a: { content: '9', time: '1' } } })).toBe('+--+');
  });

  test('does not tell extended attributes', () => {
    expect(changed(build, { files: { a: { content: '1', attributes: 'user.x=1', time: 'later' } } })).toBe('++++');
  });

  test('finds in one stage what another one has made', () => {
    const twice = 'FROM alpine\nCOPY a /\nRUN one\nFROM alpine\nCOPY a /\nRUN two\n';
    expect(changed({ dockerfile: twice, files: { a: '1' } }, { files: { a: '2' } })).toBe('--+-');
  });

  test('is not sure of what commands write, also where stages look alike', () => {
    const stages = 'FROM alpine AS a\nCOPY f /\nRUN a\nFROM alpine AS b\nRUN b\n';
    const users = 'FROM alpine AS c\nCOPY --from=a /o /\nUSER u\nFROM alpine AS d\nCOPY --from=b /o /\nUSER u\n';
    const alike = { dockerfile: stages + users, files: { f: '1' } };
    expect(changed(alike, {})).toBe('+++++++');
    expect(changed(alike, { files: { f: '2' } })).toBe('--+??++');
  });
});
