// What several configurations say together, for which files, and how often the disk is asked.

import type * as nodeFs from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { configurationReader } from '../../src/config/configuration.ts';
import { configurationFinder } from '../../src/config/find.ts';
import type { RuleChange } from '../../src/config/rule-change.ts';
import { configurationsFor, type FileSettings, settingsFrom } from '../../src/config/settings.ts';
import { type Category, defineRule, type Rule, type Rules } from '../../src/lint/rule.ts';
import { folderOf } from '../cli/command-line.ts';

const asked = vi.hoisted(() => ({ exists: new Array<string>(), read: new Array<string>() }));
vi.mock('node:fs', async (load) => {
  const fs = await load<typeof nodeFs>();
  const existsSync: typeof fs.existsSync = (path) => {
    asked.exists.push(String(path));
    return fs.existsSync(path);
  };
  const readFileSync = (path: string, ...rest: unknown[]): unknown => {
    asked.read.push(path);
    return Reflect.apply(fs.readFileSync, fs, [path, ...rest]);
  };
  return { ...fs, existsSync, readFileSync };
});
beforeEach(() => {
  asked.exists.length = 0;
  asked.read.length = 0;
});

function rule(category: Category, recommended: boolean, aliases: readonly string[]): Rule {
  return defineRule<{ readonly a: string; readonly b: string }>({
    summary: 'A summary.',
    why: 'Why.',
    severity: 'warning',
    category,
    recommended,
    aliases,
    options: {
      schema: { a: { type: 'string', description: 'One.' }, b: { type: 'string', description: 'Another.' } },
      defaults: { a: 'a', b: 'b' },
    },
    bad: [],
    good: [],
    create: () => ({}),
  });
}

const rules: Rules = new Map([
  ['one', rule('size', true, ['DL3009'])],
  ['two', rule('security', true, ['DL3004', 'SecretsUsedInArgOrEnv'])],
  ['three', rule('security', false, ['DL3059', 'DL3009'])],
  ['syntax', rule('correctness', true, [])],
]);

type Files = Readonly<Record<string, string>>;

function settingsOf(
  files: Files,
  path: string,
  overruling: { readonly preset?: 'all'; readonly changes?: readonly RuleChange[] } = {},
): FileSettings {
  const folder = folderOf({ ...files, 'package.json': '{"name":"x"}' });
  const file = join(folder, path);
  const read = configurationReader(rules, (name) => name);
  const configurations = configurationsFor(dirname(file), configurationFinder(), read, (name) => name);
  return settingsFrom(rules, { preset: overruling.preset, changes: overruling.changes ?? [] })(configurations, file);
}

/** `name level`, as far as it is not warning. */
function active(files: Files, path = 'Dockerfile', overruling = {}): readonly string[] {
  return Array.from(settingsOf(files, path, overruling).rules, ([name, { severity }]) =>
    severity === 'warning' ? name : `${name} ${severity}`,
  );
}

const inRoot = (text: string): Files => ({ 'slipway.yaml': `root: true\n${text}` });

test.each<[string, string, readonly string[]]>([
  ['recommended where nothing is named', '', ['one', 'two', 'syntax']],
  ['a preset', 'extends: all', ['one', 'two', 'three', 'syntax']],
  ['levels of hadolint, the most severe of its codes', 'extends: hadolint', ['one info', 'two error', 'three info']],
  ['checks of BuildKit', 'extends: buildkit', ['two', 'syntax']],
  ['presets add up', 'extends: [buildkit, hadolint]', ['one info', 'two error', 'three info', 'syntax']],
  ['rules', 'rules: {one: off, two: info, three: on}', ['two info', 'three', 'syntax']],
  ['an alias means all of its rules', 'rules: {DL3009: error}', ['one error', 'two', 'three error', 'syntax']],
  ['the later of two names', 'rules: {DL3009: error, one: style}', ['one style', 'two', 'three error', 'syntax']],
  ['a category', 'categories: {security: info}', ['one', 'two info', 'three info', 'syntax']],
  ['a rule wins over its category', 'rules: {two: error}\ncategories: {security: off}', ['one', 'two error', 'syntax']],
  ['options switch a rule on', 'rules: {three: {a: x}}', ['one', 'two', 'three', 'syntax']],
])('%s', (_, text, expected) => {
  expect(active(inRoot(text))).toEqual(expected);
});

test('options are added to the defaults, and to those of outer configurations', () => {
  const files = {
    ...inRoot('rules: {one: {level: error, a: outer, b: outer}}'),
    'x/slipway.yaml': 'rules: {one: {b: inner}}',
  };
  const one = settingsOf(files, 'x/Dockerfile').rules.get('one');
  expect([one?.severity, one?.options?.defaults]).toEqual(['error', { a: 'outer', b: 'inner' }]);
  const two = settingsOf(inRoot('rules: {two: {b: x}}'), 'Dockerfile').rules.get('two');
  expect(two?.options?.defaults).toEqual({ a: 'a', b: 'x' });
});

test('inner configurations win over outer ones, up to a root', () => {
  const files = {
    ...inRoot('failOn: error\nrules: {one: off, two: off}\ntargets: a\n'),
    'x/.slipwayrc': 'rules: {one: on}\ntargets: [b, c]\n',
    'x/y/slipway.json': '{"root": true}',
  };
  expect(active(files, 'x/Dockerfile')).toEqual(['one', 'syntax']);
  expect(settingsOf(files, 'x/Dockerfile')).toMatchObject({ failOn: 'error', targets: ['a', 'b', 'c'] });
  expect(active(files, 'x/y/Dockerfile')).toEqual(['one', 'two', 'syntax']);
  expect(settingsOf(files, 'x/y/z/Dockerfile').failOn).toBeUndefined();
});

