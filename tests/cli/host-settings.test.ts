// Options of `docker build` that count for every RUN.

import { expect, test } from 'vitest';
import { hostSettings } from '../../src/cli/host-settings.ts';

test('without options there is nothing', () => {
  expect(hostSettings({})).toEqual({
    cgroupParent: '',
    extraHosts: [],
    ulimits: [],
    network: 'UNSET',
    sharedMemory: undefined,
  });
});

test('options are read as buildx reads them', () => {
  const options = {
    'add-host': ['a:1.1.1.1', 'b=[::1]', 'c=1:2'],
    'cgroup-parent': ['x', 'y'],
    network: ['none', 'host'],
    'shm-size': ['64m'],
    ulimit: ['nofile=10:20', 'core=-1', 'nofile=30'],
  };
  expect(hostSettings(options)).toEqual({
    cgroupParent: 'y',
    extraHosts: ['a', 'b', 'c'],
    ulimits: ['core=-1:-1', 'nofile=30:30'],
    network: 'HOST',
    sharedMemory: 67_108_864n,
  });
});

test('what the builder refuses counts as not given', () => {
  expect(hostSettings({ network: ['bridge'], 'shm-size': ['much'], ulimit: ['nofile'] })).toEqual(hostSettings({}));
});
