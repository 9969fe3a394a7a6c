// The ignore file: what is read from it, and which paths it leaves out.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMatcher, readIgnoreFile } from '../../src/context/dockerignore.ts';
import { success } from '../../src/syntax/go/result.ts';

describe('readIgnoreFile', () => {
  test('gives one cleaned pattern a line', () => {
    expect(readIgnoreFile('docs//api/\n  ./dist  \r\n/tmp/../cache\nlib/**/\n')).toEqual(
      success(['docs/api', 'dist', 'cache', 'lib/**']),
    );
  });

  test('takes only a # in the first column for a comment', () => {
    expect(readIgnoreFile('# left out\n #kept\n\n \t\n')).toEqual(success(['#kept']));
  });

  test('keeps the ! of an exclusion in front and cleans the rest', () => {
    expect(readIgnoreFile('! /keep/me/ \n!\n!/\n!!x')).toEqual(success(['!keep/me', '!', '!/', '!!x']));
  });

  test('drops a byte order mark from the first line only', () => {
    expect(readIgnoreFile('\uFEFF# comment\n\uFEFFa')).toEqual(success(['\uFEFFa']));
  });

  test('trims what is white space to Go, and nothing else', () => {
    expect(readIgnoreFile('\u0085a\u00A0\n\u200Bb')).toEqual(success(['a', '\u200Bb']));
  });

  test('refuses a line that the scanner has no room for', () => {
    const longest = 'a'.repeat(65_535);
    expect(readIgnoreFile(`${longest}\nb`)).toEqual(success([longest, 'b']));
    const tooLong = { ok: false, error: 'bufio.Scanner: token too long' };
    expect(readIgnoreFile(`${longest}\r\nb`)).toEqual(tooLong);
    expect(readIgnoreFile(`b\n${'é'.repeat(32_768)}`)).toEqual(tooLong);
  });

  test('reads any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const read = readIgnoreFile(text);
        expect(read.ok && read.value.length <= text.split('\n').length).toBe(true);
      }),
    );
  });
});

/** The paths of `paths` that the patterns leave out, or the error. */
function ignored(patterns: readonly string[], paths: readonly string[]): readonly string[] | string {
  const matcher = createMatcher(patterns);
  if (!matcher.ok) return matcher.error;
  const found: string[] = [];
  for (const path of paths) {
    const answer = matcher.value.ignores(path);
    if (!answer.ok) return answer.error;
    if (answer.value) found.push(path);
  }
  return found;
}

describe('createMatcher', () => {
  test('refuses an exclusion of nothing', () => {
    expect(ignored(['a', '!'], [])).toBe('illegal exclusion pattern: "!"');
    expect(ignored(['!/'], [])).toBe('illegal exclusion pattern: "!"');
  });

  test.each(['[a', 'a[', '[]a]', '[-a]', '[a-]', '[a-b-c]', 'a\\', '?[', '![x'])(
    'refuses the pattern %s',
    (pattern) => {
      expect(ignored([pattern], [])).toBe('syntax error in pattern');
    },
  );

  test('says whether there are exclusions', () => {
    expect(createMatcher(['a', '!b'])).toMatchObject({ ok: true, value: { hasExclusions: true } });
    expect(createMatcher(['a', 'b!'])).toMatchObject({ ok: true, value: { hasExclusions: false } });
  });

  test('cleans patterns that come from elsewhere', () => {
    expect(ignored([' ./a/ ', ''], ['a', 'b'])).toEqual(['a']);
  });
});

