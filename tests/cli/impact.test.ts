// `slipway impact` and `slipway context`, asked of real folders and repositories.

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderOf, slipway } from './command-line.ts';

const dockerfile = `FROM alpine AS make
ARG MODE=fast
COPY Makefile .
RUN make $MODE
COPY src src
RUN make all
FROM scratch
COPY --from=make /out /
`;
const files = {
  Dockerfile: dockerfile,
  Makefile: 'all:\n',
  'src/a.c': '1',
  'src/b.c': '2',
  'docs/x.md': '3',
  '.dockerignore': 'docs\n',
};

function git(folder: string, ...args: readonly string[]): void {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder, env, stdio: 'ignore' });
}

function repository(): string {
  const folder = folderOf(files);
  git(folder, 'init', '--quiet');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'x');
  return folder;
}

async function ask(folder: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await slipway(['impact', ...args], { folder });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

/** The first line of all, which sums up. */
async function sum(folder: string, ...args: readonly string[]): Promise<string> {
  return (await ask(folder, ...args)).trimEnd().split('\n').at(-1) ?? '';
}

const nothing = 'nothing rebuilds: all 6 steps are in the cache';

describe('--changed', () => {
  test('tells what becomes of each step', async () => {
    expect(await ask(folderOf(files), '--changed', 'src/a.c', '--changed', 'docs')).toMatchInlineSnapshot(`
      "Dockerfile

      make
        cached    1/5  FROM docker.io/library/alpine:latest
        cached    2/5  COPY Makefile .
        cached    3/5  RUN make fast
        rebuilds  4/5  COPY src src
                       src/a.c changed
        rebuilds  5/5  RUN make all

      stage-1
        perhaps   1/1  COPY --from=make /out /
                       unless make 5/5 leaves /out as it was

      docs is left out of the build context by the pattern docs
      src/a.c changed -> make 4/5 COPY src src -> make 5/5 RUN make all rebuilds -> 2 of 6 steps, perhaps 1 more
      "
    `);
  });

  test('takes what is not there for deleted, and a folder for all that is in it', async () => {
    expect(await sum(folderOf(files), '--changed', 'src/c.c')).toContain('src/c.c is gone ->');
    expect(await sum(folderOf(files), '--changed', 'src')).toContain('src/a.c, src/b.c changed ->');
  });

  test('knows the classic builder', async () => {
    expect(await sum(folderOf(files), '--changed', 'src/a.c', '--builder', 'classic')).toContain('5/8 COPY src src');
  });
});

describe('--since', () => {
  test('sees what is edited, new, moved and gone', async () => {
    const folder = repository();
    expect(await sum(folder, '--since', 'HEAD')).toBe(nothing);
    writeFileSync(join(folder, 'src/a.c'), '9');
    writeFileSync(join(folder, 'src/new.c'), '9');
    renameSync(join(folder, 'src/b.c'), join(folder, 'src/moved.c'));
    expect(await sum(folder, '--since', 'HEAD')).toContain(
      'src/a.c changed; src/b.c is gone; src/moved.c, src/new.c are new ->',
    );
  });

  test('does not mind another time, or a commit in between', async () => {
    const folder = repository();
    writeFileSync(join(folder, 'Makefile'), 'x');
    git(folder, 'commit', '--quiet', '--all', '--message', 'y');
    expect(await sum(folder, '--since', 'HEAD~1')).toContain('Makefile changed ->');
    writeFileSync(join(folder, 'Makefile'), files.Makefile);
    expect(await sum(folder, '--since', 'HEAD~1')).toBe(nothing);
  });

  test('sees modes, new folders, and the former Dockerfile and ignore file', async () => {
    const folder = repository();
    chmodSync(join(folder, 'src/a.c'), 0o755);
    expect(await sum(folder, '--since', 'HEAD')).toContain('src/a.c has another mode');
    git(folder, 'checkout', '--', '.');
    mkdirSync(join(folder, 'src/deep'));
    writeFileSync(join(folder, 'src/deep/new.c'), '');
    expect(await sum(folder, '--since', 'HEAD')).toContain('src/deep/new.c is new ->');
    rmSync(join(folder, 'src/deep'), { recursive: true });
    writeFileSync(join(folder, '.dockerignore'), 'src/b.c\n');
    expect(await sum(folder, '--since', 'HEAD')).toContain('src/b.c is gone ->');
    git(folder, 'checkout', '--', '.');
    writeFileSync(join(folder, 'Dockerfile'), dockerfile.replace('make all', 'make most'));
    expect(await sum(folder, '--since', 'HEAD')).toContain('was RUN make all -> make 5/5 RUN make most');
  });

  test('works in a folder of a repository', async () => {
    const folder = folderOf({});
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, 'app', path, '..'), { recursive: true });
      writeFileSync(join(folder, 'app', path), text);
    }
    git(folder, 'init', '--quiet');
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message', 'x');
    writeFileSync(join(folder, 'app/src/a.c'), '9');
    expect(await sum(join(folder, 'app'), '--since', 'HEAD')).toContain('src/a.c changed ->');
    expect(await sum(folder, '--since', 'HEAD', 'app')).toContain('src/a.c changed ->');
  });
});

