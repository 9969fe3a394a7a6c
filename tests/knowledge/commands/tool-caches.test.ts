import { expect, test } from 'vitest';
import { NOWHERE } from '../../../src/knowledge/commands/place.ts';
import { toolCaches } from '../../../src/knowledge/commands/tool-cache-table.ts';
import {
  cacheAt,
  cacheFolders,
  cachesEmptiedBy,
  cachesFilledBy,
  givenCacheFolder,
} from '../../../src/knowledge/commands/tool-caches.ts';
import { normalPath } from '../../../src/shell/file-path.ts';
import { PACKAGE_CACHES } from '../../../src/shell/commands/package-caches.ts';
import { commandOf } from '../../shell/scripts.ts';
import { placeWith } from './places.ts';

function emptied(text: string): readonly string[] {
  return cachesEmptiedBy(commandOf(text), placeWith()).map(({ cache, part }) =>
    part === 'all' ? cache.name : `${cache.name}?`,
  );
}

test.each([
  ['apt-get clean', ['apt archives']],
  ['apt-get -y autoclean', ['apt archives?']],
  ['apt clean all', ['apt archives']],
  ['apt-get dist-clean', ['apt lists', 'apt archives']],
  ['apt-get distclean', ['apt lists', 'apt archives']],
  ['rm -rf /var/lib/apt/lists/*', ['apt lists']],
  ['rm -rf /var/lib/apt/lists', ['apt lists']],
  ['rm -r -f "/var/lib/apt/lists/"', ['apt lists']],
  ['rm -rf /var/cache/apt /var/lib/apt', ['apt lists', 'apt archives']],
  ['rm -rf /var/cache/apt/archives/*', ['apt archives?']],
  ['find /var/lib/apt/lists -type f -delete', ['apt lists']],
  ['find /var/lib/apt/lists -mindepth 1 -exec rm -rf {} +', ['apt lists']],
  ['rm -rf /var/lib/apt/lists/*.gz', ['apt lists?']],
  ['apk cache clean', ['apk']],
  ['rm -rf /var/cache/apk/*', ['apk']],
  ['dnf clean all', ['dnf']],
  ['yum -y clean all', ['dnf']],
  ['microdnf clean all', ['dnf']],
  ['yum clean packages', ['dnf?']],
  ['zypper clean --all', ['zypper']],
  ['zypper cc -a', ['zypper']],
  ['zypper clean', ['zypper?']],
  ['pacman -Scc --noconfirm', ['pacman']],
  ['pip cache purge', ['pip']],
  ['pip3 cache purge', ['pip']],
  ['python3 -m pip cache purge', ['pip']],
  ['rm -rf ~/.cache/pip', ['pip']],
  ['rm -rf /root/.cache/pip/*', ['pip']],
  ['uv cache clean', ['uv']],
  ['npm cache clean --force', ['npm']],
  ['npm cache --force clean', ['npm']],
  ['rm -rf /root/.npm', ['npm']],
  ['yarn cache clean', ['yarn']],
  ['pnpm store prune', ['pnpm']],
  ['conda clean -afy', ['conda']],
  ['conda clean --all --yes', ['conda']],
  ['conda clean -tipsy', ['conda?']],
  ['mamba clean -a', ['conda']],
  ['composer clear-cache', ['composer']],
  ['composer clearcache', ['composer']],
  ['gem cleanup', ['gem?']],
  ['go clean -modcache', ['go modules']],
  ['go clean -cache -modcache', ['go modules', 'go build']],
  ['dotnet nuget locals all --clear', ['NuGet']],
  ['bun pm cache rm', ['bun']],
  ['apt-get install clean', []],
  ['npm run clean', []],
  ['rm -rf /tmp/*', []],
])('%s empties %j', (text, expected) => {
  expect(emptied(text)).toEqual(expected);
});

test('rm -rf ~/.cache empties all that lie there', () => {
  expect(emptied('rm -rf /root/.cache')).toEqual(expect.arrayContaining(['pip', 'uv', 'poetry', 'go build']));
});

