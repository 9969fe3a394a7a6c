// The options of `slipway lint`, and configurations beside the files.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderOf, slipway } from './command-line.ts';

/** `missing-tag` is info, `repeated-instruction` a warning, `syntax` an error. */
const advised = 'FROM node\n';
const warned = 'FROM alpine:3.22\nCMD ["a"]\nCMD ["b"]\n';
const refused = 'FROM alpine:3.22\nFORM b\n';

/** The findings as `severity rule`, what stands on stderr, and the exit code. */
async function lint(folder: string, ...args: readonly string[]): Promise<readonly (string | number)[]> {
  const { code, stdout, stderr } = await slipway(['lint', '--format', 'compact', ...args], { folder });
  const findings = stdout.split('\n').flatMap((line) => {
    const [, severity, rule] = /: (\w+): .* \[([a-z-]+)\]$/.exec(line) ?? [];
    return severity === undefined ? [] : [`${severity} ${rule}`];
  });
  return [...findings, ...(stderr === '' ? [] : [stderr]), code];
}

describe('what fails', () => {
  test.each([
    [advised, [], ['info missing-tag', 0]],
    [advised, ['--fail-on', 'info'], ['info missing-tag', 1]],
    [warned, ['--fail-on', 'error'], ['warning repeated-instruction', 0]],
    [warned, ['--fail-on', 'never'], ['warning repeated-instruction', 0]],
    [warned, ['--rule', 'repeated-instruction:style'], [0]],
    [warned, ['--rule', 'repeated-instruction:style', '--fail-on', 'style'], ['style repeated-instruction', 1]],
    [warned, ['--level', 'error'], [0]],
    [advised, ['--quiet'], [0]],
    [warned, ['-q'], ['warning repeated-instruction', 1]],
    [warned, ['-q', '--fail-on', 'error'], [0]],
    [refused, ['-q', '--fail-on', 'never'], ['error syntax', 0]],
  ])('%j %j', async (text, args, answer) => {
    expect(await lint(folderOf({ Dockerfile: text }), ...args)).toEqual(answer);
  });

  test('a configuration says it for its files', async () => {
    const files = {
      Dockerfile: warned,
      'a/Dockerfile': warned,
      'slipway.yaml': 'overrides: []\n',
      'a/.slipwayrc': 'failOn: never',
    };
    const folder = folderOf(files);
    const found = 'warning repeated-instruction';
    expect(await lint(folder, '.')).toEqual([found, found, 1]);
    expect(await lint(folder, 'a')).toEqual([found, 0]);
    expect(await lint(folder, 'a', '--fail-on', 'warning')).toEqual([found, 1]);
    expect(await lint(folder, '-q')).toEqual([found, 1]);
  });

  test('quiet is silent where there is nothing', async () => {
    const folder = folderOf({ Dockerfile: advised });
    expect(await slipway(['-q'], { folder })).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('rules', () => {
  test.each([
    [
      ['--rule', 'missing-tag:error'],
      ['error missing-tag', 1],
    ],
    [['--rule', 'missing-tag:error', '--rule', 'missing-tag:off'], [0]],
    [
      ['--rule', 'DL3006:warning'],
      ['warning missing-tag', 1],
    ],
    [['--preset', 'buildkit'], [0]],
    [
      ['--preset', 'hadolint'],
      ['warning missing-tag', 1],
    ],
  ])('%j', async (args, answer) => {
    expect(await lint(folderOf({ Dockerfile: advised }), ...args)).toEqual(answer);
  });

  test('the command line wins over a configuration', async () => {
    const folder = folderOf({ Dockerfile: advised, 'slipway.yaml': 'rules: {missing-tag: error}\n' });
    expect(await lint(folder)).toEqual(['error missing-tag', 1]);
    expect(await lint(folder, '--rule', 'missing-tag:info')).toEqual(['info missing-tag', 0]);
    expect(await lint(folder, '--no-config')).toEqual(['info missing-tag', 0]);
  });

  test('--config is in place of what lies beside the files; its patterns start here', async () => {
    const folder = folderOf({
      Dockerfile: advised,
      'a/Dockerfile': advised,
      'slipway.yaml': 'failOn: info\n',
      'ci/lint.yaml': 'overrides: [{files: /a, rules: {missing-tag: error}}]\n',
    });
    expect(await lint(folder, '--config', 'ci/lint.yaml')).toEqual(['info missing-tag', 'error missing-tag', 1]);
  });

  test('stages that somebody builds count: a compose file, a configuration, the command line', async () => {
    const Dockerfile = 'FROM python:3.13 AS dev\nRUN pip install a\nFROM scratch\nCOPY a /\n';
    const found = ['warning package-cache-left', 1];
    expect(await lint(folderOf({ Dockerfile }))).toEqual([0]);
    expect(await lint(folderOf({ Dockerfile }), '--target', 'dev')).toEqual(found);
    expect(await lint(folderOf({ Dockerfile, 'slipway.yaml': 'targets: dev\n' }))).toEqual(found);
    const compose = 'services: {web: {build: {context: ., target: dev}}}\n';
    expect(await lint(folderOf({ Dockerfile, 'compose.yaml': compose }))).toEqual(found);
  });

  test('base images of a configuration count', async () => {
    const image = { Os: 'linux', Architecture: 'arm64', Config: {}, RootFS: { Type: 'layers', Layers: [] } };
    const folder = folderOf({
      'ci/image.json': JSON.stringify([image]),
      'slipway.yaml': 'baseImages: {registry.example/base:1: ci/image.json}\n',
      Dockerfile: 'FROM --platform=linux/amd64 registry.example/base:1\n',
    });
    expect(await lint(folder)).toEqual(['warning base-platform-mismatch', 1]);
    expect(await lint(folder, '--no-config')).toEqual([0]);
  });
});

describe('files', () => {
  const files = { Dockerfile: advised, 'old/Dockerfile': warned, 'x/Dockerfile.old': refused };

  test('that are left out', async () => {
    const folder = folderOf({ ...files, 'slipway.yaml': 'ignore: ["*.old"]\n' });
    expect(await lint(folder, '--ignore', 'old/')).toEqual(['info missing-tag', 0]);
    expect(await lint(folder, '--ignore', 'old', '--ignore', '/Dockerfile', 'x/Dockerfile.old')).toEqual([
      'slipway: nothing to lint: every file is left out, by "ignore" in a configuration or by --ignore\n',
      0,
    ]);
    expect(await lint(folder, '--no-config', 'x/Dockerfile.old')).toEqual(['error syntax', 1]);
  });

  test('standard input as a file', async () => {
    const folder = folderOf({ 'a/slipway.yaml': 'rules: {missing-tag: error}\n' });
    const args = ['--format', 'compact', '--stdin-filename', 'a/Dockerfile'];
    const { code, stdout } = await slipway(['lint', ...args], { folder, stdin: advised });
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^a\/Dockerfile:1:6: error: /)]);
    expect(await slipway(['lint', ...args, '-'], { folder, stdin: advised })).toMatchObject({ code, stdout });
    const plain = await slipway(['lint', '-', '--format', 'compact'], { folder, stdin: advised });
    expect(plain.stdout).toMatch(/^<stdin>:1:6: info: /);
  });
});

describe('reports', () => {
  test('in several formats and places', async () => {
    const folder = folderOf({ Dockerfile: advised });
    const args = ['--output', 'json=out/a.json', '--output', 'sarif=b.sarif'];
    expect(await lint(folder, ...args)).toEqual(['info missing-tag', 0]);
    expect(JSON.parse(readFileSync(join(folder, 'out/a.json'), 'utf8'))).toMatchObject({ summary: { info: 1 } });
    expect(JSON.parse(readFileSync(join(folder, 'b.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    const { stdout } = await slipway(['--output', 'json=-'], { folder });
    expect(JSON.parse(stdout)).toMatchObject({ files: [{ path: 'Dockerfile' }] });
  });

  test.each(['pretty', 'compact', 'json', 'ndjson', 'sarif', 'github', 'checkstyle', 'junit', 'codeclimate'])(
    '%s',
    async (format) => {
      const { code, stdout, stderr } = await slipway(['--format', format], {
        folder: folderOf({ Dockerfile: warned }),
      });
      expect([code, stderr]).toEqual([1, '']);
      expect(stdout).toContain('repeated-instruction');
    },
  );

  test('statistics', async () => {
    const { stdout } = await slipway(['--statistics'], { folder: folderOf({ Dockerfile: warned }) });
    expect(stdout).toMatch(/^FINDINGS .*\n +1 +1 +\d +warning +repeated-instruction\n/);
  });
});

test('a baseline accepts the findings of today', async () => {
  const folder = folderOf({ Dockerfile: warned, 'a/Dockerfile': refused });
  const { stdout, code } = await slipway(['--baseline', 'ci/known.json', '--update-baseline'], { folder });
  expect([stdout, code]).toEqual(['Accepted 2 findings in ci/known.json.\n', 0]);
  expect(await lint(folder, '--baseline', 'ci/known.json')).toEqual([0]);
  expect(await lint(folder, 'a/Dockerfile', '--baseline', join(folder, 'ci/known.json'))).toEqual([0]);
  writeFileSync(join(folder, 'Dockerfile'), 'FROM node\n');
  expect(await lint(folder, '--baseline', 'ci/known.json')).toEqual([
    'info missing-tag',
    'slipway: 1 finding of the baseline is gone; --update-baseline removes them\n',
    0,
  ]);
  expect(await lint(folder, '--baseline', 'ci/known.json', '-q')).toEqual([0]);
});

test('since a commit, only what changed lines touch is reported', async () => {
  const folder = folderOf({ Dockerfile: warned, 'a/Dockerfile': refused });
  const git = (...args: readonly string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder, stdio: 'ignore' });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--no-gpg-sign', '--message', 'x');
  expect(await lint(folder, '--since', 'HEAD')).toEqual([0]);
  writeFileSync(join(folder, 'Dockerfile'), `${warned}RUN pip install a\n`);
  writeFileSync(join(folder, 'b.Dockerfile'), advised);
  const answer = ['warning package-cache-left', 'info missing-tag', 1];
  expect(await lint(folder, '--since', 'HEAD')).toEqual(answer);
  const { stdout } = await slipway(['--since', 'HEAD', '--stdin-filename', 'b.Dockerfile'], { folder, stdin: advised });
  expect(stdout).toContain('info[missing-tag]');
});

describe('mistakes are told in one line', () => {
  test.each([
    [['--rule', 'x'], '--rule cannot be "x": write name:level, as in missing-tag:error'],
    [
      ['--rule', 'mising-tag:off'],
      '--rule: there is no rule mising-tag (did you mean missing-tag?); `slipway rules` lists them',
    ],
    [
      ['--rule', 'missing-tag:warn'],
      '--rule missing-tag cannot be "warn" (did you mean warning?); it is one of off, on, error, warning, info, style',
    ],
    [['--ignore', '[a'], '--ignore cannot be "[a": it could match nothing'],
    [
      ['--preset', 'hadolnt'],
      '--preset cannot be "hadolnt" (did you mean hadolint?); it is one of recommended, all, hadolint, buildkit',
    ],
    [['--fail-on', 'none'], '--fail-on cannot be "none"; it is one of error, warning, info, style, never'],
    [['--config', 'none.yaml'], 'cannot read "none.yaml": it does not exist; check the name and the folder you are in'],
    [['--config', 'a', '--no-config'], '--config and --no-config contradict each other'],
    [['--config', '.'], '"." is a folder: a configuration is a file'],
    [['--config'], '--config needs a value: file'],
    [
      ['--output', 'jsn=a'],
      '--output cannot write "jsn" (did you mean json?); the formats are pretty, compact, json, ndjson, sarif, github, checkstyle, junit, codeclimate',
    ],
    [
      ['--output', 'json=Dockerfile/x'],
      'cannot write "Dockerfile/x": a part of its path is not a folder; check the name',
    ],
    [
      ['--statistics', '--format', 'json'],
      '--statistics is in place of --format; findings can go into a file: --output json=file',
    ],
    [['--rule', ':off'], '--rule cannot be ":off": write name:level, as in missing-tag:error'],
    [['--config='], '--config needs a value: file'],
    [['--since', ''], '--since needs a value: commit'],
    [['--target', ''], '--target needs a value: stage'],
    [['--update-baseline'], '--update-baseline needs --baseline <file>'],
    [
      ['--update-baseline', '--baseline', 'a', '--since', 'b'],
      '--update-baseline accepts all findings: leave out --since',
    ],
    [
      ['--baseline', 'none.json'],
      'there is no file "none.json"; --update-baseline writes the findings of today into it',
    ],
    [
      ['--baseline', 'Dockerfile'],
      '"Dockerfile" is no baseline; name another file, or remove it and write it with --update-baseline',
    ],
    [['--stdin-filename', 'a', 'Dockerfile'], '--stdin-filename names standard input: write "-" in place of the files'],
  ])('%j', async (args, problem) => {
    const { code, stderr } = await slipway(['lint', ...args], { folder: folderOf({ Dockerfile: advised }) });
    expect({ code, stderr }).toEqual({ code: 2, stderr: `slipway: ${problem}\n` });
  });

  test('in a configuration, and nothing is written', async () => {
    const folder = folderOf({ Dockerfile: advised, 'slipway.yaml': 'rules:\n  mising-tag: off\n' });
    expect(await slipway(['lint', '--output', 'json=a.json'], { folder })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'slipway: slipway.yaml:2: rules.mising-tag: there is no rule of that name; did you mean missing-tag?\n',
    });
    expect(existsSync(join(folder, 'a.json'))).toBe(false);
  });
});
