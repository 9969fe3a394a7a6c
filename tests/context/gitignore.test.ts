// Which paths a .gitignore leaves out. What is expected here is what `git check-ignore` says.

import { describe, expect, test } from 'vitest';
import { parseGitignore } from '../../src/context/gitignore.ts';

/** As git walks: from the outermost folder in, until one is left out. A path that ends with `/` is a folder. */
function isIgnored(gitignore: string, path: string): boolean {
  const ignores = parseGitignore(gitignore);
  const names = path.split('/').filter((name) => name !== '');
  return names.some((_, index) => {
    const isFolder = index < names.length - 1 || path.endsWith('/');
    return ignores(names.slice(0, index + 1), isFolder) === true;
  });
}

describe.each<readonly [what: string, gitignore: string, ignored: readonly string[], kept: readonly string[]]>([
  ['a name, at any depth', 'build', ['build', 'build/', 'a/b/build', 'build/x'], ['builds', 'a/rebuild']],
  ['a folder', 'build/', ['build/', 'a/build/', 'build/x'], ['build', 'a/build']],
  ['a path from here', '/build', ['build', 'build/x'], ['a/build']],
  ['a slash inside', 'a/build', ['a/build'], ['b/a/build', 'build']],
  ['a slash inside and at the end', 'a/build/', ['a/build/'], ['a/build']],
  ['a star', '*.tmp', ['x.tmp', '.tmp', 'a/x.tmp'], ['x.tmp1', 'tmp']],
  ['a star stays in one name', 'a/*', ['a/b', 'a/b/c'], ['a', 'b/a/b']],
  ['several stars in a name', '*a*a*b', ['xaxaxb', 'aab'], ['ab', 'aaba']],
  ['a question mark', 'a?c', ['abc', 'a c'], ['ac', 'abbc']],
  ['two stars in front', '**/a/b', ['a/b', 'x/y/a/b'], ['a/x/b']],
  ['two stars behind', 'a/**', ['a/b', 'a/b/c'], ['a', 'b/a/c']],
  ['two stars between', 'a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['b', 'a/bc']],
  ['two stars alone', '**', ['a', 'a/b'], []],
  ['three stars are two', '***/a', ['a', 'x/a'], ['b']],
  ['two stars in a name are one', 'x/a**b', ['x/ab', 'x/a.b'], ['x/a/b']],
  ['a set', '[ab]c', ['ac', 'bc'], ['cc', '[ab]c']],
  ['a range', '[a-c]', ['a', 'b', 'c'], ['d', '-']],
  ['a set of others', '[!a]', ['b', '!'], ['a']],
  ['another set of others', '[^a]', ['b', '^'], ['a']],
  ['a bracket in a set', '[]]', [']'], ['[', '[]]']],
  ['a dash in a set', '[a-]', ['a', '-'], ['b']],
  ['an escape in a set', '[\\]a]', [']', 'a'], ['\\']],
  ['a named class', '[[:digit:]x]', ['0', 'x'], ['a', ':']],
  ['an unknown class never matches', '[[:nothing:]]', [], ['n', ':']],
  ['a set without end never matches', '[a', [], ['a', '[a']],
  ['an escaped star', '\\*', ['*'], ['a']],
  ['an escape without end never matches', 'a\\', [], ['a', 'a\\']],
  ['a comment', '# a', [], ['# a', 'a']],
  ['an escaped comment', '\\#a', ['#a'], ['a']],
  ['an escaped exclamation mark', '\\!a', ['!a'], ['a']],
  ['blanks at the end do not count', 'a  ', ['a'], ['a  ']],
  ['unless they are escaped', 'a\\ ', ['a '], ['a']],
  ['the last pattern that matches wins', '*.log\n!keep.log', ['x.log'], ['keep.log', 'a/keep.log']],
  ['also when it ignores again', 'a\n!a\na', ['a'], []],
  ['nothing comes back in a folder that is left out', 'a/\n!a/b', ['a/b', 'a/c'], []],
  ['but does in one of which only the content is', 'a/*\n!a/b', ['a/c'], ['a/b']],
  ['line endings of Windows and a byte order mark', '\u{feff}a\r\n\r\nb\r\n', ['a', 'b'], ['c']],
])('%s', (_, gitignore, ignored, kept) => {
  test.each(ignored.map((path) => [path]))('%j is left out', (path) => expect(isIgnored(gitignore, path)).toBe(true));
  test.each(kept.map((path) => [path]))('%j is kept', (path) => expect(isIgnored(gitignore, path)).toBe(false));
});

test('a pattern with many stars takes no time', () => {
  const ignores = parseGitignore(`${'*a'.repeat(40)}b\n${'**/a/'.repeat(40)}b`);
  const name = 'a'.repeat(5000);
  expect(ignores([name], false)).toBeUndefined();
  expect(
    ignores(
      Array.from({ length: 2000 }, () => 'a'),
      false,
    ),
  ).toBeUndefined();
});
