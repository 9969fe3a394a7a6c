// COPY, ADD and WORKDIR as operations.

import { describe, expect, test } from 'vitest';
import { fileOf } from './plans.ts';

function actions(instructions: string): readonly object[] {
  return fileOf(`FROM a\n${instructions}\n`).actions;
}

describe('COPY', () => {
  test('has an action for each source', () => {
    expect(actions('COPY b c/ /d/')).toMatchObject([
      { kind: 'copy', from: '/b', to: '/d/', input: 0, source: 1, isTree: true, unpacks: false },
      { kind: 'copy', from: '/c', to: '/d/', input: 2, source: 1 },
    ]);
  });

  test.each([
    ['x', '/w/x'],
    ['x/', '/w/x/'],
    ['.', '/w/'],
    ['./', '/w/'],
    ['/x//y/../z', '/x/z'],
    ['/', '/'],
    ['/x/.', '/x/.'],
    ['..', '/'],
  ])('puts files to %s as %s', (written, to) => {
    expect(actions(`WORKDIR /w\nCOPY b ${written}`)).toMatchObject([{ to }]);
  });

  test('has the owner and the mode', () => {
    expect(actions('COPY --chown=u:5 --chmod=0750 b /')).toMatchObject([
      { owner: { user: 'u', group: 5 }, mode: 0o750 },
    ]);
    expect(actions('COPY --chmod=u=rwX b /')).toMatchObject([{ mode: 'u=rwX' }]);
  });

  test('leaves out, and keeps the folders above', () => {
    expect(actions('COPY --exclude=*.md --exclude=x b /')).toMatchObject([{ exclude: ['*.md', 'x'] }]);
    expect(actions('COPY --parents b/./c/d e* /')).toMatchObject([
      { from: '/b', include: ['c/d'], required: ['/b/c/d'] },
      { from: '/', include: ['e*'], required: [] },
    ]);
  });

  test('has a file for each heredoc', () => {
    const { inputs, actions: all } = fileOf('FROM a\nENV A=1\nCOPY b <<c <<"d" /e/\n$A\nc\n$A\nd\n');
    expect(all).toMatchObject([
      { from: '/b', isTree: true },
      { from: '/c', isTree: false },
      { from: '/d', isTree: false },
    ]);
    expect(inputs.slice(2)).toMatchObject([{ actions: [{ text: '1\n' }] }, { actions: [{ text: '$A\n' }] }]);
  });

  test('from a stage that is also the base has one input', () => {
    expect(fileOf('FROM a AS x\nFROM x\nCOPY --from=x b /\n')).toMatchObject({
      inputs: [{ kind: 'source' }],
      actions: [{ input: 0, source: 0 }],
    });
  });
});

describe('ADD', () => {
  test('unpacks what comes from the context', () => {
    expect(actions('ADD b.tgz /')).toMatchObject([{ unpacks: true }]);
    expect(actions('ADD --unpack=false b.tgz /')).toMatchObject([{ unpacks: false }]);
  });

  test('takes files from the web and from repositories as they are', () => {
    expect(actions('ADD https://e.org/b.tgz /')).toMatchObject([{ from: '/b.tgz', isTree: false, unpacks: false }]);
    expect(actions('ADD --unpack=true https://e.org/b.tgz /')).toMatchObject([{ unpacks: true }]);
    expect(actions('ADD https://github.com/b/c.git /')).toMatchObject([{ from: '/', isTree: false }]);
  });
});

describe('WORKDIR', () => {
  test('makes a folder that belongs to the user', () => {
    expect(actions('USER u\nWORKDIR x/../y')).toEqual([
      {
        kind: 'mkdir',
        path: '/y',
        mode: 0o755,
        owner: { user: 'u', group: undefined },
        makesParents: true,
        timestamp: undefined,
        input: 0,
      },
    ]);
    expect(actions('WORKDIR /x')).toMatchObject([{ owner: undefined }]);
  });
});
