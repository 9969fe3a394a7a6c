// What has changed since a commit, asked of real repositories.

import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { changedLines } from '../../src/cli/changed-lines.ts';
import { folderOf } from './command-line.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false'];

function git(folder: string, ...args: readonly string[]): void {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  execFileSync('git', [...identity, '-c', 'protocol.file.allow=always', ...args], {
    cwd: folder,
    env,
    stdio: 'ignore',
  });
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function commit(folder: string): void {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'x');
}

/** A repository with these files committed on the branch `main`. */
function repositoryOf(files: Readonly<Record<string, string>>): string {
  const folder = folderOf(files);
  git(folder, 'init', '--quiet', '--initial-branch', 'main');
  commit(folder);
  return folder;
}

/** The lines from 1 to 9 of each file that have changed, as digits. */
function changes(ref: string, folder: string, ...names: readonly string[]): Readonly<Record<string, string>> {
  const paths = names.map((name) => join(folder, name));
  const changed = changedLines(ref, paths, folder);
  return Object.fromEntries(
    names.flatMap((name, index) => {
      const lines = changed.get(paths[index] ?? '');
      return lines === undefined
        ? []
        : [[name, '123456789'.replaceAll(/\d/g, (at) => (lines.touches(+at, +at) ? at : ''))]];
    }),
  );
}

const five = 'FROM a\nRUN b\nRUN c\nRUN d\nRUN e\n';

test('committed, staged and other changes', () => {
  const folder = repositoryOf({ 'a/Dockerfile': five, 'b/Dockerfile': five, same: five, 'c/Dockerfile': five });
  git(folder, 'switch', '--quiet', '--create', 'work');
  write(folder, { 'a/Dockerfile': five.replace('RUN c', 'RUN c2') });
  commit(folder);
  write(folder, { 'b/Dockerfile': `FROM x\n${five}` });
  git(folder, 'add', '--all');
  write(folder, { 'c/Dockerfile': `${five}USER x`, new: five });
  expect(changes('main', folder, 'a/Dockerfile', 'b/Dockerfile', 'same', 'c/Dockerfile', 'new')).toEqual({
    'a/Dockerfile': '3',
    'b/Dockerfile': '1',
    'c/Dockerfile': '6',
    new: '123456789',
  });
  expect(changes('HEAD', join(folder, 'a'), 'Dockerfile')).toEqual({});
});

test('a range of lines is touched by any of its lines', () => {
  const folder = repositoryOf({ Dockerfile: five });
  write(folder, { Dockerfile: five.replace('RUN c', 'RUN c2').replace('RUN e', 'RUN e2') });
  const lines = changedLines('main', [join(folder, 'Dockerfile')], folder).get(join(folder, 'Dockerfile'));
  const asked = [
    [1, 2],
    [1, 3],
    [3, 9],
    [4, 4],
    [4, 5],
    [6, 9],
  ] as const;
  expect(asked.map(([first, last]) => lines?.touches(first, last))).toEqual([false, true, true, false, true, false]);
});

test('what was taken out counts for the lines beside it', () => {
  const folder = repositoryOf({ Dockerfile: five, first: five });
  write(folder, { Dockerfile: five.replace('RUN c\n', ''), first: five.replace('FROM a\n', '') });
  expect(changes('main', folder, 'Dockerfile', 'first')).toEqual({ Dockerfile: '23', first: '1' });
});

test('what others did since on the branch that is named does not count', () => {
  const folder = repositoryOf({ Dockerfile: five, other: five });
  git(folder, 'switch', '--quiet', '--create', 'work');
  git(folder, 'switch', '--quiet', 'main');
  write(folder, { other: `${five}USER x\n` });
  commit(folder);
  git(folder, 'switch', '--quiet', 'work');
  write(folder, { Dockerfile: `${five}USER x\n` });
  expect(changes('main', folder, 'Dockerfile', 'other')).toEqual({ Dockerfile: '6' });
});

test('a file that has another name now is compared with the former one', () => {
  const folder = repositoryOf({ Dockerfile: five, same: `# same\n${five}` });
  mkdirSync(join(folder, 'ü "b"'));
  renameSync(join(folder, 'Dockerfile'), join(folder, 'ü "b"/Docker\tfile'));
  renameSync(join(folder, 'same'), join(folder, 'same2'));
  write(folder, { 'ü "b"/Docker\tfile': five.replace('RUN d', 'RUN d2') });
  git(folder, 'add', '--all');
  expect(changes('main', folder, 'ü "b"/Docker\tfile', 'same2')).toEqual({ 'ü "b"/Docker\tfile': '4' });
});

test('a name is never a pattern', () => {
  const folder = repositoryOf({ '[ab]': five, a: five, ':(top)x': five });
  write(folder, { a: `USER x\n${five}`, ':(top)x': `${five}USER x\n` });
  expect(changes('main', folder, '[ab]', ':(top)x')).toEqual({ ':(top)x': '6' });
});

