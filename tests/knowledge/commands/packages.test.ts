import { expect, test } from 'vitest';
import {
  accountsOf,
  buildPackage,
  distributionAccounts,
  programsOf,
} from '../../../src/knowledge/commands/package-facts.ts';
import { systemPackages } from '../../../src/knowledge/commands/system-packages.ts';
import { commandOf } from '../../shell/scripts.ts';

test.each([
  ['apt-get install -y --no-install-recommends curl git', 'apt install', ['curl', 'git']],
  ['apt-get install -y curl=7.88.* nginx/bookworm libc6:amd64', 'apt install', ['curl', 'nginx', 'libc6']],
  ['apt-get install -y ./a.deb /b.deb g++ vim- gcc', 'apt install', ['g++', 'gcc']],
  ['apt-get purge -y --auto-remove gcc', 'apt remove', ['gcc']],
  ['apk add --no-cache --virtual .deps gcc musl-dev', 'apk install', ['gcc', 'musl-dev']],
  ['apk add "nodejs~=22" php@edge c>1', 'apk install', ['nodejs', 'php', 'c']],
  ['apk del .deps', 'apk remove', [undefined]],
  ['dnf install -y gcc-c++ glibc.i686 https://host.example/a.rpm', 'rpm install', ['gcc-c++', 'glibc']],
  ['microdnf install shadow-utils', 'rpm install', ['shadow-utils']],
  ['zypper -n in curl', 'zypper install', ['curl']],
  ['apt-get install -y $PACKAGES "php$V" curl=$V', 'apt install', [undefined, undefined, 'curl']],
])('%s', (text, kind, names) => {
  const found = systemPackages(commandOf(text));
  expect(found && `${found.family} ${found.action}`).toBe(kind);
  const known = found?.packages.map(({ name }) => name);
  expect(known).toEqual(names[0] === undefined && names.length === 1 ? [] : names);
});

test('versions and virtual packages', () => {
  expect(systemPackages(commandOf('apt-get install a=1.2-3'))?.packages[0]?.version).toBe('1.2-3');
  expect(systemPackages(commandOf('apk add a~=1.2'))?.packages[0]?.version).toBe('1.2');
  expect(systemPackages(commandOf('apk add -t .deps a'))?.virtual).toBe('.deps');
  expect(systemPackages(commandOf('apt-get install $A b'))?.complete).toBe(false);
  expect(systemPackages(commandOf('apt-get upgrade'))).toBeUndefined();
  expect(systemPackages(commandOf('npm install a'))).toBeUndefined();
});

test.each([
  ['gcc', 'compiler'],
  ['gcc-12', 'compiler'],
  ['gcc-aarch64-linux-gnu', 'compiler'],
  ['g++', 'compiler'],
  ['gcc-c++', 'compiler'],
  ['build-essential', 'compiler'],
  ['build-base', 'compiler'],
  ['clang-18', 'compiler'],
  ['golang-go', 'compiler'],
  ['gcc-12-base', undefined],
  ['libgcc', undefined],
  ['libpq-dev', 'headers'],
  ['python3-dev', 'headers'],
  ['openssl-devel', 'headers'],
  ['linux-headers', 'headers'],
  ['kernel-devel', 'headers'],
  ['make', 'build-tool'],
  ['cmake', 'build-tool'],
  ['pkg-config', 'build-tool'],
  ['curl', undefined],
  ['device-mapper', undefined],
  ['udev', undefined],
])('%s is for building: %s', (name, expected) => {
  expect(buildPackage(name)).toBe(expected);
});

test.each([
  ['curl', ['curl']],
  ['gnupg', ['gpg']],
  ['nodejs', ['node']],
  ['openjdk-17-jre-headless', ['java']],
  ['openjdk-21-jdk', ['java', 'javac']],
  ['libfoo', []],
])('%s brings %j', (name, expected) => {
  expect(programsOf(name)).toEqual(expected);
});

test('packages and distributions bring users', () => {
  expect(accountsOf('nginx', 'apk')).toEqual({ users: ['nginx'], groups: ['nginx'] });
  expect(accountsOf('nginx', 'apt')).toEqual({ users: [], groups: [] });
  expect(accountsOf('postgresql16', 'apk').users).toEqual(['postgres']);
  expect(accountsOf('docker.io', 'apt')).toEqual({ users: [], groups: ['docker'] });
  expect(distributionAccounts('debian')?.users).toContain('www-data');
  expect(distributionAccounts('alpine')?.groups).toContain('www-data');
  expect(distributionAccounts('alpine')?.users).not.toContain('www-data');
  expect(distributionAccounts('plan9')).toBeUndefined();
});
