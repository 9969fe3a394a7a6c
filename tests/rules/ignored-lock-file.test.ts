import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { Analysis } from '../../src/analysis.ts';
import { lint } from '../../src/lint/lint.ts';
import { Source } from '../../src/syntax/source.ts';
import { testExamples } from '../rule-examples.ts';

const npm = { 'package.json': '{}', 'package-lock.json': '{}' };
const yarn = { 'package.json': '{}', 'yarn.lock': '' };
const uv = { 'pyproject.toml': '', 'uv.lock': '' };

testExamples('ignored-lock-file', {
  bad: [
    {
      context: { 'web/package.json': '{}', 'web/package-lock.json': '{}' },
      dockerfile: `
        FROM node:22
        COPY web/package.json /web/package.json
             ^^^^^^^^^^^^^^^^ package-lock.json lies beside package.json, but is not copied before "npm install"
        RUN cd /web && npm install
      `,
    },
    // The manifest came with the stage below.
    {
      context: yarn,
      dockerfile: `
        FROM node:22 AS base
        WORKDIR /app
        COPY package*.json ./
             ^^^^^^^^^^^^^ yarn.lock lies beside package.json, but is not copied before "yarn install"
        FROM base AS dev
        RUN yarn install
        FROM base
        RUN yarn install --production
      `,
    },
    // npm reads a yarn.lock that is there.
    {
      context: yarn,
      dockerfile: `
        FROM node:22
        WORKDIR /app
        COPY package.json ./
        RUN npm install
            ^^^^^^^^^^^ "npm install" does not look at yarn.lock
      `,
    },
    {
      context: uv,
      dockerfile: `
        FROM python:3.14
        COPY . /srv
        RUN pip install -e /srv
            ^^^^^^^^^^^^^^^^^^^ "pip install" does not look at uv.lock
      `,
    },
    {
      context: uv,
      dockerfile: `
        FROM python:3.14
        WORKDIR /srv
        COPY . .
        RUN pip install .[web]
            ^^^^^^^^^^^^^^^^^^ "pip install" does not look at uv.lock
      `,
    },
    {
      context: { 'composer.json': '{}', 'composer.lock': '{}' },
      dockerfile: `
        FROM composer:2
        WORKDIR /app
        COPY . .
        RUN composer update --no-dev
            ^^^^^^^^^^^^^^^^^^^^^^^^ "composer update" does not look at composer.lock
      `,
    },
    {
      context: npm,
      dockerfile: `
        FROM node:22
        WORKDIR /app
        COPY . .
        RUN npm install --no-package-lock
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "npm install" does not look at package-lock.json
      `,
    },
  ],
  good: [
    { context: yarn, dockerfile: 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm install\n' },
    { context: npm, dockerfile: 'FROM node:22\nWORKDIR /app\nCOPY ["package*.json", "./"]\nRUN npm install\n' },
    { context: npm, dockerfile: 'FROM node:22\nWORKDIR /app\nCOPY package.json *lock.json ./\nRUN npm install\n' },
    // What is not known to be elsewhere.
    `
    FROM node:22
    WORKDIR /app
    COPY package.json ./
    RUN npm install
    `,
    {
      context: npm,
      dockerfile: `
        FROM node:22 AS locks
        FROM node:22
        WORKDIR /app
        COPY package.json ./
        COPY --from=locks /locks ./
        RUN npm install
      `,
    },
    {
      context: npm,
      dockerfile: `
        FROM node:22
        WORKDIR /app
        ARG LOCK
        COPY package.json $LOCK ./
        RUN npm install
      `,
    },
    {
      context: npm,
      dockerfile: `
        FROM node:22
        WORKDIR /app
        COPY package.json ./
        RUN --mount=type=bind,target=/src cp /src/package-*.json . && npm install
      `,
    },
    // The ignore file keeps it out on purpose, or the settings of npm do.
    { context: { ...npm, '.dockerignore': '*lock.json' }, dockerfile: 'FROM node:22\nCOPY . /\nRUN npm install\n' },
    {
      context: { ...npm, '.npmrc': 'package-lock=false\n' },
      dockerfile: 'FROM node:22\nWORKDIR /app\nCOPY package.json ./\nRUN npm install\n',
    },
    // A later one takes the versions of the lock file.
    {
      context: npm,
      dockerfile: `
        FROM node:22
        WORKDIR /app
        COPY package.json ./
        RUN npm install
        COPY . .
        RUN npm ci
      `,
    },
    // Whichever lock file there is.
    {
      context: yarn,
      dockerfile: `
        FROM node:22
        WORKDIR /app
        COPY . .
        RUN if [ -f yarn.lock ]; then yarn --frozen-lockfile; else npm ci; fi
      `,
    },
    // bun takes over the lock files of others.
    { context: npm, dockerfile: 'FROM oven/bun:1\nWORKDIR /app\nCOPY . .\nRUN bun install\n' },
    {
      context: uv,
      dockerfile: `
        FROM python:3.14
        WORKDIR /srv
        COPY . .
        RUN uv export -o requirements.txt && pip install -r requirements.txt
        RUN pip install .
      `,
    },
    { context: uv, dockerfile: 'FROM python:3.14\nWORKDIR /srv\nCOPY . .\nRUN pip install --no-deps .\n' },
    // What it renews is copied out.
    {
      context: { 'composer.json': '{}', 'composer.lock': '{}' },
      dockerfile: `
        FROM composer:2 AS renew
        WORKDIR /app
        COPY . .
        RUN composer update
        FROM scratch AS renewed
        COPY --from=renew /app/composer.lock /
        FROM alpine:3.22
      `,
    },
  ],
});

test.each([
  ['Dockerfile', '', 'warning'],
  ['Dockerfile', 'FROM alpine:3.22\n', 'info'],
  ['examples/Dockerfile', '', 'style'],
])('%s and %j: %s', (path, rest, severity) => {
  const text = `FROM node:22\nWORKDIR /app\nCOPY package.json ./\nRUN npm install\n${rest}`;
  const context = { ignoreFile: () => undefined, read: () => undefined, entries: () => Object.keys(npm) };
  const findings = lint(new Analysis(new Source(path, text), { context }), rules);
  const found = findings.filter(({ rule }) => rule === 'ignored-lock-file');
  expect(found.map((finding) => [finding.severity, finding.help])).toEqual([
    [severity, 'Copy package-lock.json together with package.json. "npm ci" takes the versions in it.'],
  ]);
});
