// `slipway lint`: reports, levels, exit codes, colours.

import { expect, test, vi } from 'vitest';
import type * as loop from '../../src/lint/lint.ts';
import { folderOf, slipway } from './command-line.ts';

const refused = 'FROM alpine:3.22\nFORM b\n';
const advised = 'FROM node\n';
const clean = 'FROM alpine:3.22\n';

test('without arguments lints the current folder', async () => {
  const folder = folderOf({ Dockerfile: refused, 'a/Dockerfile': clean });
  const { code, stdout, stderr } = await slipway([], { folder });
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toMatchInlineSnapshot(`
    "error[syntax]: unknown instruction: FORM (did you mean FROM?)
     --> Dockerfile:2:1
      |
    2 | FORM b
      | ^^^^

    Found 1 error in 1 of 2 files.
    "
  `);
  expect(await slipway(['lint'], { folder })).toEqual({ code, stdout, stderr });
  expect(await slipway(['.'], { folder })).toEqual({ code, stdout, stderr });
});

test('advice alone is no failure', async () => {
  const folder = folderOf({ Dockerfile: advised });
  const { code, stdout } = await slipway(['Dockerfile'], { folder });
  expect(code).toBe(0);
  expect(stdout).toContain('info[missing-tag]');
});

test('the level decides what is reported and what counts', async () => {
  const folder = folderOf({ Dockerfile: `${advised}FORM b\n` });
  const answer = async (level: string) => slipway(['--level', level], { folder });
  expect((await answer('warning')).stdout).not.toContain('info[');
  expect((await answer('style')).stdout).toContain('info[');
  expect(await slipway(['--level=error'], { folder: folderOf({ Dockerfile: advised }) })).toEqual({
    code: 0,
    stdout: 'Nothing to report in 1 file.\n',
    stderr: '',
  });
});

test('standard input', async () => {
  const { code, stdout } = await slipway(['lint', '-'], { stdin: refused });
  expect(code).toBe(1);
  expect(stdout).toContain('--> <stdin>:2:1\n');
});

test('JSON', async () => {
  const folder = folderOf({ Dockerfile: refused, 'a/Dockerfile': clean });
  const { code, stdout } = await slipway(['--format', 'json'], { folder, environment: { FORCE_COLOR: '1' } });
  expect(code).toBe(1);
  expect(stdout).toMatchInlineSnapshot(`
    "{
      "version": 1,
      "files": [
        {
          "path": "Dockerfile",
          "findings": [
            {
              "rule": "syntax",
              "severity": "error",
              "message": "unknown instruction: FORM (did you mean FROM?)",
              "line": 2,
              "column": 1,
              "endLine": 2,
              "endColumn": 5,
              "start": 17,
              "end": 21,
              "related": []
            }
          ]
        },
        { "path": "a/Dockerfile", "findings": [] }
      ],
      "summary": { "files": 2, "error": 1, "warning": 0, "info": 0, "style": 0 }
    }
    "
  `);
});

test('what cannot be read stops nobody else', async () => {
  const folder = folderOf({ 'a/Dockerfile': refused, 'b/': '' });
  const { code, stdout, stderr } = await slipway(['nothing', 'a', 'b', '*.none'], { folder });
  expect(code).toBe(2);
  expect(stdout).toContain('Found 1 error in 1 file.');
  expect(stderr).toMatchInlineSnapshot(`
    "slipway: no Dockerfile found in "b"
    slipway: no file matches "*.none"
    slipway: cannot read "nothing": it does not exist; check the name and the folder you are in
    "
  `);
});

test('a folder without a Dockerfile is told, and is no failure', async () => {
  const answer = { code: 0, stdout: '', stderr: 'slipway: no Dockerfile found in "."\n' };
  expect(await slipway([], { folder: folderOf({ 'a/': '' }) })).toEqual(answer);
});

test('a name from the file system cannot move the cursor', async () => {
  const folder = folderOf({ 'a\u001b[2J/Dockerfile': advised });
  const { stdout } = await slipway([], { folder });
  expect(stdout).toContain('--> a␛[2J/Dockerfile:1:6\n');
  expect((await slipway(['\u001bc'], { folder })).stderr).toMatch(/^slipway: cannot read "␛c": .*\n$/);
});

test('bytes that are no text are answered', async () => {
  const { code, stdout } = await slipway(['-'], { stdin: '\u0000\ufffd\u0001\u001b[31m'.repeat(3000) });
  expect(code).toBe(1);
  expect(stdout).toContain('error[syntax]: ');
});

test('a bug in one file is told, and the others are answered', async () => {
  vi.resetModules();
  vi.doMock('../../src/lint/lint.ts', async (load) => {
    const { lint } = await load<typeof loop>();
    const lintUnlessBad: typeof lint = (analysis, ...rest) => {
      if (analysis.source.path === 'bad') throw new Error('oops', { cause: 'this' });
      return lint(analysis, ...rest);
    };
    return { lint: lintUnlessBad };
  });
  const { slipway: broken } = await import('./command-line.ts');
  const { code, stdout, stderr } = await broken(['bad', 'good'], { folder: folderOf({ bad: clean, good: clean }) });
  vi.doUnmock('../../src/lint/lint.ts');
  expect({ code, stdout }).toEqual({ code: 70, stdout: 'Nothing to report in 1 file.\n' });
  expect(stderr).toMatch(/^Error: oops\n.*\ncaused by this\nslipway: this is a bug in Slipway\. .*\n$/s);
});

test.each<{
  colored: boolean;
  args?: readonly string[];
  environment: Readonly<Record<string, string>>;
  terminal?: number;
}>([
  { colored: false, environment: {} },
  { colored: true, environment: {}, terminal: 80 },
  { colored: false, environment: { TERM: 'dumb' }, terminal: 80 },
  { colored: false, environment: { NO_COLOR: '1' }, terminal: 80 },
  { colored: true, environment: { NO_COLOR: '' }, terminal: 80 },
  { colored: true, environment: { FORCE_COLOR: '1' } },
  { colored: false, environment: { FORCE_COLOR: '0' }, terminal: 80 },
  { colored: false, environment: { FORCE_COLOR: '1', NO_COLOR: '1' }, terminal: 80 },
  { colored: true, args: ['--color'], environment: { NO_COLOR: '1' } },
  { colored: false, args: ['--no-color'], environment: { FORCE_COLOR: '1' }, terminal: 80 },
])('colours: %j', async ({ colored, args = [], ...surroundings }) => {
  const { stdout } = await slipway([...args, '-'], { stdin: advised, ...surroundings });
  expect(stdout.includes('\u001b[')).toBe(colored);
});

test('long lines are cut to the width of the terminal', async () => {
  const stdin = `FORM ${'x'.repeat(300)}\n`;
  const widthOf = async (terminal?: number) => {
    const { stdout } = await slipway(['--no-color', '-'], { stdin, ...(terminal && { terminal }) });
    return stdout.split('\n').find((line) => line.startsWith('1 |'))?.length;
  };
  expect(await widthOf(60)).toBe(60);
  expect(await widthOf()).toBe(120);
});
