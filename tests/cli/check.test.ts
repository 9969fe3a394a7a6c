// `slipway check`: the answers are those of `docker build --check`, letter by letter.

import { expect, test } from 'vitest';
import { folderOf, slipway } from './command-line.ts';

const warned = 'FROM alpine:3.22 as base\nRUN a \\\n  b\n# the port\nEXPOSE 80/TCP\n';

test('warnings stand in the order of their lines, with the lines around them', async () => {
  const folder = folderOf({ Dockerfile: warned });
  const { code, stdout, stderr } = await slipway(['check'], { folder });
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toMatchInlineSnapshot(`
    "Check complete, 2 warnings have been found!

    WARNING: FromAsCasing - https://docs.docker.com/go/dockerfile/rule/from-as-casing/
    'as' and 'FROM' keywords' casing do not match
    Dockerfile:1
    --------------------
       1 | >>> FROM alpine:3.22 as base
       2 |     RUN a \\
       3 |       b
    --------------------

    WARNING: ExposeProtoCasing - https://docs.docker.com/go/dockerfile/rule/expose-proto-casing/
    Defined protocol '80/TCP' in EXPOSE instruction should be lowercase
    Dockerfile:5
    --------------------
       3 |       b
       4 |     # the port
       5 | >>> EXPOSE 80/TCP
       6 |     
    --------------------
    "
  `);
  expect(await slipway(['check', 'Dockerfile'], { folder })).toEqual({ code, stdout, stderr });
  expect(await slipway(['check', '.'], { folder })).toEqual({ code, stdout, stderr });
});

test('of several lines each is marked, with one more on either side', async () => {
  const { stdout } = await slipway(['check', '-'], {
    stdin: 'FROM alpine:3.22\n\nENV A \\\n  b\nUSER c\nWORKDIR /d\n',
  });
  expect(stdout).toMatchInlineSnapshot(`
    "Check complete, 1 warning has been found!

    WARNING: LegacyKeyValueFormat - https://docs.docker.com/go/dockerfile/rule/legacy-key-value-format/
    "ENV key=value" should be used instead of legacy "ENV key value" format
    stdin:3
    --------------------
       2 |     
       3 | >>> ENV A \\
       4 | >>>   b
       5 |     USER c
    --------------------
    "
  `);
});

test('nothing to warn of', async () => {
  const folder = folderOf({ Dockerfile: 'FROM alpine:3.22\n' });
  expect(await slipway(['check'], { folder })).toEqual({
    code: 0,
    stdout: 'Check complete, no warnings found.\n',
    stderr: '',
  });
});

test('an error stands apart from the warnings', async () => {
  const folder = folderOf({ Dockerfile: 'FROM scratch as base\nWORKDIR ${DIR:?is needed}\n' });
  const { code, stdout, stderr } = await slipway(['check'], { folder });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^Check complete, 2 warnings have been found!\n\nWARNING: FromAsCasing/);
  expect(stdout.endsWith('--------------------\n\n')).toBe(true);
  expect(stderr).toMatchInlineSnapshot(`
    "ERROR: failed to process "\${DIR:?is needed}": DIR: is needed
    Dockerfile:2
    --------------------
       1 |     FROM scratch as base
       2 | >>> WORKDIR \${DIR:?is needed}
       3 |     
    --------------------
    "
  `);
});

test('an error without a place', async () => {
  const folder = folderOf({ Dockerfile: 'FROM alpine:3.22\n' });
  expect(await slipway(['check', '--target', 'other'], { folder })).toEqual({
    code: 1,
    stdout: '',
    stderr: 'ERROR: target stage "other" could not be found\n',
  });
});

test('check=error=true', async () => {
  const { code, stderr } = await slipway(['check', '-'], { stdin: '# check=error=true\nFROM alpine:3.22\nENV A b\n' });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'ERROR: lint violation found for rules: LegacyKeyValueFormat\n',
  });
});

test('JSON has the shape of the answer of the builder', async () => {
  const folder = folderOf({ Dockerfile: 'FROM alpine:3.22\nENV A b<\nCOPY --from=9 a /\n' });
  const { code, stdout } = await slipway(['check', '--format=json'], { folder });
  expect(code).toBe(1);
  expect(stdout).toMatchInlineSnapshot(`
    "{
      "warnings": null,
      "sources": [
        {
          "filename": "Dockerfile",
          "data": "RlJPTSBhbHBpbmU6My4yMgpFTlYgQSBiPApDT1BZIC0tZnJvbT05IGEgLwo=",
          "language": "Dockerfile"
        }
      ],
      "buildError": {
        "message": "invalid stage index 9",
        "location": {}
      }
    }
    "
  `);
});

