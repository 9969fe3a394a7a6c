import { describe, expect, test } from 'vitest';
import { lookUpBaseImage } from '../../src/knowledge/base-images/lookup.ts';
import { repositoryName } from '../../src/knowledge/base-images/repository-name.ts';
import { operatingSystem } from '../../src/model/operating-system.ts';
import { reference } from './references.ts';

const zeros = `sha256:${'0'.repeat(64)}`;

const lookUp = (text: string) => lookUpBaseImage(reference(text));

describe('the name of a repository', () => {
  test.each([
    ['node', 'node'],
    ['docker.io/library/node:22', 'node'],
    ['index.docker.io/node', 'node'],
    ['registry-1.docker.io/library/node', 'node'],
    ['mirror.gcr.io/library/node', 'node'],
    ['mirror.gcr.io/node', 'node'],
    ['public.ecr.aws/docker/library/node', 'node'],
    ['arm64v8/node', 'node'],
    ['winamd64/golang', 'golang'],
    ['grafana/grafana', 'grafana/grafana'],
    ['mirror.gcr.io/grafana/grafana', 'mirror.gcr.io/grafana/grafana'],
    ['quay.io/jupyter/base-notebook', 'quay.io/jupyter/base-notebook'],
    ['localhost:5000/node', 'localhost:5000/node'],
  ])('of %s is %s', (text, name) => {
    expect(repositoryName(reference(text))).toBe(name);
  });
});

describe('an image', () => {
  test('has what is known of it', () => {
    expect(lookUp('alpine:3.22')).toMatchObject({
      status: 'current',
      os: 'linux',
      distribution: { name: 'alpine', release: '3.22', codename: undefined, distroless: false },
      libc: 'musl',
      sh: 'busybox',
      packageManager: 'apk',
      user: '',
      workingDir: '',
      entrypoint: [],
      cmd: ['/bin/sh'],
      exposedPorts: [],
      volumes: [],
      stopSignal: '',
      env: new Map([['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']]),
    });
    expect(lookUp('alpine:3.22')?.tools.has('wget')).toBe(true);
    expect(lookUp('alpine:3.22')?.lacks.has('bash')).toBe(true);
    expect(lookUp('alpine:3.22')?.accounts).toContainEqual({
      name: 'nobody',
      uid: 65534,
      gid: 65534,
      home: undefined,
      shell: undefined,
    });
  });

  test('of a service has what it is started with', () => {
    expect(lookUp('nginx:1.29')).toMatchObject({
      entrypoint: ['/docker-entrypoint.sh'],
      cmd: ['nginx', '-g', 'daemon off;'],
      exposedPorts: ['80/tcp'],
      stopSignal: 'SIGQUIT',
    });
    expect(lookUp('postgres:17')?.volumes).toEqual(['/var/lib/postgresql/data']);
  });

  test('for Windows has its paths as they are', () => {
    expect(lookUp('golang:1.8-windowsservercore')).toMatchObject({ os: 'windows', workingDir: 'C:\\gopath' });
  });

  test.each([
    ['golang:1.26-alpine3.22', '3.22', undefined],
    ['python:3.12-bookworm', '12', 'bookworm'],
    ['python:3.9.10', '11', 'bullseye'],
    ['ubuntu:24.04', '24.04', 'noble'],
    ['ubuntu:noble-20260101', '24.04', 'noble'],
    ['debian:sid-slim', 'unstable', 'sid'],
    ['openjdk:8u222-jdk', '9', 'stretch'],
    ['eclipse-temurin:21-jre-jammy', '22.04', 'jammy'],
  ])('%s is of release %s', (text, release, codename) => {
    expect(lookUp(text)?.distribution).toMatchObject({ release, codename });
  });

  test('without a tag is the latest', () => {
    expect(lookUp('node')).toEqual(lookUp('node:latest'));
  });

  test('with tag and digest is told by the tag', () => {
    expect(lookUp(`node:22-alpine@${zeros}`)).toEqual(lookUp('node:22-alpine'));
  });

  test('by its digest alone is what all of the repository have in common', () => {
    const image = lookUp(`alpine@${zeros}`);
    expect(image).toMatchObject({ os: 'linux', packageManager: 'apk' });
    expect(image?.distribution?.release).toBeUndefined();
    const node = lookUp(`node@${zeros}`);
    expect(node?.distribution).toBeUndefined();
    expect(node?.env.has('NODE_VERSION')).toBe(true);
  });

  test('that may be of several versions is what they have in common', () => {
    const image = lookUp('golang:bookworm');
    expect(image).toMatchObject({ sh: 'dash', workingDir: '/go', distribution: { release: '12' } });
    expect(image?.env.has('GOLANG_VERSION')).toBe(true);
    expect(image?.env.get('GOLANG_VERSION')).toBeUndefined();
  });

  test.each(['nobody/app', 'node:no-such-tag', 'constructor', `nobody/app@${zeros}`, 'debian:13-'])(
    '%s is unknown',
    (text) => {
      expect(lookUp(text)).toBeUndefined();
    },
  );

  test.each(['1', '1.', '1-', '-alpine', '1-preview.', '20'])('with a long tag of %s takes no time', (unit) => {
    const tag = unit.repeat(128).slice(0, 127);
    for (const name of ['node', 'debian', 'mcr.microsoft.com/dotnet/sdk'])
      expect(lookUp(`${name}:x${tag}`)).toBeUndefined();
  });
});

test.each([
  'mcr.microsoft.com/windows/servercore:ltsc2025',
  'mcr.microsoft.com/windows/nanoserver:ltsc2022',
  'mcr.microsoft.com/windows:1809',
  'mcr.microsoft.com/dotnet/framework/sdk:4.8',
  'mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-ltsc2022',
  'golang:1.26-windowsservercore',
  'python:3.13-windowsservercore-ltsc2025',
  'microsoft/nanoserver',
  'golang:1.26',
  'mcr.microsoft.com/dotnet/sdk:8.0',
])('the model and the table have the same system for %s', (image) => {
  const system = operatingSystem({ image, platform: undefined, instructions: [], escape: '\\', path: 'Dockerfile' });
  expect(lookUp(image)?.os).toBe(system);
});
