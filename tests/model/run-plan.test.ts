// What `docker run` makes of an image.

import { describe, expect, test } from 'vitest';
import type { Image } from '../../src/model/image.ts';
import { fromOci, type OciConfig } from '../../src/model/oci-image.ts';
import { runPlan } from '../../src/model/run-plan.ts';

function imageOf(config: OciConfig): Image {
  return fromOci({ os: 'linux', architecture: 'amd64', config });
}

describe('the command', () => {
  test.each<[config: OciConfig, command: readonly string[], argv: readonly string[]]>([
    [{ Cmd: ['serve', '-v'] }, [], ['serve', '-v']],
    [{ Cmd: ['serve'] }, ['echo', 'a b'], ['echo', 'a b']],
    [{ Entrypoint: ['serve'], Cmd: ['-v'] }, [], ['serve', '-v']],
    [{ Entrypoint: ['serve'], Cmd: ['-v'] }, ['-q'], ['serve', '-q']],
    [{ Entrypoint: ['serve'] }, [], ['serve']],
    [{ Entrypoint: [''], Cmd: ['serve'] }, [], ['serve']],
    [{ Entrypoint: [], Cmd: ['serve'] }, [], ['serve']],
    [{}, [], []],
  ])('of %j with %j is %j', (config, command, argv) => {
    expect(runPlan(imageOf(config), command, undefined).argv).toEqual({ value: argv });
  });

  test('starts nothing where there is none', () => {
    expect(runPlan(imageOf({}), [], undefined).start).toBeUndefined();
  });
});

test.each([
  ['', { uid: 0, gid: 0 }],
  ['root', { uid: 0, gid: 0 }],
  ['1000', { uid: 1000, gid: undefined }],
  ['1000:2000', { uid: 1000, gid: 2000 }],
  ['app:root', { uid: undefined, gid: 0 }],
  ['0:staff', { uid: 0, gid: undefined }],
])('the user %j has the numbers %j', (text, numbers) => {
  expect(runPlan(imageOf({ User: text }), [], undefined).user).toEqual({ value: { text, ...numbers } });
});

test('the environment is that of the image and what the engine adds', () => {
  const names = (env: readonly string[]): readonly string[] => {
    return runPlan(imageOf({ Env: env }), [], undefined).environment.items.map(({ name, from }) => `${from} ${name}`);
  };
  expect(names(['PATH=/bin', 'A=1'])).toEqual(['image PATH', 'image A', 'engine HOSTNAME', 'engine HOME']);
  expect(names(['HOME=/app', 'HOSTNAME=x'])).toEqual(['image HOME', 'image HOSTNAME', 'engine PATH']);
});

test('folder, ports, volumes and health check', () => {
  const plan = runPlan(
    imageOf({
      WorkingDir: '/srv',
      ExposedPorts: { '80/tcp': {}, '53/udp': {}, '8000-8010/tcp': {} },
      Volumes: { '/data': {} },
      Healthcheck: { Test: ['CMD', 'true'] },
    }),
    [],
    undefined,
  );
  expect(plan.workdir).toEqual({ value: '/srv' });
  expect(plan.ports.items).toEqual(['80/tcp', '53/udp', '8000-8010/tcp']);
  expect(plan.volumes.items).toEqual(['/data']);
  expect(plan.health).toMatchObject({ value: { test: ['CMD', 'true'] } });
  const none = runPlan(imageOf({ Healthcheck: { Test: ['NONE'] } }), [], undefined);
  expect([none.workdir, none.health]).toEqual([{ value: '/' }, { value: undefined }]);
});

test.each<[config: OciConfig, signal: string, outcome: string]>([
  [{ Cmd: ['serve'] }, 'SIGTERM', 'program'],
  [{ Cmd: ['serve'], StopSignal: 'SIGQUIT' }, 'SIGQUIT', 'program'],
  [{ Cmd: ['sleep', '9'] }, 'SIGTERM', 'waits'],
  [{ Cmd: ['sleep', '9'], StopSignal: '9' }, '9', 'killed'],
  [{ Cmd: ['tini', 'sleep', '9'] }, 'SIGTERM', 'passed-on'],
  [{ Cmd: ['sh', '-c', 'serve; true'] }, 'SIGTERM', 'waits'],
  [{ Cmd: ['sh', '-c', 'trap x TERM; serve'] }, 'SIGTERM', 'program'],
  [{ Cmd: ['sh', '-c', 'serve'] }, 'SIGTERM', 'unknown'],
])('docker stop of %j: %s, %s', (config, signal, outcome) => {
  expect(runPlan(imageOf(config), [], undefined).stop).toEqual({ signal: { value: signal }, outcome });
});

test('what the base image decides is unknown, with the reason', () => {
  const image: Image = {
    ...imageOf({ Cmd: ['serve'] }),
    unknown: new Map([
      ['entrypoint', 'why'],
      ['user', 'why'],
      ['volumes', 'why'],
      ['stopSignal', 'why'],
    ]),
  };
  const { argv, user, volumes, stop, start } = runPlan(image, ['x'], undefined);
  const unknown = { unknown: 'why' };
  expect([argv, user, volumes, start]).toEqual([unknown, unknown, { items: [], more: 'why' }, undefined]);
  expect(stop).toEqual({ signal: unknown, outcome: 'unknown' });
});
