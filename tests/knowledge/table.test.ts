import { describe, expect, test } from 'vitest';
import { checkTable } from '../../scripts/knowledge/check.ts';
import { packBaseImages, type SourceEntry } from '../../scripts/knowledge/base-images.ts';
import { canExplode, sampleOf } from '../../scripts/knowledge/pattern.ts';
import { share } from '../../scripts/knowledge/share.ts';
import { openTable } from '../../src/knowledge/base-images/packed.ts';
import { repositories, shared } from '../../src/knowledge/base-images/table.ts';

const entries: readonly SourceEntry[] = [
  {
    repository: 'anvil',
    alsoAs: ['forge.example/anvil'],
    status: 'current',
    os: 'linux',
    distribution: { name: 'alpine' },
    libc: 'musl',
    sh: 'busybox ash',
    packageManager: 'apk',
    unset: ['user', 'entrypoint', 'healthcheck'],
    env: { ANVIL_HOME: '/srv/a b' },
    envVarying: ['ANVIL_VERSION', 'PATH'],
    labels: { title: 'Anvil', story: '<text>' },
    users: [{ name: 'smith', uid: 70, home: '/srv' }, { name: 'guest' }],
    tools: ['apk', 'wget'],
    lacks: ['bash'],
    variants: [
      {
        match: '(?:(?<version>\\d[\\w.]*)-)?alpine(?<release>\\d+\\.\\d+)?',
        versions: [{ only: '3' }, { from: '4.1' }],
        not: ['alpine3.1'],
        release: '<release>',
      },
    ],
  },
  {
    repository: 'anvil',
    status: 'archived',
    os: 'windows',
    shell: ['cmd', '/S'],
    workingDir: 'C:\\\\anvil',
    healthcheck: '--interval=3s --retries=2 CMD ["C:/check.exe"]',
    variants: [{ match: '\\d+-nanoserver', versions: { from: '1', to: '2' }, releases: { '1809': ['', '1..2'] } }],
  },
];

function tableOf(list: readonly SourceEntry[]) {
  const packed = packBaseImages(list);
  const text = (lines: readonly string[]) => lines.join('\n').replaceAll('\\\\', '~').replaceAll('"', '`');
  return openTable(text(packed.shared), text(packed.repositories));
}

describe('a packed table', () => {
  test('gives back the facts', () => {
    const [linux, windows] = tableOf(entries).entriesOf('anvil');
    expect(Object.assign({}, ...(linux?.facts ?? []))).toEqual({
      status: 'current',
      os: 'linux',
      distribution: 'alpine',
      libc: 'musl',
      sh: 'busybox',
      packageManager: 'apk',
      user: '',
      entrypoint: [],
      healthcheck: { test: [], interval: 0, timeout: 0, startPeriod: 0, retries: 0 },
      env: 'ANVIL_HOME=/srv/a b',
      varyingEnv: 'ANVIL_VERSION PATH',
      label: 'title=Anvil',
      varyingLabels: 'story',
      accounts: 'smith:70::/srv guest',
      tools: 'apk wget',
      lacks: 'bash',
    });
    expect(Object.assign({}, ...(windows?.facts ?? []))).toEqual({
      status: 'archived',
      os: 'windows',
      shell: ['cmd', '/S'],
      workingDir: 'C:\\anvil',
      healthcheck: {
        test: ['CMD', 'C:/check.exe'],
        interval: 3_000_000_000,
        timeout: 0,
        startPeriod: 0,
        retries: 2,
      },
    });
  });

  test('gives the variants that a tag is of', () => {
    const [linux, windows] = tableOf(entries).entriesOf('anvil');
    expect(linux?.variants('5-alpine3.22')).toEqual([
      {
        groups: { version: '5', release: '3.22' },
        versions: '3 4.1..',
        release: '<release>',
        codename: null,
        releases: null,
      },
    ]);
    expect(windows?.variants('2-nanoserver')).toMatchObject([{ versions: '1..2', releases: { '1809': ' 1..2' } }]);
    expect(linux?.variants('alpine3.1')).toEqual([]);
    expect(linux?.variants('alpine3.22-slim')).toEqual([]);
    expect(linux?.variants()).toHaveLength(1);
  });

  test('has a repository under each of its names', () => {
    const table = tableOf(entries);
    expect(table.repositories()).toEqual(['anvil', 'forge.example/anvil']);
    expect(table.entriesOf('forge.example/anvil')).toHaveLength(1);
    expect(table.entriesOf('forge')).toEqual([]);
    expect(table.entriesOf('constructor')).toEqual([]);
  });

  test('is checked as a whole', () => {
    expect(checkTable(entries, tableOf(entries))).toEqual({ samples: 4, beaten: 0 });
    expect(() => checkTable(entries, tableOf(entries.slice(1)))).toThrow('does not find its entry');
  });
});

test('what several lists have is written once', () => {
  const long = 'a long text';
  expect(
    share([
      [long, 'short'],
      [long, [long]],
      ['short', { text: long }],
    ]),
  ).toEqual({
    lines: ['"a long text"', '"short"'],
    values: ['[0,1]', '[0,[0]]', '[1,{"text":"a long text"}]'],
  });
});

test.each([
  ['(?<version>\\d[\\w.+]*)-slim', { version: '3.9' }, '3.9-slim'],
  ['(?:(?<version>\\d+)-)?alpine(?<release>\\d+\\.\\d+)?', {}, '4-alpine4.4'],
  ['(?:a|b|c){2}', {}, 'bb'],
  ['[xy]{0,2}-?z', {}, 'x-z'],
])('a tag of %s', (pattern, groups, tag) => {
  expect(sampleOf(pattern, { withOptional: true, alternative: 1, groups })).toBe(tag);
  expect(tag).toMatch(new RegExp(`^(?:${pattern})$`));
});

test.each([
  ['(?:a+)+', true],
  ['(?:[\\w.]*x?)*', true],
  ['(?:\\.?\\d+)*', true],
  ['(?:.\\d+)*', true],
  ['(?:\\.\\d+)*', false],
  ['\\d+\\.\\d+(?:-\\w+)?', false],
  ['(?:\\d{8}){2}', false],
])('whether %s can backtrack badly', (pattern, explodes) => {
  expect(canExplode(pattern)).toBe(explodes);
});

describe('the table of the product', () => {
  const table = openTable(shared, repositories);

  test('can be read to its end', () => {
    const names = table.repositories();
    expect(names).toContain('node');
    expect(new Set(names).size).toBe(names.length);
    for (const entry of names.flatMap((name) => table.entriesOf(name))) {
      expect(entry.variants().length).toBeGreaterThan(0);
      expect(Object.assign({}, ...entry.facts)).toMatchObject({ os: expect.stringMatching(/^(?:linux|windows)$/) });
    }
  });
});
