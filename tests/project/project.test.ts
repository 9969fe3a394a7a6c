// What calls a Dockerfile, and how often that is read.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { FileSystem } from '../../src/project/files.ts';
import { Project } from '../../src/project/project.ts';

/** A repository at /r, and what was asked of it. */
function repository(files: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const paths = Object.keys(files).map((name) => `/r/${name}`);
  const system: FileSystem = {
    exists: (path) => path === '/r/.git',
    list(folder) {
      asked.push(`list ${folder}`);
      const inside = paths.filter((path) => path.startsWith(`${folder}/`));
      return [...new Set(inside.map((path) => path.slice(folder.length + 1).split('/', 1)[0] ?? ''))];
    },
    read(path) {
      asked.push(`read ${path}`);
      return files[path.slice('/r/'.length)];
    },
  };
  return { project: new Project(system), asked };
}

const FILES = {
  'api/Dockerfile': '',
  'web/Dockerfile': '',
  'web/compose.yaml': 'services: { web: { build: { context: ., target: dev, args: { A: 1 } } } }',
  'docker-compose.yml':
    'services: { api: { build: { context: ., dockerfile: ./api/../api/Dockerfile, target: prod } } }',
  'docker-compose.test.yml': 'services: { api: { build: { target: test } }, x: { build: { context: $X } } }',
  'docker-bake.hcl': 'target "web" {\n  context = "web"\n  target = "release"\n  args = { B = "2" }\n}',
  '.github/workflows/ci.yml': 'jobs: { a: { steps: [{ run: docker build --target lint web }] } }',
  '.github/workflows/other.yml': 'jobs: {}',
};

test('finds the builds of a Dockerfile from its folder up to the root of the repository', async () => {
  const { project } = repository(FILES);
  expect(await project.targetsOf('/r/api/Dockerfile')).toEqual(['prod', 'test']);
  expect(await project.targetsOf('/r/web/Dockerfile')).toEqual(['dev', 'release', 'lint']);
  expect(await project.argsOf('/r/web/Dockerfile')).toEqual(new Set(['A', 'B']));
  const { builds, undecided, problems } = await project.callersOf('/r/web/Dockerfile');
  expect(builds.map(({ file, line }) => `${file}:${line}`)).toEqual([
    '/r/web/compose.yaml:1',
    '/r/docker-bake.hcl:1',
    '/r/.github/workflows/ci.yml:1',
  ]);
  expect(undecided.map(({ name }) => name)).toEqual(['x']);
  expect(problems).toEqual([]);
});

test('lists each folder and reads each file once', async () => {
  const { project, asked } = repository(FILES);
  const paths = ['/r/api/Dockerfile', '/r/web/Dockerfile', '/r/web/Dockerfile.dev'];
  await Promise.all([...paths, ...paths].map((path) => project.callersOf(path)));
  await project.targetsOf('/r/api/Dockerfile');
  expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
  expect(asked.filter((what) => what.endsWith('Dockerfile'))).toEqual([]);
});

test('looks at the names only where no file can call a Dockerfile', async () => {
  const { project, asked } = repository({ 'a/b/Dockerfile': '', 'package.json': '{}' });
  expect(await project.callersOf('/r/a/b/Dockerfile')).toEqual({ builds: [], undecided: [], problems: [] });
  expect(asked).toEqual(['list /r/a/b', 'list /r/a', 'list /r']);
});

test('reads no file above the repository, and a broken file is a problem', async () => {
  const { project, asked } = repository({
    Dockerfile: '',
    'compose.yaml': 'include: [../../etc/compose.yaml]\nservices: { a: { build: . } }',
    'docker-bake.hcl': 'target "a" {',
  });
  const { builds, problems } = await project.callersOf('/r/Dockerfile');
  expect(builds).toHaveLength(1);
  expect(problems.map(({ message }) => message)).toEqual([
    '"../../etc/compose.yaml" cannot be read',
    'unexpected end of file',
  ]);
  expect(asked.filter((what) => what.startsWith('read'))).toEqual(['read /r/compose.yaml', 'read /r/docker-bake.hcl']);
});

test('reads the bake files that a workflow names', async () => {
  const { project } = repository({
    Dockerfile: '',
    'ci/images.hcl': 'target "a" { target = "from-ci" }',
    '.github/workflows/ci.yml':
      'jobs: { a: { steps: [{ uses: docker/bake-action@v6, with: { files: ci/images.hcl } }] } }',
  });
  expect(await project.targetsOf('/r/Dockerfile')).toEqual(['from-ci']);
});

test('follows links on the machine only inside the repository', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'project-'));
  try {
    const write = (name: string, text: string): void => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    };
    write('outside.yaml', 'services: { a: { build: { context: ., target: outside } } }');
    write('r/.git/HEAD', '');
    write('r/inside.yaml', 'services: { a: { build: { context: ., target: inside } } }');
    symlinkSync('../outside.yaml', join(folder, 'r/compose.yaml'));
    symlinkSync('inside.yaml', join(folder, 'r/compose.dev.yaml'));
    expect(await new Project().targetsOf(join(folder, 'r/Dockerfile'))).toEqual(['inside']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
