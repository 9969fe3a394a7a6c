// npm install beside a yarn.lock, or above the copy of package-lock.json

import { installName } from '../src/knowledge/commands/dependency-install.ts';
import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { type IgnoredLock, ignoredLocks, managerOfLock } from '../src/knowledge/ignored-locks.ts';
import { defineRule } from '../src/lint/rule.ts';
import { basePath } from '../src/syntax/go/path.ts';
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
      for (const found of ignoredLocks(analysis)) {
        const { command, install, stage, manifest, reason } = found;
        const name = installName(command, install);
        const lock = basePath(found.lock);
        const isAbsent = reason === 'absent';
        report({
          at: isAbsent ? found.source.word : command,
          ...(isMinor ? { severity: 'style' } : !stage.needed && { severity: 'info' }),
          message: isAbsent
            ? `${lock} lies beside ${manifest}, but is not copied before "${name}"`
            : `"${name}" does not look at ${lock}`,
          help: helpFor(found),
          related: isAbsent ? [{ span: command.span, message: 'this takes the newest versions' }] : [],
        });
      }
    },
  }),
});

/** What installs the versions in the lock file, and nothing else. */
const BY_LOCK: Readonly<Record<string, string>> = {
  bun: 'bun install --frozen-lockfile',
  bundle: 'bundle install',
  cargo: 'cargo with --locked',
  composer: 'composer install',
  npm: 'npm ci',
  pdm: 'pdm sync',
  pipenv: 'pipenv sync',
  pnpm: 'pnpm install --frozen-lockfile',
  poetry: 'poetry sync',
  uv: 'uv sync --locked',
  yarn: 'yarn install --frozen-lockfile',
};

function helpFor({ install, lock, manifest, reason }: IgnoredLock): string {
  const manager = managerOfLock(install, basePath(lock));
  const command = BY_LOCK[manager];
  const use = command === undefined ? '' : command.startsWith('cargo') ? `run ${command}` : `run "${command}"`;
  if (reason === 'absent') return `Copy ${lock} together with ${manifest}${use && `, and ${use}`}.`;
  return use === ''
    ? `Use the lock file.`
    : `${use[0]?.toUpperCase()}${use.slice(1)}, which takes the versions in ${lock}.`;
}
