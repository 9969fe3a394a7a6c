import { describe, expect, test } from 'vitest';
import { knowledgeSource } from '../../src/knowledge/base-images/source.ts';
import { toOci } from '../../src/model/oci-image.ts';
import { platformOf } from '../../src/syntax/platform.ts';
import { reference } from './references.ts';

const linux = platformOf('linux', 'arm64', 'v8');

function imageOf(text: string, platform = linux) {
  const answer = knowledgeSource.lookup(reference(text), platform);
  if (answer.kind !== 'found') throw new Error(JSON.stringify(answer));
  return answer.image;
}

describe('the table as a source of images', () => {
  test('gives an image for the platform that is asked for', () => {
    expect(toOci(imageOf('alpine:3.22'))).toMatchObject({ os: 'linux', architecture: 'arm64', variant: 'v8' });
  });

  test('knows all of an image with nothing below it', () => {
    const image = imageOf('alpine:3.22');
    expect(toOci(image).config).toEqual({
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      Cmd: ['/bin/sh'],
    });
    expect([...image.unknown.keys()]).toEqual([]);
  });

  test('gives what a service is started with', () => {
    const image = imageOf('nginx:1.29');
    expect(toOci(image).config).toMatchObject({
      Entrypoint: ['/docker-entrypoint.sh'],
      Cmd: ['nginx', '-g', 'daemon off;'],
      ExposedPorts: { '80/tcp': {} },
      StopSignal: 'SIGQUIT',
    });
    expect(image.healthCheck).toBeUndefined();
    expect([...image.unknown.keys()]).toEqual(['env', 'labels']);
  });

  test('gives a health check and a shell', () => {
    const image = imageOf('quay.io/jupyter/base-notebook:latest');
    expect(image.healthCheck).toEqual({
      test: ['CMD', '/etc/jupyter/docker_healthcheck.py'],
      interval: 3_000_000_000n,
      timeout: 1_000_000_000n,
      startPeriod: 3_000_000_000n,
      startInterval: 0n,
      retries: 3,
    });
    expect(image.shell).toEqual(['/bin/bash', '-o', 'pipefail', '-c']);
  });

  test('says why it does not know a value', () => {
    const image = imageOf('node:22');
    expect(image.env.get('NODE_VERSION')).toEqual({
      text: '',
      unknown: 'what was known of node:22 on 2026-08-21 does not tell the value',
    });
    expect(image.env.get('PATH')?.unknown).toBeUndefined();
  });

  test('says what it does not know', () => {
    const image = imageOf('redhat/ubi9:9.4');
    expect([...image.unknown.keys()]).toEqual([
      'cmd',
      'entrypoint',
      'env',
      'exposedPorts',
      'healthCheck',
      'labels',
      'onBuild',
      'shell',
      'stopSignal',
      'user',
      'volumes',
      'workdir',
    ]);
    expect(image.unknown.get('workdir')).toBe(
      'what was known of redhat/ubi9:9.4 on 2026-08-21 does not tell its working directory',
    );
  });

  test('has triggers', () => {
    expect(imageOf('golang:1.4-onbuild').onBuild.items()).toHaveLength(3);
  });

  test.each([
    ['nobody/app:1', linux, 'nobody has looked up the image nobody/app:1'],
    ['alpine:3.22', platformOf('windows', 'amd64'), 'alpine:3.22 is known for linux, not for windows'],
    [
      'mcr.microsoft.com/windows/nanoserver:ltsc2022',
      linux,
      'mcr.microsoft.com/windows/nanoserver:ltsc2022 is known for windows, not for linux',
    ],
  ])('does not know %s', (text, platform, reason) => {
    expect(knowledgeSource.lookup(reference(text), platform)).toEqual({ kind: 'unknown', reason });
  });
});
