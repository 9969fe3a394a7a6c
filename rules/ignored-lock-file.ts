// npm install beside a yarn.lock, or above the copy of package-lock.json

import { installName } from '../src/knowledge/commands/dependency-install.ts';
import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { type IgnoredLock, ignoredLocks, managerOfLock } from '../src/knowledge/ignored-locks.ts';
import { defineRule } from '../src/lint/rule.ts';
import { groupsOf } from '../src/syntax/groups.ts';
import { basePath } from '../src/syntax/go/path.ts';
import type { Command } from '../src/shell/tree.ts';
import type { Word } from '../src/syntax/ast.ts';
import { mayBeTemplate } from '../src/syntax/template.ts';

export default defineRule({
  summary: 'The lock file of the project is not used: the image gets other versions than those that were tested.',
  why:
    'Without its lock file, a package manager takes the newest versions that the manifest allows on the day of the build. ' +
    'Two builds of one commit then differ, and a broken or hostile release of any dependency goes straight into the image. ' +
    'Reported where the lock file is known to lie beside the manifest, and no command of the stage has to do with it.',
  severity: 'warning',
  category: 'reproducibility',
  recommended: true,
  aliases: [],
  bad: [
    {
      context: { 'package.json': '{}', 'package-lock.json': '{}', 'index.js': '' },
      dockerfile: `
        FROM node:22
        WORKDIR /app
        COPY package.json ./
             ^^^^^^^^^^^^ package-lock.json lies beside package.json, but is not copied before "npm install"
        RUN npm install
        COPY . .
      `,
    },
    {
      context: { 'package.json': '{}', 'pnpm-lock.yaml': '' },
      dockerfile: `
        FROM node:22
        WORKDIR /app
        COPY . .
        RUN npm install
            ^^^^^^^^^^^ "npm install" does not look at pnpm-lock.yaml
      `,
    },
    {
      context: { 'Cargo.toml': '', 'Cargo.lock': '', 'src/main.rs': '' },
      dockerfile: `
        FROM rust:1.90
        COPY . /src
        RUN cargo install --path /src
            ^^^^^^^^^^^^^^^^^^^^^^^^^ "cargo install" does not look at Cargo.lock
      `,
    },
  ],
  good: [
    {
      context: { 'package.json': '{}', 'package-lock.json': '{}' },
      dockerfile: `
        FROM node:22
        WORKDIR /app
        COPY package*.json ./
        RUN npm ci
      `,
    },
    {
      context: { 'Cargo.toml': '', 'Cargo.lock': '' },
      dockerfile: `
        FROM rust:1.90
        COPY . /src
        RUN cargo install --locked --path /src
      `,
    },
  ],
  create: ({ analysis, report }) => ({
    File(file) {
      if (mayBeTemplate(file)) return;
      const { model, source } = analysis;
      const isMinor = isForWorkshop(source.path, model.target?.name);
      for (const [found, ...others] of groupsOf(ignoredLocks(analysis), placeOf)) {
        const { command, install, manifest } = found;
        const name = installName(command, install);
        const lock = basePath(found.lock);
        const isAbsent = found.reason === 'absent';
        const isNeeded = [found, ...others].some(({ stage }) => stage.needed);
        report({
          at: placeOf(found),
          ...(isMinor ? { severity: 'style' } : !isNeeded && { severity: 'info' }),
          message: isAbsent
            ? `${lock} lies beside ${manifest}, but is not copied before "${name}"`
            : `"${name}" does not look at ${lock}`,
          help: helpFor(found),
          related: isAbsent ? [{ span: command.span, message: 'this does not see it' }] : [],
        });
      }
    },
  }),
});

/** What is at fault: the copy that leaves the lock file out, or the command. Several commands may stand below one copy. */
function placeOf({ reason, source, command }: IgnoredLock): Word | Command {
  return reason === 'absent' ? source.word : command;
}

/** What installs the versions in the lock file. */
const BY_LOCK: Readonly<Record<string, string>> = {
  bun: 'bun install --frozen-lockfile',
  bundle: 'bundle install',
  composer: 'composer install',
  npm: 'npm ci',
  pdm: 'pdm sync',
  pipenv: 'pipenv sync',
  pnpm: 'pnpm install --frozen-lockfile',
  poetry: 'poetry install',
  uv: 'uv sync --locked',
  yarn: 'yarn install --frozen-lockfile',
};

function helpFor(found: IgnoredLock): string {
  const { install, lock, manifest, reason } = found;
  const manager = managerOfLock(install, basePath(lock));
  const command = manager === 'cargo' ? `${installName(found.command, install)} --locked` : BY_LOCK[manager];
  const use = command === undefined ? '' : ` "${command}" takes the versions in it.`;
  return reason === 'absent' ? `Copy ${lock} together with ${manifest}.${use}` : `Use ${lock}:${use}`;
}
