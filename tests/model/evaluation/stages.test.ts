import { describe, expect, test } from 'vitest';
import { targetsOf } from '../../../src/model/evaluation/targets.ts';
import { parse } from '../../../src/syntax/parse.ts';
import { Source } from '../../../src/syntax/source.ts';
import { baseOf, build, configOf, errorOf, historyOf, imagesLike, notesOf } from './builds.ts';

describe('arguments', () => {
  test('of FROM are the global ones, and build arguments replace defaults', () => {
    const lines = ['ARG A=1', 'ARG B=x$A', 'FROM a:$B AS x'];
    expect(baseOf(lines)).toBe('a:x1');
    expect(baseOf(lines, { buildArgs: new Map([['A', '2']]) })).toBe('a:x2');
    expect(baseOf(['FROM a:$TARGETARCH'])).toBe('a:amd64');
  });

  test('of a stage are given, its own, or global, in this order', () => {
    const lines = [
      'ARG A=1',
      'FROM a',
      'ARG A',
      'ARG B=2 C',
      'LABEL x=$A$B$C$TARGETOS',
      'ARG TARGETOS',
      'LABEL y=$TARGETOS',
    ];
    expect(configOf(lines).Labels).toEqual({ x: '12', y: 'linux' });
    expect(
      configOf(lines, {
        buildArgs: new Map([
          ['C', '3'],
          ['B', '4'],
        ]),
      }).Labels,
    ).toEqual({ x: '143', y: 'linux' });
  });

  test('win over ENV where they come later, and reach the stages that start there', () => {
    const lines = ['FROM a AS b', 'ENV V=e', 'ARG V=a W=w', 'LABEL x=$V', 'FROM b', 'LABEL y=$V$W', 'RUN z'];
    expect(configOf(lines)).toMatchObject({ Labels: { x: 'a', y: 'ew' }, Env: ['PATH=/bin', 'V=e'] });
    expect(historyOf(lines).at(-1)).toBe('+ RUN |2 V=e W=w /bin/sh -c z # buildkit');
  });
});

describe('an unknown reference', () => {
  test.each([
    [['FROM $NOPE'], 'base name ($NOPE) should not be blank'],
    [['FROM --platform=$TARGETARH a'], 'empty platform value from expression $TARGETARH (did you mean TARGETARCH?)'],
    [
      ['FROM a AS b', 'FROM B'],
      'failed to parse stage name "B": invalid reference format: repository name (library/B) must be lowercase',
    ],
    [['FROM a AS b', 'COPY --from=b a b'], 'circular dependency detected on stage: b'],
    [
      ['FROM a AS b', 'COPY --from=c a b', 'FROM b AS c'],
      'cannot copy from stage "c", it needs to be defined before current stage "b"',
    ],
    [
      ['FROM a', 'RUN --mount=from=c,target=/x y', 'FROM a AS c'],
      'cannot mount from stage "c" to "/x", stage needs to be defined before current command',
    ],
    [['FROM a', 'COPY --from=3 a b'], 'invalid stage index 3'],
    [
      ['FROM a', 'RUN --mount=type=cache,target=/c x', 'FROM a AS scratch'],
      'cannot mount from stage "scratch" to "/c", stage needs to be defined before current command',
    ],
    [
      ['FROM --platform=windows/amd64 a', 'WORKDIR d:\\x'],
      'normalizing workdir: normalizing working directory: removing drive letter: ' +
        'The specified path is not on the system drive (C:)',
    ],
    [
      ['FROM --platform=windows/amd64 a', 'COPY d:\\x y'],
      'removing drive letter: removing drive letter: The specified path is not on the system drive (C:)',
    ],
    [
      ['FROM --platform=windows/amd64 a', 'COPY x d:\\y'],
      'removing drive letter: The specified path is not on the system drive (C:)',
    ],
    [['FROM --platform=windows/amd64 a', 'WORKDIR ..', 'RUN --mount=target=. x'], 'invalid mount target "/"'],
    [['FROM a', 'ADD --checksum=$NONE https://github.com/a/b.git?checksum=ab /x'], undefined],
    [
      ['FROM a', 'COPY --from=$B a b'],
      'variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround',
    ],
    [['ARG SOURCE_DATE_EPOCH=x', 'FROM a'], 'invalid SOURCE_DATE_EPOCH: x'],
    [['ARG SOURCE_DATE_EPOCH=s', 'FROM a AS s'], 'SOURCE_DATE_EPOCH stage must use FROM scratch'],
    [['# check=skip', 'FROM'], 'failed to parse check options: invalid check option "skip"'],
    [['FROM a', 'RUN []'], 'arguments are required'],
    [['ARG A'], 'dockerfile contains no stages to build'],
    [[''], 'the Dockerfile cannot be empty'],
  ])('%j', (lines, error) => {
    expect(errorOf(lines, { mode: lines.length === 3 ? 'check' : 'build' })).toBe(error);
  });

  test('names a stage that is like it', () => {
    expect(errorOf(['FROM a AS build', 'FROM a'], { target: 'Biuld' })).toBe('target stage "Biuld" could not be found');
    expect(errorOf(['FROM a AS build', 'FROM a'], { target: 'buidl' })).toBe(
      'target stage "buidl" could not be found (did you mean build?)',
    );
    const images = { lookup: () => ({ kind: 'missing', error: 'not found' }) as const };
    expect(errorOf(['FROM alpnie'], { images })).toBe('alpnie: not found (did you mean alpine?)');
  });
});

test('a build looks at what the target needs, a check at everything', () => {
  const lines = ['FROM a AS x', 'STOPSIGNAL no', 'FROM a AS y'];
  expect(errorOf(lines)).toBeUndefined();
  expect(errorOf(lines, { mode: 'check' })).toBe('invalid signal: no');
  expect(errorOf(lines, { mode: 'check', target: 'Y' })).toBeUndefined();
});