test('JSON without warnings', async () => {
  const { stdout } = await slipway(['check', '--format=json', '-'], { stdin: 'FROM alpine:3.22\n' });
  expect(JSON.parse(stdout)).toEqual({
    warnings: null,
    sources: [{ filename: 'stdin', data: 'RlJPTSBhbHBpbmU6My4yMgo=', language: 'Dockerfile' }],
  });
});

test('options of the build', async () => {
  const dockerfile = 'ARG TAG\nFROM alpine:$TAG AS one\nFROM alpine:3.22 AS two\nENV A b\n';
  const folder = folderOf({ Dockerfile: dockerfile });
  const answer = async (...args: readonly string[]) => {
    const { stdout, stderr } = await slipway(['check', ...args], { folder, environment: { TAG: '3' } });
    return [...stdout.matchAll(/WARNING: (\w+)/g)].map(([, name]) => name).concat(stderr.split('\n')[0] ?? '');
  };
  const missing = 'ERROR: failed to parse stage name "alpine:": invalid reference format';
  expect(await answer()).toEqual(['InvalidDefaultArgInFrom', missing]);
  expect(await answer('--build-arg', 'TAG=3')).toEqual(['InvalidDefaultArgInFrom', 'LegacyKeyValueFormat', '']);
  expect(await answer('--build-arg', 'TAG', '--target', 'one')).toEqual(['InvalidDefaultArgInFrom', '']);
  expect(await answer('--build-arg', 'TAG=3', '--build-arg', 'BUILDKIT_DOCKERFILE_CHECK=skip=all')).toEqual(['']);
  expect(await slipway(['check', '--platform', 'a/b/c/d'], { folder })).toMatchObject({ code: 2 });
});

test('the ignore file is that of the Dockerfile, otherwise that of the context', async () => {
  const folder = folderOf({
    'docker/web.Dockerfile': 'FROM alpine:3.22\nCOPY app.log web.log /\n',
    '.dockerignore': 'app.log\n',
  });
  const answer = async (...args: readonly string[]) => {
    const { stdout } = await slipway(['check', 'docker/web.Dockerfile', ...args], { folder });
    return [...stdout.matchAll(/file "(.*)" that is/g)].map(([, name]) => name);
  };
  expect(await answer()).toEqual([]);
  expect(await answer('--context', '.')).toEqual(['app.log']);
  const both = folderOf({
    'docker/web.Dockerfile': 'FROM alpine:3.22\nCOPY app.log web.log /\n',
    'docker/web.Dockerfile.dockerignore': 'web.log\n',
    '.dockerignore': 'app.log\n',
  });
  const { stdout } = await slipway(['check', 'docker/web.Dockerfile', '--context', '.'], { folder: both });
  expect(stdout).toContain('file "web.log" that is');
  expect(stdout).not.toContain('file "app.log" that is');
});

test('an ignore file that nobody can read', async () => {
  const folder = folderOf({ Dockerfile: 'FROM alpine:3.22\n', '.dockerignore': '[\n' });
  const { code, stderr } = await slipway(['check'], { folder });
  expect(code).toBe(2);
  expect(stderr).toBe(
    'slipway: .dockerignore:1: syntax error in pattern; docker build refuses it: mend the line or delete it\n',
  );
});

test('nothing in the file moves the cursor', async () => {
  const { stdout } = await slipway(['check', '-'], { stdin: 'FROM alpine:3.22\nENV A \u001b[2J\u202eb\tc\r\n' });
  expect(stdout).toContain('   2 | >>> ENV A \\u{1b}[2J\\u{202e}b\tc\n');
});

test('a wrong call', async () => {
  const folder = folderOf({ Dockerfile: 'FROM alpine:3.22\n' });
  expect(await slipway(['check', '--target'], { folder })).toMatchObject({
    code: 2,
    stderr: 'slipway: --target needs a value: stage\n',
  });
  expect(await slipway(['check', 'other'], { folder })).toMatchObject({ code: 2 });
});

test('lint says the same of it once, and lints all the same', async () => {
  const folder = folderOf({ a: 'FROM alpine:3.22\n', b: 'FROM alpine:3.22\n', '.dockerignore': 'a\n[\n' });
  const { code, stdout, stderr } = await slipway(['lint', 'a', 'b'], { folder });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'slipway: .dockerignore:2: syntax error in pattern; docker build refuses it: mend the line or delete it\n',
  });
  expect(stdout).toContain('2 files');
});

test('a context that is no folder', async () => {
  const folder = folderOf({ Dockerfile: 'FROM alpine:3.22\n' });
  const { code, stderr } = await slipway(['check', '--context', 'nowhere'], { folder });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'slipway: --context cannot be "nowhere": there is no such folder\n',
  });
});
