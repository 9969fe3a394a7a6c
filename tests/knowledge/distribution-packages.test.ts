import { expect, test } from 'vitest';
import { isReleaseBound } from '../../src/knowledge/distribution-packages.ts';

test.each([
  'python',
  'python-pip',
  'python2.7-dev',
  'python3.11',
  'py-pip',
  'py2-pip',
  'php7-fpm',
  'php8.3-cli',
  'openjdk-8-jre',
  'openjdk21',
  'java-1.8.0-openjdk',
  'postgresql-15',
  'gcc-4.8',
  'g++-9',
  'libssl1.1',
  'libicu72',
  'libboost1.55-all-dev',
  'libboost-system1.74.0',
  'mysql-server-5.7',
])('%s is in some releases', (name) => {
  expect(isReleaseBound(name)).toBe(true);
});

test.each([
  'python3',
  'python3-pip',
  'python-is-python3',
  'py3-pip',
  'pypy3',
  'php',
  'gcc',
  'gcc-x86-64-linux-gnu',
  'libssl-dev',
  'libboost-all-dev',
  'libxml2-dev',
  'postgresql-client',
  'bzip2',
  'default-jre',
])('%s is in every release', (name) => {
  expect(isReleaseBound(name)).toBe(false);
});