test.each([
  ['apt-get update', ['apt lists']],
  ['apt-get install -y curl', ['apt archives']],
  ['apk add curl', ['apk']],
  ['apk add --no-cache curl', []],
  ['dnf install -y curl', ['dnf']],
  ['pip install flask', ['pip']],
  ['pip install --no-cache-dir flask', []],
  ['uv sync', ['uv']],
  ['uv pip install --no-cache flask', []],
  ['npm ci', ['npm']],
  ['npm ci --cache /tmp/n', []],
  ['yarn', ['yarn']],
  ['yarn install', ['yarn']],
  ['yarn build', []],
  ['pnpm i', ['pnpm']],
  ['cargo +nightly build --release', ['cargo']],
  ['go build ./...', ['go modules', 'go build']],
  ['go mod download', ['go modules']],
  ['mvn -B package', ['Maven']],
  ['composer install --no-dev', ['composer']],
  ['conda env create -f e.yml', ['conda']],
  ['bundle', ['gem']],
  ['dotnet restore', ['NuGet']],
  ['make', []],
])('%s fills %j', (text, expected) => {
  const found = cachesFilledBy(commandOf(text), placeWith());
  expect(found.map(({ name }) => name)).toEqual(expected);
});

test('a variable keeps pip from filling its cache', () => {
  expect(cachesFilledBy(commandOf('pip install flask'), placeWith({ PIP_NO_CACHE_DIR: '1' }))).toEqual([]);
  expect(cachesFilledBy(commandOf('pip install flask'), placeWith({ PIP_NO_CACHE_DIR: 'off' }))).toHaveLength(1);
});

test.each([
  ['npm', {}, ['/root/.npm']],
  ['npm', { NPM_CONFIG_CACHE: '/c' }, ['/c']],
  ['npm', { npm_config_cache: '/c' }, ['/c']],
  ['pip', { XDG_CACHE_HOME: '/c' }, ['/c/pip']],
  ['pip', { XDG_CACHE_HOME: '/c', PIP_CACHE_DIR: '/p' }, ['/p']],
  ['yarn', {}, ['/usr/local/share/.cache/yarn']],
  ['go modules', { GOPATH: '/go' }, ['/go/pkg/mod']],
  ['go modules', {}, ['/root/go/pkg/mod']],
  ['cargo', { CARGO_HOME: '/usr/local/cargo' }, ['/usr/local/cargo/registry', '/usr/local/cargo/git']],
])('%s with %o lies in %j', (name, variables, expected) => {
  const cache = toolCaches().find((one) => one.name === name);
  const folders = cache && cacheFolders(cache, placeWith(variables));
  expect(folders?.map(({ path }) => path)).toEqual(expected);
  expect(folders?.every(({ isCertain }) => isCertain)).toBe(true);
});

test('another user has the cache in another home, and nobody knows where without one', () => {
  const yarn = toolCaches().find(({ name }) => name === 'yarn');
  const folders = yarn && cacheFolders(yarn, placeWith({}, { home: '/home/node' }));
  expect(folders).toEqual([{ path: '/home/node/.cache/yarn', text: '/home/node/.cache/yarn', isCertain: true }]);
  expect(yarn && cacheFolders(yarn, NOWHERE)).toEqual([{ path: undefined, text: '~/.cache/yarn', isCertain: false }]);
});

test('the target of a mount tells whose cache it is', () => {
  expect(cacheAt('/var/lib/apt/lists', placeWith())?.name).toBe('apt lists');
  expect(cacheAt('/root/.cache/pip/http', placeWith())?.name).toBe('pip');
  expect(cacheAt('/home/app/.npm', placeWith())).toBeUndefined();
});

test('an option names the folder', () => {
  const [pip] = cachesFilledBy(commandOf('pip install flask'), placeWith());
  expect(pip && givenCacheFolder(commandOf('pip install --cache-dir=/c flask'), pip)).toBe('/c');
});

test('the table agrees with that of the caches left in layers', () => {
  for (const { managers, paths } of PACKAGE_CACHES) {
    const caches = toolCaches().filter(({ programs }) => managers.some((manager) => programs.includes(manager)));
    const known = caches.flatMap((cache) =>
      cacheFolders(cache, NOWHERE)
        .map(({ text }) => text)
        .concat(cache.places),
    );
    for (const path of paths) expect(known.map(normalPath)).toContain(path);
  }
});
