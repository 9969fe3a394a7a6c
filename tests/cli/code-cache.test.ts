// The built program: which files it loads, and what it keeps of them between runs.

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'rolldown';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import config from '../../rolldown.config.ts';
import { rules } from '../../rules/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'slipway-'));
const program = join(folder, 'cli', 'slipway.cjs');
const dockerfile = join(folder, 'Dockerfile');
const answer = { status: 1, stdout: expect.stringContaining('repeated-instruction'), stderr: '' };

beforeAll(async () => {
  await build({ ...config, output: { ...config.output, dir: folder } });
  writeFileSync(dockerfile, 'FROM alpine:3.22\nRUN apk add --no-cache curl\nCMD ["first"]\nCMD ["second"]\n');
});

afterAll(() => rmSync(folder, { recursive: true }));

type Environment = Readonly<Record<string, string>>;

function slipway(args: readonly string[], environment: Environment = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env: environment, encoding: 'utf8' });
  return { status, stdout, stderr };
}

function lint(environment: Environment) {
  return slipway([program, 'lint', dockerfile], environment);
}

/** A home, and the folder in it where Slipway keeps compiled code. */
function makeHome(): { readonly home: string; readonly caches: string } {
  const home = mkdtempSync(join(tmpdir(), 'slipway-home-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  return { home, caches: join(home, '.cache', 'slipway') };
}

/** The files in a folder, with numbers that are others when the files have been replaced. */
function files(caches: string): ReadonlyMap<string, number> {
  return new Map(readdirSync(caches).map((name) => [join(caches, name), statSync(join(caches, name)).ino]));
}

function keptProgram(caches: string): string {
  return [...files(caches).keys()].find((file) => file.includes('program-')) ?? '';
}

test('to lint one file takes one chunk and the table of base images besides the entry', () => {
  const listing = join(folder, 'listing.cjs');
  writeFileSync(
    listing,
    `const fs = require('node:fs');
     const read = fs.readFileSync;
     const files = new Set();
     fs.readFileSync = (path, ...rest) => { files.add(String(path)); return read(path, ...rest); };
     process.on('exit', () => console.log(JSON.stringify([...files])));`,
  );
  const { stdout } = slipway(['--require', listing, program, 'lint', dockerfile]);
  const read: readonly string[] = JSON.parse(stdout.slice(stdout.lastIndexOf('[')));
  const own = read.filter((path) => dirname(path) === dirname(program));
  const names = own.map((path) => path.replace(/^.*[\\/]([^.\\/]+)[^\\/]*$/, '$1'));
  expect(names).toEqual(['slipway', 'program', 'base-images']);
});

test('linting does not load what rules say about themselves, which is there when it is asked for', () => {
  const chunk = readdirSync(dirname(program)).find((name) => name.startsWith('program.')) ?? '';
  const text = readFileSync(join(dirname(program), chunk), 'utf8');
  expect([...rules.values()].filter(({ summary }) => text.includes(summary))).toEqual([]);
  const { stdout } = slipway([program, 'rules', '--json']);
  const listed: readonly { readonly name: string; readonly summary: string }[] = JSON.parse(stdout);
  expect(listed.map(({ name, summary }) => [name, summary])).toEqual(
    [...rules].map(([name, { summary }]) => [name, summary]),
  );
  const file = join(dirname(program), 'rule-documentation.json');
  const documentation = Object.fromEntries(
    [...rules].map(([name, { summary, why, bad, good }]) => [name, { summary, why, bad, good }]),
  );
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(documentation);
});

test('all chunks are ASCII text, which Node.js reads faster', () => {
  const chunks = readdirSync(dirname(program)).filter((name) => name.endsWith('.cjs'));
  const others = chunks.filter((name) => /[^\0-\x7f]/.test(readFileSync(join(dirname(program), name), 'utf8')));
  expect(others).toEqual([]);
});

test('what the first run keeps is what the next ones use', () => {
  const { home, caches } = makeHome();
  expect(lint({ HOME: home })).toEqual(answer);
  const kept = files(caches);
  expect([...kept.keys()]).toEqual([expect.stringContaining(`program-${process.version}`)]);
  expect(lint({ HOME: home })).toEqual(answer);
  expect(files(caches)).toEqual(kept);
});

test('what commands about a build run is kept apart from what lint runs', () => {
  const { home, caches } = makeHome();
  const run = (...args: readonly string[]): void => {
    expect(slipway([program, ...args, dockerfile], { HOME: home })).toMatchObject({ status: 0, stderr: '' });
  };
  run('plan', '--format', 'json');
  run('simulate', '--format', 'json');
  const kept = files(join(caches, 'plan'));
  expect(readdirSync(caches)).toEqual(['plan']);
  expect([...kept.keys()].filter((file) => file.includes('program-'))).toHaveLength(1);
  // Chunks of one name do not drive each other out.
  run('plan', '--format', 'json');
  run('simulate', '--format', 'json');
  expect(files(join(caches, 'plan'))).toEqual(kept);
});

test('XDG_CACHE_HOME says where', () => {
  const { home } = makeHome();
  const elsewhere = makeHome();
  expect(lint({ HOME: home, XDG_CACHE_HOME: elsewhere.home })).toEqual(answer);
  expect(files(join(elsewhere.home, 'slipway')).size).toBe(1);
  expect(readdirSync(home)).toEqual([]);
});

test.each([[['--version']], [['rules']], [['explain', 'syntax']]])('%j runs too little to be kept', (args) => {
  const { home } = makeHome();
  expect(slipway([program, ...args], { HOME: home }).status).toBe(0);
  expect(readdirSync(home)).toEqual([]);
});

test.each(['', 'not of V8', '\0'.repeat(500_000)])('what V8 did not write is replaced', (text) => {
  const { home, caches } = makeHome();
  lint({ HOME: home });
  writeFileSync(keptProgram(caches), text);
  expect(lint({ HOME: home })).toEqual(answer);
  expect(readFileSync(keptProgram(caches), 'latin1')).not.toBe(text);
});

test('what is left of older builds and of interrupted runs is removed', () => {
  const { home, caches } = makeHome();
  const older = join(caches, `program-${process.version}-${process.arch}.older`);
  mkdirSync(caches, { recursive: true, mode: 0o700 });
  writeFileSync(older, '');
  writeFileSync(`${older}.1`, '');
  lint({ HOME: home });
  expect(files(caches).size).toBe(1);
});

test('nothing is kept where that is not wanted', () => {
  const { home } = makeHome();
  expect(lint({ HOME: home, NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual(answer);
  expect(readdirSync(home)).toEqual([]);
});

test('a home that does not exist is not made', () => {
  const { home } = makeHome();
  expect(lint({ HOME: join(home, 'none') })).toEqual(answer);
  expect(readdirSync(home)).toEqual([]);
});

test('a file in the way is left alone', () => {
  const { home } = makeHome();
  writeFileSync(join(home, '.cache'), 'mine');
  expect(lint({ HOME: home })).toEqual(answer);
  expect(readFileSync(join(home, '.cache'), 'utf8')).toBe('mine');
});

test.runIf(process.getuid !== undefined)('only the user may write what is kept', () => {
  const { home, caches } = makeHome();
  lint({ HOME: home });
  expect([caches, ...files(caches).keys()].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);

  chmodSync(keptProgram(caches), 0o620);
  expect(lint({ HOME: home })).toEqual(answer);
  expect(statSync(keptProgram(caches)).mode & 0o777).toBe(0o600);
});

test.runIf(process.getuid !== undefined)('nothing is kept in a home where others may write', () => {
  const { home } = makeHome();
  chmodSync(home, 0o777);
  expect(lint({ HOME: home })).toEqual(answer);
  expect(readdirSync(home)).toEqual([]);
});
