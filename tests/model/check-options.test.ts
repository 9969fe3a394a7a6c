import { describe, expect, test } from 'vitest';
import { isSilenced, parseCheckOptions, readCheckOptions } from '../../src/model/check-options.ts';

const comment = (text: string) => ({ text, span: { start: 0, end: 0 } });

function options(text: string) {
  const result = parseCheckOptions(text);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

describe('the grammar', () => {
  test('has three options', () => {
    expect(options(' skip=A, B ; experimental=all;error=1 ')).toEqual({
      skip: new Set(['A', 'B']),
      experimental: 'all',
      error: true,
    });
    expect(options('')).toEqual({ skip: new Set(), experimental: new Set(), error: false });
  });

  test('takes the last of a repeated option, but keeps all', () => {
    expect(options('skip=A;skip=B').skip).toEqual(new Set(['B']));
    expect(options('skip=all;skip=A').skip).toBe('all');
  });

  test.each([
    ['skip', 'invalid check option "skip"'],
    ['skip=A;', 'invalid check option ""'],
    ['Skip=A', 'invalid check option "Skip"'],
    ['error=yes', 'failed to parse check option "error=yes": strconv.ParseBool: parsing "yes": invalid syntax'],
    [
      'skip=A;skip=B;error=true;',
      'failed to parse check option "error=true;": strconv.ParseBool: parsing "true;": invalid syntax',
    ],
  ])('does not have %s', (text, error) => {
    expect(parseCheckOptions(text)).toEqual({ ok: false, error });
  });
});

describe('the directive', () => {
  test.each([
    '# check=skip=A\nFROM a',
    '\ufeff#!/bin/x\n# Check = skip=A // why\nFROM a',
    '# syntax=x\n#check=skip=A\nFROM a',
    '// check=skip=A\nFROM a',
    '{"check": "skip=A"}',
  ])('is read from %j', (text) => {
    expect(readCheckOptions(text, undefined)).toMatchObject({ ok: true, value: { skip: new Set(['A']) } });
  });

  test.each(['# hello\n# check=skip=A\n', '\n# check=skip=A\n', ' # check=skip=A', 'FROM a', '', '#!', '{'])(
    'is not in %j',
    (text) => {
      expect(readCheckOptions(text, undefined)).toMatchObject({ ok: true, value: { skip: new Set() } });
    },
  );

  test('gives way to the build argument', () => {
    expect(readCheckOptions('# check=skip', 'skip=all')).toMatchObject({ value: { skip: 'all' } });
    expect(readCheckOptions('', 'x')).toEqual({
      ok: false,
      error: 'failed to parse build-arg:BUILDKIT_DOCKERFILE_CHECK: invalid check option "x"',
    });
  });
});

describe('a note', () => {
  test('is silenced by the file or by a comment in front of its instruction', () => {
    const none = options('');
    expect(isSilenced('UndefinedVar', none, [])).toBe(false);
    expect(isSilenced('UndefinedVar', options('skip=all'), [])).toBe(true);
    expect(isSilenced('UndefinedVar', none, [comment('why'), comment('check=skip=UndefinedVar // here')])).toBe(true);
    expect(isSilenced('UndefinedVar', none, [comment('check=skip=A'), comment('check=skip=UndefinedVar')])).toBe(false);
    expect(isSilenced('UndefinedVar', none, [comment('check=skip=UndefinedVar; error=true')])).toBe(false);
    expect(isSilenced('DuplicateStageName', none, [comment('check=skip=all')])).toBe(false);
  });

  test('of an experimental check is silent unless asked for, and skip does not matter then', () => {
    const check = 'InvalidDefinitionDescription';
    expect(isSilenced(check, options(''), [])).toBe(true);
    expect(isSilenced(check, options(`skip=all;experimental=${check}`), [])).toBe(false);
    expect(isSilenced(check, options(''), [comment('check=experimental=all')])).toBe(false);
  });
});
