import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { givenImages, readImageConfig } from '../../src/knowledge/image-config-file.ts';
import { noImages } from '../../src/model/image-source.ts';
import { toOci } from '../../src/model/oci-image.ts';
import { platformOf } from '../../src/syntax/platform.ts';
import { reference } from './references.ts';

const layer = `sha256:${'a'.repeat(64)}`;
const digest = `sha256:${'b'.repeat(64)}`;

const config = {
  Hostname: '',
  User: 'smith',
  ExposedPorts: { '8080/tcp': {} },
  Env: ['PATH=/bin', 'EMPTY='],
  Cmd: ['serve'],
  Healthcheck: { Test: ['CMD', 'check'], Interval: 5_000_000_000, Retries: 2 },
  Volumes: { '/data': {} },
  WorkingDir: '/srv',
  Entrypoint: null,
  OnBuild: null,
  Labels: { title: 'Anvil' },
  StopSignal: 'SIGINT',
};

const expected = {
  User: 'smith',
  ExposedPorts: { '8080/tcp': {} },
  Env: ['PATH=/bin', 'EMPTY='],
  Cmd: ['serve'],
  Healthcheck: { Test: ['CMD', 'check'], Interval: 5_000_000_000, Retries: 2 },
  Volumes: { '/data': {} },
  WorkingDir: '/srv',
  Labels: { title: 'Anvil' },
  StopSignal: 'SIGINT',
};

const inspected = {
  Id: layer,
  RepoDigests: [`forge.example/anvil@${digest}`],
  Architecture: 'arm64',
  Variant: 'v8',
  Os: 'linux',
  Config: config,
  RootFS: { Type: 'layers', Layers: [layer] },
};

function read(json: unknown) {
  const result = readImageConfig(json, 'base.json');
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

describe('a file', () => {
  test.each([
    ['a list', [inspected]],
    ['one of it', inspected],
  ])('as "docker image inspect" prints it: %s', (_, json) => {
    const answer = read(json);
    expect(answer.digest).toBe(digest);
    expect(toOci(answer.image)).toMatchObject({ os: 'linux', architecture: 'arm64', variant: 'v8', config: expected });
    expect(answer.image.layers).toEqual([layer]);
    expect(answer.image.unknown.size).toBe(0);
  });

  test('as an OCI layout has it', () => {
    const history = [
      { created: '2026-01-02T03:04:05Z', created_by: 'COPY . /', empty_layer: false },
      { empty_layer: true },
    ];
    const rootfs = { type: 'layers', diff_ids: [layer] };
    const { image, digest: none } = read({ architecture: 'amd64', os: 'linux', author: 'Jo', config, rootfs, history });
    expect(none).toBeUndefined();
    expect(toOci(image)).toMatchObject({ architecture: 'amd64', author: 'Jo', config: expected });
    expect(image.history.items().map(({ createdBy, isEmpty }) => [createdBy, isEmpty])).toEqual([
      ['COPY . /', false],
      [undefined, true],
    ]);
  });

  test('with nothing in it is an image of which nothing is set', () => {
    expect(read({ rootfs: null, config: null }).image).toMatchObject({ os: '', user: '', workdir: '', layers: [] });
  });

  test.each([
    [[], 'has 0 images: give one'],
    [[inspected, inspected], 'has 2 images: give one'],
    [[null], 'the file is no object'],
    ['text', 'the file is no object'],
    [{ schemaVersion: 2, manifests: [] }, 'is a manifest: give the image configuration that its "config" names'],
    [
      { schemaVersion: 2, config: {}, layers: [] },
      'is a manifest: give the image configuration that its "config" names',
    ],
    [{ name: 'x' }, 'is no image configuration: it has neither "Config" as in "docker image inspect" nor "config"'],
    [{ config: [] }, '"config" is no object'],
    [{ config: { Env: 'PATH=/bin' } }, '"config.Env" is no list'],
    [{ config: { Cmd: ['a', 1] } }, '"config.Cmd[1]" is no text'],
    [{ config: { Volumes: ['/data'] } }, '"config.Volumes" is no object'],
    [{ config: { Labels: { a: 1 } } }, '"config.Labels.a" is no text'],
    [{ config: { Healthcheck: { Retries: 1.5 } } }, '"config.Healthcheck.Retries" is no whole number'],
    [{ config: { ArgsEscaped: 'yes' } }, '"config.ArgsEscaped" is neither true nor false'],
    [{ config: {}, history: {} }, '"history" is no list'],
    [{ config: {}, history: [{ empty_layer: 1 }] }, '"history[0].empty_layer" is neither true nor false'],
    [{ Config: {}, Os: 3 }, '"Os" is no text'],
    [{ Config: {}, RootFS: [] }, '"RootFS" is no object'],
  ])('%j is refused', (json, problem) => {
    expect(readImageConfig(json, 'base.json')).toEqual({ ok: false, error: `base.json: ${problem}` });
  });

  test('is read or refused, whatever it has', () => {
    const json = fc.oneof(
      fc.jsonValue(),
      fc.record({ config: fc.jsonValue(), history: fc.jsonValue(), rootfs: fc.jsonValue() }),
      fc.record({ Config: fc.dictionary(fc.constantFrom(...Object.keys(config), '__proto__'), fc.jsonValue()) }),
    );
    fc.assert(
      fc.property(json, (value) => {
        const result = readImageConfig(value, 'base.json');
        expect(result.ok || result.error.startsWith('base.json: ')).toBe(true);
      }),
    );
  });
});

test('images that are given come before those of another source', () => {
  const given = read(inspected);
  const source = givenImages(new Map([[reference('forge.example/anvil').normalized, given]]), noImages);
  const platform = platformOf('linux', 'amd64');
  expect(source.lookup(reference('forge.example/anvil:latest'), platform)).toBe(given);
  expect(source.lookup(reference('forge.example/anvil:2'), platform).kind).toBe('unknown');
});
