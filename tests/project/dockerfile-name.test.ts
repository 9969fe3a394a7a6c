// Names that are Dockerfiles, and names that only look like it.

import { expect, test } from 'vitest';
import { isDockerfileName } from '../../src/project/dockerfile-name.ts';

test.each([
  ...[
    'Dockerfile',
    'dockerfile',
    'Dockerfile.dev',
    'Dockerfile.v1.2',
    'Dockerfile.go',
    'api.dockerfile',
    'api.Dockerfile',
  ],
  ...['a.b.Dockerfile', 'Containerfile', 'Containerfile.dev', 'Containerfile-dev', 'api.Containerfile'],
])('%s is one', (name) => expect(isDockerfileName(name)).toBe(true));

test.each([
  ...['Dockerfile.md', 'Dockerfile.MD', 'Dockerfile.dockerignore', 'api.Dockerfile.dockerignore', 'Dockerfile.j2'],
  ...[
    'Dockerfile.dev.tmpl',
    'Dockerfile.template',
    'Dockerfile.erb',
    'Dockerfile.bak',
    'Dockerfile.orig',
    'Dockerfile~',
  ],
  ...[
    '.Dockerfile.swp',
    '.dockerfile',
    'Dockerfile.',
    'Containerfile.md',
    'Containerfile~',
    'my-dockerfile',
    'Dockerfiles',
  ],
  ...['docker-compose.yml', 'README.md'],
])('%s is none', (name) => expect(isDockerfileName(name)).toBe(false));