describe('triggers', () => {
  test('of a stage and of an image run first, once', () => {
    const lines = ['FROM a AS p', 'ONBUILD ENV A=1', 'ENV A=0', 'FROM p AS c', 'ENV B=$A', 'FROM c', 'ENV A=2'];
    expect(historyOf(lines)).toEqual(['ENV A=0', 'ENV A=1', 'ENV B=1', 'ENV A=2']);
    const images = imagesLike({ OnBuild: ['USER u'] });
    expect(configOf(['FROM a'], { images })).toMatchObject({ User: 'u', OnBuild: undefined });
  });

  test('may need a stage that nothing else needs', () => {
    const lines = ['FROM a AS p', 'ONBUILD COPY --from=q /x /', 'FROM a AS q', 'STOPSIGNAL no', 'FROM p'];
    expect(build(lines).error).toMatchObject({ message: 'invalid signal: no', lines: [4] });
  });

  test('are refused at the FROM', () => {
    const images = imagesLike({ OnBuild: ['ENV A'] });
    expect(build(['FROM a', 'FROM b'], { images }).error).toMatchObject({
      message: 'ENV must have two arguments',
      lines: [2],
    });
    expect(build(['FROM a'], { images: imagesLike({ OnBuild: ['COPY --from=7 a b'] }) }).error).toMatchObject({
      message: 'invalid stage index 7',
      lines: [1],
    });
    expect(errorOf(['FROM a AS p', 'ONBUILD FOO', 'FROM p'])).toBe('unknown instruction: FOO (did you mean FROM?)');
  });
});

test('the outline tells what the target takes from outside', () => {
  const { outline } = build(
    [
      'ARG V=1',
      '# TAG which one',
      'ARG TAG=x$V UNUSED',
      'FROM a:$TAG AS base',
      'ARG OWN',
      'RUN --mount=type=secret,id=s,required --mount=type=ssh x',
      '# final this is it',
      'FROM base AS Final',
    ],
    { mode: 'outline' },
  );
  expect(outline).toEqual({
    name: 'final',
    description: 'this is it',
    args: [
      { name: 'V', description: '', value: '1', line: 1 },
      { name: 'TAG', description: 'which one', value: 'x1', line: 3 },
      { name: 'OWN', description: '', value: '', line: 5 },
    ],
    secrets: [{ name: 's', required: true, line: 6 }],
    ssh: [{ name: 'default', required: false, line: 6 }],
  });
});

test('the outline takes an ARG from the first FROM on only if that has a value', () => {
  const lines = ['ARG A', 'ARG B=1', 'FROM a', '# A of the stage', 'ARG A', '# B of the stage', 'ARG B'];
  expect(build(lines, { mode: 'outline' }).outline?.args).toEqual([
    { name: 'B', description: '', value: '1', line: 2 },
    { name: 'A', description: 'of the stage', value: '', line: 5 },
  ]);
});

test('targets are told as they are written', () => {
  const { file } = parse(new Source('Dockerfile', 'ARG A\nFROM $A AS One\n# two hi\nFROM --platform=$P b AS two'));
  expect(targetsOf(file)).toMatchObject([
    { name: 'one', isDefault: false, description: '', base: '$A', platform: '' },
    { name: 'two', isDefault: true, description: 'hi', base: 'b', platform: '$P' },
  ]);
});

describe('linting', () => {
  test('goes on after what BuildKit refuses', () => {
    const lines = ['FROM $NOPE', 'STOPSIGNAL no', 'WORKDIR a', 'FROM a', 'ENV B=$C', 'ENV', 'COPY http://x /'];
    const { errors, error } = build(lines, { mode: 'lint' });
    expect(errors.map(({ message }) => message)).toEqual([
      'dockerfile parse error on line 6: ENV requires at least one argument',
      'base name ($NOPE) should not be blank',
      'invalid signal: no',
      "source can't be a URL for COPY",
    ]);
    expect(error?.isSyntax).toBe(true);
    expect(notesOf(lines, { mode: 'lint' })).toContain('UndefinedVar 5');
  });

  test('does not guess what somebody may give', () => {
    const lines = ['ARG BASE P', 'FROM --platform=$P $BASE', 'ARG S', 'STOPSIGNAL $S', 'EXPOSE a$S'];
    expect(build(lines, { mode: 'lint' }).errors).toEqual([]);
    expect(errorOf(lines)).toBe('base name ($BASE) should not be blank');
  });
});

describe('size', () => {
  const count = 10_000;
  test.each([
    ['stages', Array.from({ length: count }, (_, index) => `FROM s${index} AS s${index + 1}\nENV A${index}=b`)],
    ['instructions', ['FROM a', ...Array.from({ length: count }, (_, index) => `ARG A${index}=b\nRUN x`)]],
    ['sources', ['FROM a', ...Array.from({ length: count }, (_, index) => `COPY --from=i${index} a b`)]],
  ])('many %s', (_, lines) => {
    expect(errorOf(lines, { mode: 'check' })).toBeUndefined();
  });

  test('many triggers of many stages', () => {
    const triggers = Array.from({ length: count }, (_, index) => `ONBUILD RUN x${index}`);
    const stages = Array.from({ length: count }, () => 'FROM s');
    const { errors } = build(['FROM a AS s', ...triggers, ...stages], { mode: 'lint' });
    expect(errors[0]?.message).toBe('the stages have more than 100000 triggers');
  });

  test('variables that double each other', () => {
    expect(errorOf(['FROM a', 'ENV A=xxxxxxxxxx', ...Array.from({ length: 60 }, () => 'ENV A=$A$A')])).toContain(
      'too long',
    );
  });
});
