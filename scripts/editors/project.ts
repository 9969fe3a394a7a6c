// The project that each editor opens.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { must } from './command.ts';

/** Line 17 has a finding that can be fixed. */
const dockerfile = `# syntax=docker/dockerfile:1
ARG NODE_VERSION=22

FROM node:\${NODE_VERSION}-slim AS packages
WORKDIR /srv
COPY package.json package-lock.json ./
RUN npm ci

FROM packages AS pages
COPY . .
RUN npm run build

FROM nginx:1.27 AS web
LABEL org.opencontainers.image.title=shop
COPY --from=pages /srv/dist /usr/share/nginx/html
EXPOSE 8080/tcp
CMD nginx -g 'daemon off;'
`;

const files: Readonly<Record<string, string>> = {
  Dockerfile: dockerfile,
  '.dockerignore': 'node_modules\nDockerfile\n',
  'package.json': '{ "name": "shop", "version": "1.0.0", "scripts": { "build": "mkdir dist" } }\n',
  'package-lock.json': '{ "name": "shop", "version": "1.0.0", "lockfileVersion": 3, "packages": {} }\n',
  'jobs/Dockerfile': 'FROM nginx:1.27\nCMD nginx -t\n',
  'src/index.html': '<title>Shop</title>\n',
};

/** In git, with one change that is not committed: everything from `COPY . .` on rebuilds. */
export function makeProject(folder: string): string {
  for (const [name, text] of Object.entries(files)) write(folder, name, text);
  const git = (...args: readonly string[]): string => must('git', [...identity, ...args], { cwd: folder });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--no-verify', '--message', 'Shop');
  write(folder, 'src/index.html', '<title>The shop</title>\n');
  return folder;
}

const identity = ['-c', 'user.name=slipway', '-c', 'user.email=slipway@example.invalid', '-c', 'commit.gpgsign=false'];

function write(folder: string, name: string, text: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
