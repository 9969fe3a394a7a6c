// COPY . . above RUN npm ci

import { installName } from '../src/knowledge/commands/dependency-install.ts';
import { type LateInstall, lateInstalls } from '../src/knowledge/dependency-layers.ts';
import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { groupsOf, wordList } from '../src/syntax/groups.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { Instruction } from '../src/syntax/ast.ts';
import { basePath } from '../src/syntax/go/path.ts';
import { mayBeTemplate } from '../src/syntax/template.ts';

export default defineRule({
  summary: 'The sources are copied before the dependencies are installed: each change of any file installs them again.',
  why:
    'The layer of an installation is kept for as long as the files that were copied above it stay the same. Manifests and ' +
    'lock files change rarely, sources all the time: with the manifests copied first, most builds skip the installation. ' +
    'One that compiles the project itself, or runs scripts of it, needs the sources and is not reported.',
  severity: 'warning',
  category: 'cache',
  recommended: true,
  aliases: [],
  bad: [
    {
      context: { 'package.json': '{}', 'package-lock.json': '{}', 'src/index.js': '' },
      dockerfile: `
        FROM node:22
        WORKDIR /app
        COPY . .
             ^ every change in "." runs "npm ci" again, which needs only package.json and package-lock.json
        RUN npm ci
        CMD ["node", "src/index.js"]
      `,
    },
    {
      context: { 'api/requirements.txt': 'flask', 'api/app.py': '' },
      dockerfile: `
        FROM python:3.14-slim
        COPY api /srv
             ^^^ every change in "api" runs "pip install" again, which needs only api/requirements.txt
        RUN pip install --no-cache-dir -r /srv/requirements.txt
      `,
    },
  ],
  good: [
    {
      context: { 'package.json': '{}', 'package-lock.json': '{}' },
      dockerfile: `
        FROM node:22
        WORKDIR /app
        COPY package.json package-lock.json ./
        RUN npm ci
        COPY . .
      `,
    },
    {
      context: { 'package.json': '{ "scripts": { "postinstall": "node tools/setup.js" } }' },
      dockerfile: `
        FROM node:22
        WORKDIR /app
        COPY . .
        RUN npm install
      `,
    },
  ],
  create: ({ analysis, report }) => ({
    File(file) {
      if (mayBeTemplate(file)) return;
      const { model, source } = analysis;
      const isMinor = isForWorkshop(source.path, model.target?.name);
      for (const [late, ...others] of groupsOf(lateInstalls(analysis), copyOf)) {
        const { copy, command, files } = late;
        const name = installName(late.command, late.install);
        report({
          at: copy.source.word,
          ...(isMinor ? { severity: 'style' } : files.length === 0 && { severity: 'info' }),
          message: `every change in "${copy.source.word.text}" runs "${name}" again, which needs only ${listOf(late)}`,
          help: `Copy ${files.length > 0 ? listOf(late) : 'those files'} alone first, run "${name}", then copy the rest.`,
          related: [command, ...others.map((other) => other.command)]
            .slice(0, MOST_RELATED)
            .map(({ span }) => ({ span, message: 'this needs no sources' })),
        });
      }
    },
  }),
});

/** Nobody copies more of them one by one. */
const MOST_NAMES = 6;
/** Enough to see that there are more. */
const MOST_RELATED = 3;

function listOf({ files, install: { manifests, locks, given } }: LateInstall): string {
  const usual =
    given.length > 0 ? given.map(({ text }) => basePath(text)) : [...manifests.slice(0, 1), ...locks.slice(0, 1)];
  return wordList(files.length > 0 ? files : usual, MOST_NAMES);
}

function copyOf({ copy }: LateInstall): Instruction {
  return copy.transfer.instruction;
}