describe('ignores', () => {
  const paths = ['a', 'ab', 'a/b', 'a/b/c.md', 'b/a', 'x/y/a', 'x/y/ab.md', 'readme.md'];

  test('a pattern leaves out a path and everything below it', () => {
    expect(ignored(['a'], paths)).toEqual(['a', 'a/b', 'a/b/c.md']);
    expect(ignored(['x/y'], paths)).toEqual(['x/y/a', 'x/y/ab.md']);
  });

  test('a star stays inside one name, two stars do not', () => {
    expect(ignored(['*.md'], paths)).toEqual(['readme.md']);
    expect(ignored(['**/*.md'], paths)).toEqual(['a/b/c.md', 'x/y/ab.md', 'readme.md']);
    expect(ignored(['*/b'], paths)).toEqual(['a/b', 'a/b/c.md']);
    expect(ignored(['x/**/ab*'], paths)).toEqual(['x/y/ab.md']);
  });

  test('two stars at an end mean a beginning or an end of the path', () => {
    expect(ignored(['**/a'], paths)).toEqual(['a', 'a/b', 'a/b/c.md', 'b/a', 'x/y/a']);
    expect(ignored(['a/**'], paths)).toEqual(['a/b', 'a/b/c.md']);
    expect(ignored(['a**'], paths)).toEqual(['a', 'ab', 'a/b', 'a/b/c.md']);
    expect(ignored(['**b'], paths)).toEqual(['ab', 'a/b', 'a/b/c.md', 'b/a']);
    expect(ignored(['**b*'], paths)).toEqual(['a/b', 'a/b/c.md', 'b/a']);
    expect(ignored(['**'], paths)).toEqual(paths);
    expect(ignored(['**/y/**'], paths)).toEqual(['x/y/a', 'x/y/ab.md']);
  });

  test('the last pattern that matches decides', () => {
    expect(ignored(['*.md', '!readme*', 'readme.md'], ['readme.md', 'news.md'])).toEqual(['readme.md', 'news.md']);
    expect(ignored(['*.md', '!readme*'], ['readme.md', 'news.md'])).toEqual(['news.md']);
    expect(ignored(['a', '!a/b'], paths)).toEqual(['a']);
  });

  test('plain paths and patterns decide in the order in which they stand', () => {
    const matcher = createMatcher(['a', '!a/b', '*/b/c', '!a/b/c/d', 'a/b/c/d/e', '!**/f', 'a']);
    if (!matcher.ok) throw new Error(matcher.error);
    expect(matcher.value.leftOutBy('a/b')).toEqual({ ok: true, value: 'a' });
    const early = createMatcher(['a', '!a/b', '*/b/c', '!a/b/c/d', 'a/b/c/d/e']);
    if (!early.ok) throw new Error(early.error);
    const reasons = ['a/x', 'a/b/x', 'a/b/c', 'a/b/c/d', 'a/b/c/d/e/f', 'b'].map((path) => early.value.leftOutBy(path));
    expect(reasons.map((reason) => reason.ok && reason.value)).toEqual([
      'a',
      undefined,
      '*/b/c',
      undefined,
      'a/b/c/d/e',
      undefined,
    ]);
  });

  test('classes and escapes', () => {
    expect(ignored(['[a-c]'], paths)).toEqual(['a', 'a/b', 'a/b/c.md', 'b/a']);
    expect(ignored(['[^a-c]'], ['a', 'x', '/'])).toEqual(['x', '/']);
    expect(ignored(['\\*'], ['*', 'a'])).toEqual(['*']);
    expect(ignored(['[]-a]*'], ['a'])).toBe('syntax error in pattern');
    expect(ignored(['a?c'], ['abc', 'a/c', 'a😀c'])).toEqual(['abc', 'a😀c']);
  });

  test('the characters that BuildKit forgets to escape count in a pattern with a wildcard only', () => {
    expect(ignored(['a|b*'], ['ax', 'xbx', 'x', 'a|bc'])).toEqual(['ax', 'xbx', 'a|bc']);
    expect(ignored(['a|b'], ['a', 'b', 'a|b'])).toEqual(['a|b']);
    expect(ignored(['x{2}?'], ['xx', 'xxy', 'x{2}y'])).toEqual(['xxy']);
    expect(ignored(['x{2}'], ['xx', 'x{2}'])).toEqual(['x{2}']);
    expect(ignored(['?^a'], ['^a', 'x^a'])).toEqual([]);
    expect(ignored(['a+(b).$*'], ['a+(b).$c', 'aab.c'])).toEqual(['a+(b).$c']);
  });

  test('a backslash before a letter means what it means to Go', () => {
    expect(ignored(['v\\d'], ['v1', 'vd'])).toEqual(['v1']);
    expect(ignored(['\\w\\W\\s'], ['a- ', 'a-b'])).toEqual(['a- ']);
    expect(ignored(['\\x41\\x{42}\\103'], ['ABC'])).toEqual(['ABC']);
    expect(ignored(['\\Q*\\E?'], ['[^/]*x', '*x'])).toEqual(['[^/]*x']);
    expect(ignored(['*\\bx'], ['a-x', 'ax', 'x'])).toEqual(['a-x', 'x']);
    expect(ignored(['src\\plugins'], ['srcéugins', 'src1ugins'])).toEqual(['srcéugins']);
    expect(ignored(['[[:upper:]_]*'], ['Make', '_x', 'make'])).toEqual(['Make', '_x']);
  });

  test('a broken regular expression is noticed when the pattern is needed', () => {
    const matcher = createMatcher(['x', '!bin\\Components']);
    if (!matcher.ok) throw new Error(matcher.error);
    expect(matcher.value.ignores('y')).toEqual(success(false));
    const error = { ok: false, error: 'syntax error in pattern' };
    expect(matcher.value.ignores('x')).toEqual(error);
    expect(matcher.value.ignores('x')).toEqual(error);
  });

  test.each([
    '[z-a]',
    '*{2}',
    '**/{2}x*',
    '*|{2}',
    'a{1001}?',
    'a{2,1}?',
    '\\1',
    '\\é',
    '\\pa',
    '[[:nothing:]]',
    '[a-\\d]',
  ])('what Go takes for no regular expression: %s', (pattern) => {
    expect(ignored([pattern], ['a'])).toBe('syntax error in pattern');
  });

  test.each([
    ['a*'.repeat(5_000) + 'b', 'a'.repeat(1_000)],
    ['**/'.repeat(3_000) + 'x*', 'a/'.repeat(500) + 'y'],
    ['?{0,1000}'.repeat(500) + 'x', 'a'.repeat(1_000)],
    ['a*|'.repeat(1_000) + 'x', 'b'.repeat(1_000)],
    ['[[:'.repeat(5_000) + 'x]*', 'a'.repeat(1_000)],
    ['x{'.repeat(5_000) + '*', 'x{'.repeat(500)],
  ])('a hostile pattern is answered: %.12s…', (pattern, path) => {
    expect(ignored([pattern], [path])).toEqual([]);
  });
});

