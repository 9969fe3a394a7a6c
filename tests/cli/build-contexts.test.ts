// `--build-context` on the command line.

import { expect, test } from 'vitest';
import { folderOf, slipway } from './command-line.ts';

const config = JSON.stringify({ os: 'linux', architecture: 'amd64', config: { Env: ['LAYOUT=1'], User: '7' } });
const manifest = (entries: object): string => JSON.stringify({ schemaVersion: 2, ...entries });

const files = {
  Dockerfile: 'FROM base\nENV A=1\n',
  'folder/': '',
  'out/index.json': manifest({
    manifests: [
      { digest: 'sha256:aa', annotations: { 'org.opencontainers.image.ref.name': 'latest' } },
      { digest: 'sha256:bb', annotations: { 'org.opencontainers.image.ref.name': '2' } },
    ],
  }),
  'out/blobs/sha256/aa': manifest({
    manifests: [
      { digest: 'sha256:cc', platform: { os: 'linux', architecture: 'arm64' } },
      { digest: 'sha256:bb', platform: { os: 'linux', architecture: 'amd64' } },
    ],
  }),
  'out/blobs/sha256/bb': manifest({ config: { digest: 'sha256:dd' }, layers: [] }),
  'out/blobs/sha256/dd': config,
  'broken/index.json': '{',
};

test.each([
  ['base=docker-image://scratch', ['A=1']],
  ['docker.io/library/base:latest=folder', ['A=1']],
  ['base=https://example.com/files.tar', ['A=1']],
  ['base=https://github.com/example/files.git#main', ['A=1']],
  ['base=oci-layout://out', ['LAYOUT=1', 'A=1']],
  ['base=oci-layout://out:2', ['LAYOUT=1', 'A=1']],
  ['base=oci-layout://out@sha256:bb', ['LAYOUT=1', 'A=1']],
])('%s', async (text, expected) => {
  const { code, stdout } = await slipway(['inspect', '--json', '--build-context', text], { folder: folderOf(files) });
  expect(code).toBe(0);
  const image: { readonly config: { readonly Env: readonly string[] } } = JSON.parse(stdout);
  expect(image.config.Env.filter((entry) => !entry.startsWith('PATH='))).toEqual(expected);
});

test.each([
  ['base', 'write name=folder, name=docker-image://image or name=oci-layout://folder'],
  ['Base=folder', 'its name is none: invalid reference format: repository name (library/Base) must be lowercase'],
  ['base=nowhere', 'there is no such folder; check the name and the folder you are in'],
  ['base=Dockerfile', 'it is no folder'],
  ['base=target:tools', 'only a bake file has targets; name a folder or an image'],
  [
    'base=oci-layout://folder',
    'cannot read "folder/index.json": it does not exist; check the name and the folder you are in',
  ],
  ['base=oci-layout://broken', 'broken/index.json: is no JSON'],
  ['base=oci-layout://out:3', 'index.json: has no image with the tag "3"'],
])('%s is refused: %s', async (text, reason) => {
  const { code, stderr } = await slipway(['check', '--build-context', text], { folder: folderOf(files) });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `slipway: --build-context cannot be "${text}": ${reason}\n`,
  });
});

test('the platform chooses among the images of a layout', async () => {
  const args = ['check', '--platform', 'windows/amd64', '--build-context', 'base=oci-layout://out'];
  const { stderr } = await slipway(args, { folder: folderOf(files) });
  expect(stderr).toContain('blobs/sha256/aa: has no image for windows/amd64');
});

test('an image that takes the place of a stage is looked up', async () => {
  const folder = folderOf({ Dockerfile: 'FROM scratch AS base\nUSER 5\nFROM base\nENV A=1\n' });
  const args = ['inspect', '--json', '--build-context', 'base=docker-image://alpine:3.22'];
  const { stdout } = await slipway(args, { folder });
  expect(JSON.parse(stdout)).toMatchObject({ config: { Cmd: ['/bin/sh'] } });
});