describe('other changes', () => {
  test('are build arguments', async () => {
    const folder = folderOf(files);
    expect(await sum(folder, '--build-arg', 'MODE=slow')).toContain('MODE was "fast", is "slow" ->');
    const before = ['--build-arg', 'MODE=a', '--build-arg-before', 'MODE=b'];
    expect(await sum(folder, ...before)).toContain('MODE was "b", is "a" ->');
  });

  test('are images and Dockerfiles', async () => {
    const folder = folderOf({ ...files, old: dockerfile.replace('COPY src src\n', '') });
    expect(await sum(folder, '--base', 'alpine')).toContain('alpine:latest is another image ->');
    expect(await sum(folder, '--dockerfile-before', 'old')).toContain('new in the Dockerfile -> make 4/5 COPY src src');
  });
});

test('of an instruction that is another one now, its text before says what has changed', async () => {
  const before = 'FROM alpine\nCOPY . /a\nWORKDIR /w\nRUN make\nRUN <<E\none\ntwo\nE\n';
  const after =
    'FROM alpine\nCOPY --chmod=755 *.c x /b/\nWORKDIR /v\nRUN --network=none make\nRUN <<E\none\nthree\nE\n';
  const folder = folderOf({ old: before, Dockerfile: after, 'a.c': '', x: '' });
  const text = await ask(folder, '--dockerfile-before', 'old');
  expect(text.split('\n').flatMap((line) => /^ {17}(\S.*)/.exec(line)?.slice(1) ?? [])).toEqual([
    'was COPY . /a',
    'was WORKDIR /w',
    'was RUN make',
    'WORKDIR was "/w", is "/v"',
    'its command was "one two"',
    'WORKDIR was "/w", is "/v"',
  ]);
  const json: unknown = JSON.parse(await ask(folder, '--dockerfile-before', 'old', '--format', 'json'));
  expect(json).toMatchObject({ stages: [{ steps: [{}, { was: 'COPY . /a' }, {}, {}, {}] }] });
});

describe('a change that no step sees is told in a line', () => {
  const few = { ...files, Dockerfile: 'FROM alpine\nARG MODE\nCOPY *.c Makefile /src/\nRUN make\n', 'a.c': '' };
  test.each([
    [['--changed', 'docs/x.md'], 'docs/x.md is left out of the build context by the pattern docs'],
    [['--changed', '../x', '--changed', '/x'], /^\.\.\/x lies outside the build context$/m],
    [['--changed', 'src/a.c', '--changed', 'src/b.c'], 'no step takes src/a.c, src/b.c'],
    [['--changed', '.dockerignore'], '.dockerignore counts as a file of the build context alone: --since tells'],
    [['--changed', 'Dockerfile'], 'Dockerfile counts as a file of the build context alone: --since or --dockerfile'],
    [['--changed', 'nowhere/x.md'], 'nowhere/x.md is not there, and no step takes it'],
    [['--changed', 'Makefil'], 'Makefil is not there (did you mean Makefile?), and no step takes it'],
    [['--build-arg', 'MODUS=1'], 'no ARG declares MODUS (did you mean MODE?)'],
  ])('%j', async (args, note) => {
    const text = await ask(folderOf(few), ...args);
    expect(text).toMatch(note);
    expect(text).toContain('nothing rebuilds: all 3 steps are in the cache\n');
  });

  test('of a file that is gone it is said that it counts as deleted', async () => {
    expect(await ask(folderOf(few), '--changed', 'b.c')).toMatch(
      /^b\.c is not there \(did you mean a\.c\?\): it counts as deleted\nb\.c is gone -> /m,
    );
  });

  test('many are counted', async () => {
    const folder = repository();
    for (const name of ['a', 'b', 'c', 'd', 'e']) writeFileSync(join(folder, name), '');
    expect(await ask(folder, '--since', 'HEAD')).toContain('no step takes a, b, c and 2 more\n');
  });
});