/** What is meant, said with a backtracking expression: fine for short patterns of a few characters. */
function reference(pattern: string, path: string): boolean {
  const source = pattern.replaceAll(/\*\*\/?$|\*\*\/?|[*?.]/g, (token, offset: number) => {
    if (token.startsWith('**')) return offset + token.length === pattern.length ? '.*' : '(.*/)?';
    return { '*': '[^/]*', '?': '[^/]' }[token] ?? '\\.';
  });
  const expression = new RegExp(`^${source}$`);
  const names = path.split('/');
  return names.some((_, index) => expression.test(names.slice(0, index + 1).join('/')));
}

describe('properties', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', '.'), minLength: 1, maxLength: 3 });
  const cleanName = name.filter((text) => text !== '.' && text !== '..');
  const path = fc.array(cleanName, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
  const element = fc.oneof(fc.constantFrom('**', '*', 'a*', '?', '*.b', 'a?b'), cleanName);
  const pattern = fc.array(element, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));

  test('agrees with a plain regular expression on plain patterns', () => {
    fc.assert(
      fc.property(pattern, path, (oneOf, ofPath) => {
        expect(ignored([oneOf], [ofPath])).toEqual(reference(oneOf, ofPath) ? [ofPath] : []);
      }),
      { numRuns: 2_000 },
    );
  });

  test('what lies below an ignored path is ignored, without exclusions', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 3 }), path, cleanName, (patterns, folder, file) => {
        const both = ignored(patterns, [folder, `${folder}/${file}`]);
        expect(both).not.toEqual([folder]);
      }),
    );
  });

  test('a hundred thousand paths are looked up, not tried', () => {
    const patterns = Array.from({ length: 100_000 }, (_, index) => `${index % 2 === 0 ? '' : '!'}folder/${index >> 1}`);
    const matcher = createMatcher(patterns);
    if (!matcher.ok) throw new Error(matcher.error);
    const others = Array.from({ length: 5000 }, (_, index) => `other/${index}/folder`);
    expect(others.every((other) => matcher.value.leftOutBy(other).ok)).toBe(true);
    expect(matcher.value.leftOutBy('folder/7/x')).toEqual({ ok: true, value: undefined });
  });

  test('any patterns and any path get an answer', () => {
    const syntax = fc.string({ unit: fc.constantFrom(...'ab/*?[]^-\\{}|,1:QEpLdwxz.!é😀') });
    fc.assert(
      fc.property(fc.array(syntax), fc.string({ unit: 'binary' }), (patterns, anyPath) => {
        const answer = ignored(patterns, [anyPath]);
        if (typeof answer === 'string') expect(answer).toMatch(/^(syntax error in|illegal exclusion) pattern/);
      }),
      { numRuns: 2_000 },
    );
  });
});