test('a link is what it leads to', () => {
  const folder = repositoryOf({ 'real/Dockerfile': five });
  symlinkSync('real', join(folder, 'link'));
  symlinkSync('real/Dockerfile', join(folder, 'Dockerfile'));
  write(folder, { 'real/Dockerfile': five.replace('RUN b', 'RUN b2') });
  expect(changes('main', folder, 'link/Dockerfile')).toEqual({ 'link/Dockerfile': '2' });
  expect(changes('main', folder, 'Dockerfile')).toEqual({ Dockerfile: '2' });
});

test('a submodule is compared with the commit that its repository named', () => {
  const inner = repositoryOf({ Dockerfile: five });
  const outer = repositoryOf({ Dockerfile: five });
  git(outer, 'submodule', '--quiet', 'add', inner, 'sub');
  commit(outer);
  git(outer, 'tag', 'with-submodule');
  write(outer, { 'sub/Dockerfile': five.replace('RUN c', 'RUN c2') });
  commit(join(outer, 'sub'));
  write(outer, { 'sub/Dockerfile': five.replace('RUN c', 'RUN c2').replace('RUN e', 'RUN e2') });
  expect(changes('with-submodule', outer, 'Dockerfile', 'sub/Dockerfile')).toEqual({ 'sub/Dockerfile': '35' });
  expect(changes('HEAD~1', outer, 'sub/Dockerfile')).toEqual({ 'sub/Dockerfile': '123456789' });
  expect(changes('HEAD', join(outer, 'sub'), 'Dockerfile')).toEqual({ Dockerfile: '5' });
});

test('a repository inside another that does not know it has a history of its own', () => {
  const folder = repositoryOf({ Dockerfile: five });
  const inside = join(folder, 'inside');
  write(folder, { 'inside/Dockerfile': five });
  git(inside, 'init', '--quiet', '--initial-branch', 'main');
  commit(inside);
  write(folder, { 'inside/Dockerfile': `${five}USER x\n` });
  expect(changes('main', folder, 'inside/Dockerfile')).toEqual({ 'inside/Dockerfile': '6' });
});

test('neither the configuration nor a hook around it changes the answer', () => {
  const folder = repositoryOf({ Dockerfile: five, '.gitattributes': 'Dockerfile -diff\n' });
  for (const [name, value] of [
    ['diff.external', 'false'],
    ['diff.noprefix', 'true'],
    ['diff.interHunkContext', '9'],
    ['diff.renames', 'false'],
    ['color.ui', 'always'],
    ['core.fsmonitor', 'false; exit 1'],
  ] as const) {
    git(folder, 'config', name, value);
  }
  write(folder, { Dockerfile: five.replace('RUN b', 'RUN b2').replace('RUN d', 'RUN d2') });
  vi.stubEnv('GIT_DIR', '/nowhere');
  vi.stubEnv('GIT_INDEX_FILE', '/nowhere/index');
  vi.stubEnv('GIT_EXTERNAL_DIFF', 'false');
  expect(changes('main', folder, 'Dockerfile')).toEqual({ Dockerfile: '24' });
});

test('many files are asked for at once', () => {
  const names = Array.from({ length: 1200 }, (_, index) => `folder-${index}/Dockerfile`);
  const folder = repositoryOf(Object.fromEntries(names.map((name) => [name, five])));
  write(folder, { [names[7] ?? '']: `USER x\n${five}`, [names[1100] ?? '']: `USER x\n${five}` });
  expect(changes('main', folder, ...names)).toEqual({ 'folder-7/Dockerfile': '1', 'folder-1100/Dockerfile': '1' });
});

const problem = (message: unknown) => expect.objectContaining({ name: 'UserError', message });

test.each(['nothing', '', '-', '--output=x', '--help', 'a b', 'main:Dockerfile', 'HEAD~9'])(
  'no commit is %j',
  (ref) => {
    const folder = repositoryOf({ Dockerfile: five });
    const message = `--since: git knows no commit "${ref}"; check its name, or fetch it if the clone is shallow`;
    expect(() => changes(ref, folder, 'Dockerfile')).toThrow(problem(message));
  },
);

test('a folder that is in no repository', () => {
  const folder = folderOf({ Dockerfile: five });
  const message = '--since needs a git repository, and "Dockerfile" lies in none';
  expect(() => changes('main', folder, 'Dockerfile')).toThrow(problem(message));
});

test('a repository that git refuses', () => {
  const folder = folderOf({ Dockerfile: five, '.git/': '' });
  const message = expect.stringMatching(/^--since: git says: fatal: not a git repository.*$/);
  expect(() => changes('main', folder, 'Dockerfile')).toThrow(problem(message));
});

test('a machine without git', () => {
  const folder = repositoryOf({ Dockerfile: five });
  vi.stubEnv('PATH', folder);
  expect(() => changes('main', folder, 'Dockerfile')).toThrow(
    problem('git was not found; install it, or leave out --since'),
  );
});

test('a file that is not there has changed', () => {
  const folder = repositoryOf({ Dockerfile: five });
  rmSync(join(folder, 'Dockerfile'));
  expect(changes('main', folder, 'gone/Dockerfile')).toEqual({ 'gone/Dockerfile': '123456789' });
});
