import { expect, test } from 'vitest';
import { lint, Source } from '../../src/index.ts';

function levels(text: string, path = 'Dockerfile'): readonly string[] {
  return lint(new Source(path, `${text}\n`)).flatMap(({ rule, severity }) =>
    rule === 'shell-form-cmd' ? severity : [],
  );
}

test.each([
  'FROM debian:13\nCMD server',
  'FROM debian:13\nCMD exec-server --port 80',
  // The script of the base image gives its place to CMD.
  'FROM node:22\nCMD node app.js',
  'FROM eclipse-temurin:21\nCMD java -jar /app.jar',
  'FROM debian:13 AS base\nCMD server\nFROM base\nRUN a',
])('signals are lost: %j', (text) => {
  expect(levels(text)).toEqual(['warning']);
});

test.each([
  // The shell gives its place to the program, or nobody knows.
  'FROM alpine:3.22\nCMD server',
  'FROM fedora:43\nCMD server',
  'FROM registry.example/app\nCMD server',
  'FROM debian:13\nRUN ln -sf bash /bin/sh\nCMD server',
  // A shell is needed.
  'FROM debian:13\nCMD server $PORT',
  'FROM debian:13\nCMD a && server',
  'FROM debian:13\nCMD cd /app; server',
  'FROM debian:13\nCMD exec server',
  // It ends by itself, waits for somebody to type, or hears no signal anyway.
  'FROM debian:13\nCMD pytest -x',
  'FROM node:22\nCMD npm test',
  'FROM node:22\nCMD npm run build',
  'FROM golang:1.25\nCMD go test ./...',
  'FROM debian:13\nCMD bash',
  'FROM python:3.14\nCMD python',
  'FROM debian:13\nCMD sleep infinity',
  'FROM debian:13\nCMD tail -f /dev/null',
  // A script may keep the signals, too.
  'FROM debian:13\nCMD /run.sh',
  // Something else is process 1.
  'FROM debian:13\nENTRYPOINT ["tini", "--"]\nCMD server',
  'FROM debian:13\nENTRYPOINT ["/start.sh"]\nCMD server',
  'FROM node:22\nCOPY docker-entrypoint.sh /\nENTRYPOINT ["/docker-entrypoint.sh"]\nCMD node app.js',
  // Nobody runs the image.
  'FROM debian:13 AS base\nCMD server\nFROM base\nCMD ["other"]',
  'FROM debian:13 AS other\nCMD server\nFROM debian:13',
])('a matter of style: %j', (text) => {
  expect(levels(text)).toEqual(['style']);
});

test.each(['SHELL ["/bin/bash", "-c"]\nCMD server', 'CMD ["server"]'])('silent: %j', (text) => {
  expect(levels(`FROM debian:13\n${text}`)).toEqual([]);
});

test('nobody waits for a container of an example to stop', () => {
  expect(levels('FROM debian:13\nCMD server', 'examples/Dockerfile')).toEqual(['style']);
});