describe('a mistake is one line', () => {
  test.each([
    [[], 'say what has changed: --changed, --since, --build-arg, --base or --dockerfile-before'],
    [['--since', 'HEAD'], /--since needs a git repository, and ".*" lies in none/],
    [['--base', 'alpin'], '--base cannot be "alpin": no stage starts from it (did you mean alpine?); there is alpine'],
    [['--dockerfile-before', 'no'], /--dockerfile-before: cannot read "no": it does not exist/],
    [['--changed', 'a', '--target', 'mak'], /target stage "mak" could not be found \(did you mean make\?\)/],
    [['--changed', ''], '--changed needs the path of a file or folder'],
    [
      ['--changed', 'a', '--build-arg-before', 'X=1'],
      '--build-arg-before names "X", which no --build-arg gives a value',
    ],
    [['--changed', 'a', '--fail-if-rebuilds', 'maek'], '--fail-if-rebuilds cannot be "maek" (did you mean make?)'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await slipway(['impact', ...args], { folder: folderOf(files) });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr.split('\n')).toHaveLength(2);
  });

  test('of an unknown commit', async () => {
    const { code, stderr } = await slipway(['impact', '--since', 'nowhere'], { folder: repository() });
    expect([code, stderr]).toEqual([
      2,
      'slipway: --since: git knows no commit "nowhere"; check its name, or fetch it if the clone is shallow\n',
    ]);
  });
});

test('--fail-if-rebuilds ends with 1 for what surely rebuilds', async () => {
  const run = async (text: string): Promise<number> =>
    (await slipway(['impact', '--changed', 'src/a.c', '--fail-if-rebuilds', text], { folder: folderOf(files) })).code;
  expect([await run('make all'), await run('MAKE'), await run('make fast'), await run('stage-1')]).toEqual([
    1, 1, 0, 0,
  ]);
});

test('programs get JSON, workflow commands or a flowchart', async () => {
  const folder = folderOf(files);
  const json: unknown = JSON.parse(await ask(folder, '--changed', 'src/a.c', '--format', 'json'));
  expect(json).toMatchObject({
    version: 1,
    builder: 'buildkit',
    counts: { steps: 6, cached: 3, rebuilds: 2, uncertain: 1 },
  });
  expect(await ask(folder, '--changed', 'src/a.c', '--format', 'github')).toContain(
    '::notice title=Rebuilds,file=Dockerfile,line=5::make 4/5 COPY src src%0Asrc/a.c changed\n',
  );
  expect(await ask(folder, '--changed', 'src/a.c', '--format', 'mermaid')).toContain(
    'c3_0(["src/a.c changed"]):::cause --> s3',
  );
});

test('no name of a file reaches the terminal as it is', async () => {
  const folder = folderOf({ ...files, 'src/\u001b[31mred': '' });
  expect(await ask(folder, '--changed', 'src')).not.toContain('\u001b');
});

describe('context', () => {
  test('shows what is sent and what is left out', async () => {
    const { stdout } = await slipway(['context'], {
      folder: folderOf({ ...files, '.dockerignore': 'docs\nnone\n', unused: 'x' }),
    });
    expect(stdout).toMatchInlineSnapshot(`
      "Build context .: 6 files, 146B
      BuildKit sends 3 files, 7B for the build: Makefile, src

      Largest folders
        2B  2 files  src/

      Largest files
        5B  Makefile
        1B  src/a.c
        1B  src/b.c

      Left out by .dockerignore: 1 file, 1B
        1B  docs
        nothing: none
      "
    `);
  });

  test('can be read by programs', async () => {
    const { stdout } = await slipway(['context', '--json'], { folder: folderOf(files) });
    expect(JSON.parse(stdout)).toMatchObject({
      sent: { files: 3, paths: ['Makefile', 'src'] },
      leftOut: { bytes: 1, files: 1 },
    });
  });

  test('says that nothing is left out where there is no ignore file', async () => {
    const { stdout } = await slipway(['context'], { folder: folderOf({ Dockerfile: 'FROM scratch\nCOPY . /\n' }) });
    expect(stdout).toContain('BuildKit sends all of it for the build');
    expect(stdout).toContain('There is no ignore file: nothing is left out');
  });
});
