import { describe, expect, test } from 'vitest';
import { packageCommand, packageInstall } from '../../../src/shell/commands/package-managers.ts';
import { hasOption } from '../../../src/shell/options.ts';
import { commandOf } from '../scripts.ts';

test.each([
  [
    'apt-get install -y --no-install-recommends curl git=1:2.39* ./x.deb',
    'apt-get',
    'install',
    ['curl', 'git=1:2.39*', './x.deb'],
  ],
  ['apt-get -qq -o Dpkg::Use-Pty=0 install -t bookworm-backports curl', 'apt-get', 'install', ['curl']],
  ['sudo apt-get -y update', 'apt-get', 'refresh', []],
  ['apt full-upgrade', 'apt', 'upgrade', []],
  ['apt-get autoremove gcc', 'apt-get', 'remove', ['gcc']],
  ['apt-get dist-clean', 'apt-get', 'clean', []],
  ['apt-get download x', 'apt-get', 'other', ['x']],
  ['apk add --no-cache -t .build gcc --repository=http://x musl-dev', 'apk', 'install', ['gcc', 'musl-dev']],
  ['apk --update-cache add curl', 'apk', 'install', ['curl']],
  ['apk del .build', 'apk', 'remove', ['.build']],
  ['dnf -y --setopt=install_weak_deps=0 --setopt tsflags=nodocs install a', 'dnf', 'install', ['a']],
  ['dnf module install nodejs:18', 'dnf', 'install', ['nodejs:18']],
  ['dnf module enable x', 'dnf', 'other', ['enable', 'x']],
  ['dnf -y in a', 'dnf', 'install', ['a']],
  ['dnf up -y', 'dnf', 'upgrade', []],
  ['yum update -y', 'yum', 'upgrade', []],
  ['yum clean all', 'yum', 'clean', ['all']],
  ['microdnf install a b', 'microdnf', 'install', ['a', 'b']],
  ['tdnf install -y a', 'tdnf', 'install', ['a']],
  ['zypper -n in --no-recommends a', 'zypper', 'install', ['a']],
  ['pip install --no-cache-dir -U pip "x>=1" foo[bar]', 'pip', 'install', ['pip', 'x>=1', 'foo[bar]']],
  ['pip3.12 install -r requirements.txt -c c.txt', 'pip', 'install', []],
  ['python3 -m pip --no-cache-dir install x', 'pip', 'install', ['x']],
  ['/venv/bin/python -I -W ignore -m pip uninstall -y x', 'pip', 'remove', ['x']],
  ['pip cache purge', 'pip', 'clean', []],
  ['pip list', 'pip', 'other', []],
  ['pipx install poetry==1.8', 'pipx', 'install', ['poetry==1.8']],
  ['uv pip install --system x', 'uv', 'install', ['x']],
  ['uv sync --frozen --no-dev', 'uv', 'install', []],
  ['uv run x', 'uv', 'other', ['x']],
  ['npm ci --omit dev', 'npm', 'install', []],
  ['npm --prefix app i -g yarn@1', 'npm', 'install', ['yarn@1']],
  ['npm cache clean --force', 'npm', 'clean', []],
  ['npm run build', 'npm', 'other', ['build']],
  ['yarn', 'yarn', 'install', []],
  ['yarn --frozen-lockfile --network-timeout 1000', 'yarn', 'install', []],
  ['yarn global add x', 'yarn', 'install', ['x']],
  ['yarn build', 'yarn', 'other', []],
  ['pnpm add -D x', 'pnpm', 'install', ['x']],
  ['pnpm store prune', 'pnpm', 'clean', []],
  ['apt-get $ACTION x', 'apt-get', 'other', ['x']],
])('%s', (text, manager, action, packages) => {
  const found = packageCommand(commandOf(text));
  expect(found).toMatchObject({ manager, action });
  expect(found?.packages.map(({ pattern }) => pattern)).toEqual(packages);
});

test.each([
  'make install',
  'apt-get',
  'apt-get --version',
  'yarn --version',
  'pip',
  'python -m venv x',
  '$PIP install x',
])('nothing in %j', (text) => {
  expect(packageCommand(commandOf(text))).toBeUndefined();
});

describe('packageInstall', () => {
  test('is undefined where nothing is installed', () => {
    expect(packageInstall(commandOf('apt-get update'))).toBeUndefined();
  });

  test('has the subcommand, the options and the words of the packages', () => {
    const text = 'apt-get install -yq $PACKAGES "lib$X"';
    const found = packageInstall(commandOf(text));
    expect(found?.subcommand).toBe('install');
    expect(found && hasOption(found.options, '-y', '--yes')).toBe(true);
    expect(found?.options.hasDynamic).toBe(true);
    expect(found?.packages.map(({ span }) => text.slice(span.start, span.end))).toEqual(['$PACKAGES', '"lib$X"']);
  });
});
