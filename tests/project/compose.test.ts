// Compose files: what their services build.

import { expect, test } from 'vitest';
import { readCompose } from '../../src/project/compose.ts';
import { Source } from '../../src/syntax/source.ts';
import { summary } from './builds.ts';

function read(files: Readonly<Record<string, string>>, overlays: readonly string[] = []) {
  const sources = new Map(Object.entries(files).map(([name, text]) => [`/p/${name}`, new Source(`/p/${name}`, text)]));
  const open = (path: string): Source | undefined => sources.get(path);
  const found = readCompose(
    open('/p/compose.yaml'),
    overlays.flatMap((name) => open(`/p/${name}`) ?? []),
    open,
  );
  return { builds: found.builds.map(summary), problems: found.problems, places: found.builds };
}

test('reads the short and the long form', () => {
  const { builds, problems, places } = read({
    'compose.yaml': `
services:
  db: { image: postgres }
  web: { build: ./web }
  api:
    build:
      context: .
      dockerfile: docker/api.Dockerfile
      target: production
      args:
        VERSION: 1.5
        DEBUG: true
        TOKEN:
      platforms: [linux/amd64, linux/arm64]
      additional_contexts: { base: docker-image://alpine:3.22 }
`,
  });
  expect(problems).toEqual([]);
  expect(builds).toEqual([
    { name: 'web', context: '/p/web', dockerfile: '/p/web/Dockerfile' },
    {
      name: 'api',
      context: '/p',
      dockerfile: '/p/docker/api.Dockerfile',
      target: 'production',
      args: { VERSION: '1.5', DEBUG: 'true', TOKEN: { unknown: 'the environment has the value of "TOKEN"' } },
      platforms: ['linux/amd64', 'linux/arm64'],
      contexts: { base: 'docker-image://alpine:3.22' },
    },
  ]);
  expect(places.map(({ file, line }) => [file, line])).toEqual([
    ['/p/compose.yaml', 4],
    ['/p/compose.yaml', 6],
  ]);
});

test('reads arguments given as a list, and variables with their defaults', () => {
  const { builds } = read({
    'compose.yaml': `
services:
  a:
    build:
      context: \${ROOT:-./a}
      target: \${STAGE}
      args: [A=1, "B=x=y", C, "D=\${D:-d}"]
`,
  });
  expect(builds).toEqual([
    {
      name: 'a',
      context: '/p/a',
      dockerfile: '/p/a/Dockerfile',
      target: { unknown: 'the environment decides about "STAGE"' },
      args: { A: '1', B: 'x=y', C: { unknown: 'the environment has the value of "C"' }, D: 'd' },
    },
  ]);
});

test('follows anchors and merge keys; what stands in the map itself counts more', () => {
  const { builds } = read({
    'compose.yaml': `
x-args: &args { A: base, B: base }
x-build: &build
  context: app
  args: { <<: *args, B: own }
services:
  one: { build: *build }
  two: { build: { <<: *build, target: dev } }
`,
  });
  expect(builds).toMatchObject([
    { name: 'one', context: '/p/app', args: { A: 'base', B: 'own' } },
    { name: 'two', context: '/p/app', target: 'dev', args: { A: 'base', B: 'own' } },
  ]);
});

test('puts an overlay on top of the base, and tells only of what the overlay builds', () => {
  const { builds } = read(
    {
      'compose.yaml': 'services: { a: { build: { context: a, target: prod, args: { X: 1 } } }, b: { build: b } }',
      'compose.dev.yaml': 'services: { a: { build: { target: dev, args: { Y: 2 } } }, c: { build: c } }',
    },
    ['compose.dev.yaml'],
  );
  expect(builds.slice(2)).toEqual([
    { name: 'a', context: '/p/a', dockerfile: '/p/a/Dockerfile', target: 'dev', args: { X: '1', Y: '2' } },
    { name: 'c', context: '/p/c', dockerfile: '/p/c/Dockerfile' },
  ]);
});

