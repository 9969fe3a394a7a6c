// `slipway plan`: what will be built.

import { expect, test } from 'vitest';
import { folderOf, slipway } from './command-line.ts';

const dockerfile = `FROM golang:1.25-alpine AS build
RUN go build -o /shop
FROM alpine:3.22
COPY --from=build /shop /bin/
`;

test('plan', async () => {
  const { code, stdout, stderr } = await slipway(['plan'], { folder: folderOf({ Dockerfile: dockerfile }) });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('[stage-1 2/2] COPY --from=build /shop /bin/\n');
  expect(stdout).toContain('← build 2/2: /shop\n');
});

test.each([
  ['json', /^\{\n {2}"version": 1,/],
  ['dot', /^digraph build \{\n/],
  ['mermaid', /^flowchart TB\n/],
  ['svg', /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /],
  ['html', /^<!DOCTYPE html>\n<html lang="en"/],
])('plan as %s', async (format, start) => {
  const { code, stdout } = await slipway(['plan', '--format', format, '-'], { stdin: dockerfile });
  expect(code).toBe(0);
  expect(stdout).toMatch(start);
});

test('the target, the platform and the width count', async () => {
  const surroundings = { stdin: dockerfile, terminal: 40 };
  const args = ['plan', '--target=build', '--platform=linux/arm64', '--no-color', '-'];
  const { stdout } = await slipway(args, surroundings);
  expect(stdout).toMatch(/^stdin, stage build for linux\/arm64\n/);
  expect(stdout.split('\n').filter((line) => line.length > 40)).toEqual([]);
});

test('of several platforms the first is shown, and named', async () => {
  const { stdout } = await slipway(['plan', '--platform', 'linux/arm64,linux/amd64', '-'], { stdin: dockerfile });
  expect(stdout).toContain('[linux/arm64 build 2/2] RUN go build -o /shop\n');
});

test('colours come where they are asked for', async () => {
  const { stdout } = await slipway(['plan', '--color', '-'], { stdin: dockerfile });
  expect(stdout).toContain('\u001b[36m[build 2/2]\u001b[39m');
});

test.each([
  [
    ['plan', '--target', 'biuld', '-'],
    2,
    /^slipway: --target: target stage "biuld" could not be found \(did you mean build\?\);.*\n$/,
  ],
  [['plan', '--context', 'nowhere', '-'], 2, /--context cannot be "nowhere": there is no such folder\n$/],
  [['plan', '--platform', '', '-'], 2, /^slipway: --platform cannot be ""; write it as linux\/amd64, .*\n$/],
  [['plan', '--platform', 'a/b/c/d', '-'], 2, /^slipway: --platform cannot be "a\/b\/c\/d"; write it as .*\n$/],
  [['plan', '--build-context', 'a', '-'], 2, /--build-context cannot be "a": write name=folder, .*\n$/],
  [['plan', 'nowhere'], 2, /cannot read "nowhere"/],
  [['plan', '--format', 'jsn', '-'], 2, /--format cannot be "jsn" \(did you mean json\?\)/],
])('%j is a mistake', async (args, code, message) => {
  const answer = await slipway(args, { stdin: dockerfile });
  expect(answer).toMatchObject({ code, stdout: '' });
  expect(answer.stderr).toMatch(message);
});
