// Builds in CI.

import { expect, test } from 'vitest';
import { readGithubWorkflow, readGitlabPipeline } from '../../src/project/workflows.ts';
import { Source } from '../../src/syntax/source.ts';
import { summary } from './builds.ts';

function github(text: string) {
  return readGithubWorkflow(new Source('/r/.github/workflows/ci.yml', text), '/r');
}

test('reads docker/build-push-action', () => {
  const { builds } = github(`
jobs:
  image:
    steps:
      - uses: docker/build-push-action@v6
      - name: Build the API
        uses: docker/build-push-action@v6
        with:
          context: ./api
          file: ./docker/api.Dockerfile
          target: production
          platforms: linux/amd64,linux/arm64
          build-args: |
            VERSION=\${{ github.sha }}
            MODE=release
`);
  expect(builds.map(summary)).toEqual([
    { name: 'image', context: '/r', dockerfile: '/r/Dockerfile' },
    {
      name: 'Build the API',
      context: '/r/api',
      dockerfile: '/r/docker/api.Dockerfile',
      target: 'production',
      args: { VERSION: { unknown: 'the workflow decides about "${{ github.sha }}"' }, MODE: 'release' },
      platforms: ['linux/amd64', 'linux/arm64'],
    },
  ]);
  expect(builds.map(({ line }) => line)).toEqual([5, 6]);
});

test('fills in the matrix of the job', () => {
  const { builds } = github(`
jobs:
  image:
    strategy:
      matrix:
        target: [dev, prod]
        include:
          - { target: prod, file: Prod.Dockerfile }
          - { target: extra, file: Extra.Dockerfile }
    steps:
      - uses: docker/build-push-action@v6
        with: { target: "\${{ matrix.target }}", file: "\${{matrix.file}}" }
`);
  expect(builds.map(summary)).toMatchObject([
    { target: 'dev', dockerfile: { unknown: 'the workflow decides about "${{matrix.file}}"' } },
    { target: 'prod', dockerfile: '/r/Prod.Dockerfile' },
    { target: 'extra', dockerfile: '/r/Extra.Dockerfile' },
  ]);
});

test('reads the commands of a script where it runs, each in its place', () => {
  const text = `
defaults: { run: { working-directory: app } }
jobs:
  a:
    steps:
      - run: docker build .
      - working-directory: other
        run: |
          echo start
          (cd sub && docker buildx build --platform=linux/arm64 --load .)
          docker --debug build -t x:\${{ github.sha }} -f x.Dockerfile --target test \\
            --build-arg A=1 --build-arg B=$B --build-arg C ..
          docker build --target "$STAGE" - < in.Dockerfile
          sudo podman build $FLAGS .
          docker run image docker build .
`;
  const { builds } = github(text);
  expect(builds.map(summary)).toEqual([
    { name: 'a', context: '/r/app', dockerfile: '/r/app/Dockerfile' },
    { name: 'a', context: '/r/other/sub', dockerfile: '/r/other/sub/Dockerfile', platforms: ['linux/arm64'] },
    {
      name: 'a',
      context: '/r',
      dockerfile: '/r/other/x.Dockerfile',
      target: 'test',
      args: {
        A: '1',
        B: { unknown: 'the shell has the value of "B"' },
        C: { unknown: 'the shell has the value of "C"' },
      },
    },
    {
      name: 'a',
      context: '-',
      dockerfile: '/r/other/in.Dockerfile',
      target: { unknown: 'the shell decides about ""$STAGE""' },
    },
    { name: 'a', context: '/r/other', dockerfile: '/r/other/Dockerfile' },
  ]);
  expect(builds.map(({ line }) => line)).toEqual([6, 10, 11, 13, 14]);
  expect(builds.map(({ span }) => text.slice(span.start, span.end))[3]).toBe(
    'docker build --target "$STAGE" - < in.Dockerfile',
  );
});

test('names the bake files of docker/bake-action', () => {
  const { bakes } = github(`
jobs:
  a:
    steps:
      - uses: docker/bake-action@v6
        with: { workdir: sub, files: "./a.hcl\\n../b.json,cwd://meta.json" }
`);
  expect(bakes).toEqual([{ folder: '/r/sub', files: ['/r/sub/a.hcl', '/r/b.json'] }]);
});

test('reads .gitlab-ci.yml; a folder that was entered stays', () => {
  const text = `
image: docker
build:
  before_script: [cd api]
  script:
    - docker build --target prod .
    - [echo, "docker build -f Other $DIR"]
`;
  const { builds } = readGitlabPipeline(new Source('/r/.gitlab-ci.yml', text), '/r');
  expect(builds.map(summary)).toEqual([
    { name: 'build', context: '/r/api', dockerfile: '/r/api/Dockerfile', target: 'prod' },
    {
      name: 'build',
      context: { unknown: 'the shell decides about "$DIR"' },
      dockerfile: '/r/api/Other',
    },
  ]);
});