test('follows extends, also into files whose paths start elsewhere', () => {
  const { builds, problems } = read({
    'compose.yaml': `
services:
  base: { build: { context: base, args: { A: 1 } } }
  near: { extends: base, build: { target: near } }
  far: { extends: { file: sub/common.yaml, service: far } }
  gone: { extends: { service: nobody } }
`,
    'sub/common.yaml': 'services: { far: { build: { context: ., target: far } } }',
  });
  expect(builds.slice(1)).toMatchObject([
    { name: 'near', context: '/p/base', target: 'near', args: { A: '1' } },
    { name: 'far', context: '/p/sub', dockerfile: '/p/sub/Dockerfile', target: 'far' },
  ]);
  expect(problems).toEqual([{ file: '/p/compose.yaml', line: 6, message: 'there is no service "nobody" to extend' }]);
});

test('follows include', () => {
  const { builds, problems } = read({
    'compose.yaml': 'include: [sub/compose.yaml, { path: [other.yaml], project_directory: dir }, gone.yaml]',
    'sub/compose.yaml': 'services: { a: { build: . } }',
    'other.yaml': 'services: { b: { build: x } }',
  });
  expect(builds).toMatchObject([
    { name: 'a', context: '/p/sub' },
    { name: 'b', context: '/p/dir/x' },
  ]);
  expect(problems).toEqual([{ file: '/p/compose.yaml', line: 1, message: '"gone.yaml" cannot be read' }]);
});

test('a Dockerfile in the file itself, and one in a remote context, are nobody’s file', () => {
  const { builds } = read({
    'compose.yaml': `
services:
  inline: { build: { context: ., dockerfile_inline: "FROM scratch" } }
  remote: { build: "https://github.com/docker/buildx.git" }
`,
  });
  expect(builds).toEqual([
    { name: 'inline', context: '/p' },
    {
      name: 'remote',
      context: 'https://github.com/docker/buildx.git',
      dockerfile: { unknown: 'the context "https://github.com/docker/buildx.git" is remote' },
    },
  ]);
});

test('accepts keys that stand twice; the last counts', () => {
  expect(read({ 'compose.yaml': 'services:\n  a: { build: one }\n  a: { build: two }\n' }).builds).toMatchObject([
    { context: '/p/two' },
  ]);
});

test.each([
  ['services: [', 1, /./],
  ['a:\n\tb: 1', 2, /./],
  ['services: { a: { extends: a } }', 1, /in a circle/],
  ['x: &x [*x]', 1, /nested or merged/],
  ['['.repeat(5000), 1, /nested too deeply/],
])('%j is a problem, not an error', (text, line, message) => {
  const { builds, problems } = read({ 'compose.yaml': text });
  expect(builds).toEqual([]);
  expect(problems[0]).toMatchObject({ line, message: expect.stringMatching(message) as string });
});

test('aliases that double each other cost no more than they are long', () => {
  const lines = Array.from({ length: 60 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`);
  const text = ['a0: &a0 { x: 1 }', ...lines, 'services: { s: { build: { args: *a60 } } }'].join('\n');
  expect(read({ 'compose.yaml': text }).builds).toHaveLength(1);
});

test('files that include each other come to an end', () => {
  const { problems } = read({ 'compose.yaml': `include: [${'compose.yaml, '.repeat(50)}compose.yaml]` });
  expect(problems.length).toBeLessThan(1000);
});

test('reads the .env file of the folder', () => {
  const { builds } = read({
    'compose.yaml': 'services: { a: { build: { context: ., dockerfile: $FILE, args: [VERSION] } } }',
    '.env': 'FILE=a.Dockerfile\nVERSION="2"\n',
  });
  expect(builds).toEqual([{ name: 'a', context: '/p', dockerfile: '/p/a.Dockerfile', args: { VERSION: '2' } }]);
});