test('what is extended comes first, and its own paths are from its folder', () => {
  const files = {
    ...inRoot('extends: [./ci/a.yaml]\nrules: {two: off}\n'),
    'ci/a.yaml': 'root: false\nextends: ./b.yaml\nrules: {one: error}\nignore: Dockerfile.old\n',
    'ci/b.yaml': 'failOn: never\nrules: {one: off, two: error}\nbaseImages: {base: image.json}\n',
    'ci/image.json':
      '{"os": "linux", "architecture": "amd64", "config": {}, "rootfs": {"type": "layers", "diff_ids": []}}',
  };
  expect(active(files)).toEqual(['one error', 'syntax']);
  const settings = settingsOf(files, 'x/Dockerfile.old');
  expect(settings).toMatchObject({ isIgnored: true, failOn: 'never' });
  expect([...settings.baseImages.keys()]).toEqual(['docker.io/library/base:latest']);
});

test('configurations that extend each other twice do not double with each step, and the last place counts', () => {
  const steps = Array.from({ length: 60 }, (_, step) => [
    `${step}.yaml`,
    `extends: [./${step + 1}.yaml, ./${step + 1}.yaml]`,
  ]);
  const files = {
    ...inRoot('extends: [./0.yaml, ./off.yaml, ./60.yaml]\n'),
    ...Object.fromEntries(steps),
    '60.yaml': 'rules: {one: error}\n',
    'off.yaml': 'rules: {one: off, two: off}\n',
  };
  expect(active(files)).toEqual(['one error', 'syntax']);
});

test('overrides count for the files that match, the later ones more', () => {
  const files = inRoot(`
overrides:
  - files: [tests/, "*.dev"]
    rules: {one: off}
    targets: [t]
  - files: tests/special/Dockerfile
    categories: {size: error}
`);
  expect(active(files)).toEqual(['one', 'two', 'syntax']);
  expect(active(files, 'tests/a/Dockerfile')).toEqual(['two', 'syntax']);
  expect(active(files, 'x/Dockerfile.dev')).toEqual(['two', 'syntax']);
  expect(active(files, 'tests/special/Dockerfile')).toEqual(['one error', 'two', 'syntax']);
  expect(settingsOf(files, 'tests/Dockerfile').targets).toEqual(['t']);
  expect(settingsOf(files, 'Dockerfile').targets).toEqual([]);
});

test('patterns are those of .gitignore', () => {
  const files = inRoot('ignore: ["*.old", /x, "!x/Dockerfile", "y/*", "!y/Dockerfile"]');
  const ignored = ['Dockerfile.old', 'a/b.old', 'x/Dockerfile', 'y/other', 'y/Dockerfile', 'a/x/Dockerfile'];
  expect(ignored.filter((path) => settingsOf(files, path).isIgnored)).toEqual([
    'Dockerfile.old',
    'a/b.old',
    'x/Dockerfile',
    'y/other',
  ]);
});

test('the command line wins', () => {
  const files = inRoot('extends: hadolint\nrules: {one: off}\noverrides: [{files: "*", rules: {two: error}}]\n');
  expect(active(files, 'Dockerfile', { preset: 'all' })).toEqual(['two error', 'three', 'syntax']);
  expect(active(files, 'Dockerfile', { changes: [{ rule: 'two', level: 'off' }] })).toEqual(['three info']);
});

test('two configurations in one folder are a mistake', () => {
  const files = { ...inRoot(''), '.slipwayrc': 'root: true\n' };
  expect(() => settingsOf(files, 'Dockerfile')).toThrow(
    /slipway\.yaml" and ".*\.slipwayrc" are both configurations: keep/,
  );
});

test('each folder is looked at once, and each file read once', () => {
  const folder = folderOf({
    ...inRoot('extends: ./base.yaml\n'),
    'base.yaml': 'failOn: never\n',
    'a/package.json': '{"slipway": {"failOn": "error"}}',
    'a/b/package.json': '{"dependencies": {"slipway": "1"}}',
    'c/package.json': '{"slipway": {',
  });
  const [find, read] = [configurationFinder(), configurationReader(rules, (name) => name)];
  const settingsFor = settingsFrom(rules, { preset: undefined, changes: [] });
  const lint = (path: string): FileSettings => {
    const file = join(folder, path);
    return settingsFor(
      configurationsFor(dirname(file), find, read, (name) => name),
      file,
    );
  };
  for (let round = 0; round < 3; round++) {
    expect(['Dockerfile', 'a/Dockerfile', 'a/b/Dockerfile', 'a/b/c', 'c/x'].map((path) => lint(path).failOn)).toEqual([
      ...['never', 'error', 'error', 'error', 'never'],
    ]);
  }
  expect(lint('a/b/x').rules).toBe(lint('a/x').rules);
  expect(new Set(asked.read).size).toBe(asked.read.length - 1);
  expect(asked.exists.filter((path) => path.endsWith('slipway.yml'))).toHaveLength(4);
});

test('a file without a configuration around it costs a few questions for each folder', () => {
  const folder = folderOf({ 'a/b/Dockerfile': '' });
  const find = configurationFinder();
  expect(find(join(folder, 'a/b'))).toEqual([]);
  expect(find(join(folder, 'a/b'))).toEqual([]);
  expect([asked.exists.length, asked.read.length]).toEqual([5, 0]);
});
