// Every mistake in a configuration is told in one line that names the file, the line, the key and what was expected.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configurationReader } from '../../src/config/configuration.ts';
import { defineRule, type Rules } from '../../src/lint/rule.ts';
import { folderOf } from '../cli/command-line.ts';

const plainRule = {
  summary: 'A summary.',
  why: 'Why.',
  severity: 'warning',
  recommended: true,
  bad: [],
  good: [],
  create: () => ({}),
} as const;

const rules: Rules = new Map([
  ['missing-tag', defineRule({ ...plainRule, category: 'reproducibility', aliases: ['DL3006'] })],
  [
    'foreign-registry',
    defineRule<{ readonly registries: readonly string[]; readonly since: string; readonly most: number }>({
      ...plainRule,
      category: 'security',
      aliases: [],
      options: {
        schema: {
          registries: { type: 'array', items: { type: 'string' }, description: 'Where images may come from.' },
          since: { type: 'string', pattern: '^[0-9]{4}$', description: 'A year of four digits.' },
          most: { type: 'integer', minimum: 1, description: 'How many, one or more.' },
        },
        defaults: { registries: [], since: '2020', most: 1 },
      },
    }),
  ],
]);

/** What is said of `files`, of which the first is the configuration. */
function complaint(files: Readonly<Record<string, string>>): string {
  const folder = folderOf(files);
  const [first = ''] = Object.keys(files);
  const nameOf = (path: string): string => path.slice(folder.length + 1);
  try {
    configurationReader(rules, nameOf)(join(folder, first));
  } catch (error) {
    return error instanceof Error && error.name === 'UserError' ? error.message : String(error);
  }
  return 'nothing';
}

const levels = 'off, on, error, warning, info, style';

test.each([
  // Keys
  ['rules:\n  mising-tag: off\n', ':2: rules.mising-tag: there is no rule of that name; did you mean missing-tag?'],
  ['rules:\n  DL3005: off\n', ':2: rules.DL3005: there is no rule of that name; did you mean DL3006?'],
  ['rules:\n  whatever: off\n', ':2: rules.whatever: there is no rule of that name; `slipway rules` lists them'],
  ['rules: {constructor: off}\n', ':1: rules.constructor: there is no rule of that name; `slipway rules` lists them'],
  ['rules: {__proto__: off}\n', ':1: rules.__proto__: there is no rule of that name; `slipway rules` lists them'],
  [
    'categories:\n  secruity: off\n',
    ':2: categories.secruity: there is no category of that name; did you mean security?',
  ],
  ['\nrule: {}\n', ':2: rule: there is no key of that name; did you mean rules?'],
  [
    'nothing: 1\n',
    ':1: nothing: there is no key of that name; there are $schema, root, extends, rules, categories, targets, ignore, ' +
      'failOn, baseImages, overrides',
  ],
  [
    'overrides:\n  - files: a\n    root: true\n',
    ':3: overrides[0].root: there is no key of that name; there are files, rules, categories, targets',
  ],
  [
    'rules:\n  foreign-registry:\n    registry: []\n',
    ':3: rules.foreign-registry.registry: there is no key of that name; there are level, registries, since, most',
  ],
  ['overrides:\n  - rules: {}\n', ':2: overrides[0]: "files" is missing'],
  ['failOn: error\nroot: true\nfailOn: never\n', ':3: failOn stands here a second time: keep one'],
  // Values
  [
    'rules:\n  missing-tag: eror\n',
    `:2: rules.missing-tag: cannot be "eror" (did you mean error?); it is one of ${levels}`,
  ],
  ['rules:\n  missing-tag: false\n', `:2: rules.missing-tag: cannot be false; it is one of ${levels}`],
  ['rules:\n  missing-tag:\n', `:2: rules.missing-tag: cannot be nothing; it is one of ${levels}`],
  ['rules:\n  DL3006: [error]\n', `:2: rules.DL3006: cannot be a list; it is one of ${levels}`],
  ['rules:\n  missing-tag: {level: error}\n', `:2: rules.missing-tag: cannot be a map; it is one of ${levels}`],
  [
    'rules:\n  foreign-registry: eror\n',
    `:2: rules.foreign-registry: cannot be "eror" (did you mean error?); it is one of ${levels}`,
  ],
  ['rules:\n  foreign-registry: 7\n', ':2: rules.foreign-registry: expected text or a map of names to values, not 7'],
  [
    'rules:\n  foreign-registry:\n    level: 1\n',
    `:3: rules.foreign-registry.level: cannot be 1; it is one of ${levels}`,
  ],
  [
    'rules:\n  foreign-registry:\n    registries: a\n',
    ':3: rules.foreign-registry.registries: expected a list, not "a"',
  ],
  [
    'rules:\n  foreign-registry:\n    registries: [1]\n',
    ':3: rules.foreign-registry.registries[0]: expected text, not 1',
  ],
  [
    'rules:\n  foreign-registry:\n    since: "20"\n',
    ':3: rules.foreign-registry.since: cannot be "20": A year of four digits.',
  ],
  [
    'rules:\n  foreign-registry:\n    most: 0\n',
    ':3: rules.foreign-registry.most: cannot be 0: How many, one or more.',
  ],
  ['rules: [missing-tag]\n', ':1: rules: expected a map of names to values, not a list'],
  ['rules:\n', ':1: rules: expected a map of names to values, not nothing'],
  ['root: yes\n', ':1: root: expected true or false, not "yes"'],
  [
    'failOn: warn\n',
    ':1: failOn: cannot be "warn" (did you mean warning?); it is one of error, warning, info, style, never',
  ],
  ['ignore:\n  - a\n  - {b: c}\n', ':3: ignore[1]: expected text, not a map'],
  ['ignore: 3\n', ':1: ignore: expected text or a list, not 3'],
  ['overrides: {files: a}\n', ':1: overrides: expected a list, not a map'],
  ['just words\n', ':1: expected a map of names to values, not "just words"'],
  ['root: true\n? [a]\n: b\n', ':2: this key is no text: write it out'],
  ['? {a: b}\n: c\n', ':1: this key is no text: write it out'],
  ['- a\n', ':1: expected a map of names to values, not a list'],
  // Patterns
  ['ignore: "[a"\n', ':1: ignore: "[a" is no pattern: it could match nothing'],
  ['ignore:\n  - ""\n', ':2: ignore[0]: "" is no pattern: it could match nothing'],
  ['ignore: "a\\nb"\n', ':1: ignore: "a\nb" is no pattern: it could match nothing'],
  ['overrides:\n  - files: [a, "#b"]\n', ':2: overrides[0].files[1]: "#b" is no pattern: it could match nothing'],
  // What it names
  [
    'extends: recomended\n',
    ':1: extends: there is no preset "recomended" (did you mean recommended?); they are recommended, all, hadolint, ' +
      'buildkit, and a path begins with ./',
  ],
  [
    'extends:\n  - all\n  - ./none.yaml\n',
    ':3: extends[1]: there is no file "./none.yaml" from the folder of this configuration',
  ],
  ['extends: .\n', ':1: extends: there is no file "." from the folder of this configuration'],
  ['extends: ./slipway.yaml\n', ':1: extends: goes round in a circle: slipway.yaml → slipway.yaml'],
  [
    'baseImages: {a: none.json}\n',
    ':1: baseImages.a: cannot read "none.json": it does not exist; check the name and the folder you are in',
  ],
  ['baseImages: {"a b": none.json}\n', ':1: baseImages.a b: invalid reference format'],
  // YAML
  ['rules:\n\tmissing-tag: off\n', ':2: YAML cannot be indented with tabs: use spaces'],
  [
    'rules: {missing-tag: off\n',
    ':2: is no YAML: flow map in block collection must be sufficiently indented and end with a }',
  ],
  ['a: "b\n', ':2: is no YAML: missing closing "quote'],
  ['ignore: *x\n', ':1: *x has no anchor &x above it'],
  ['overrides:\n  - files: !x\n', ':2: tags mean nothing here: put a text that begins with "!" in quotes'],
  ['root: true\n---\nroot: false\n', ':2: a second document begins here: write one'],
  [`ignore: ${'['.repeat(51)}`, ':1: is nested more than 50 deep'],
  ['', ': is empty; `slipway init` writes one to start from'],
  [' \n\n', ': is empty; `slipway init` writes one to start from'],
])('%j', (text, answer) => {
  expect(complaint({ 'slipway.yaml': text })).toBe(`slipway.yaml${answer}`);
});

test.each([
  ['comments alone', '# rules:\n#   missing-tag: off\n'],
  ['JSON', '{\n\t"root": true,\n\t"ignore": ["a"]\n}\n'],
  ['a byte order mark and Windows line ends', '\ufeffroot: true\r\nfailOn: never\r\n'],
  ['anchors', 'overrides:\n  - files: &all [a, b]\n  - files: *all\n'],
  ['a map for a rule with options', 'rules:\n  foreign-registry: {level: error, registries: [a.example]}\n'],
  ['a name of another tool', 'rules: {DL3006: off}\n'],
])('%s: no mistake', (_, text) => {
  expect(complaint({ 'slipway.yaml': text })).toBe('nothing');
});

test('a word that begins as only one of ours does is completed', () => {
  expect(complaint({ 'slipway.yaml': 'over: []\n' })).toMatch(/did you mean overrides\?$/);
  expect(complaint({ 'slipway.yaml': 'extends: reco\n' })).toMatch(/did you mean recommended\?/);
});

test('many mistakes take linear time', () => {
  const names = Array.from({ length: 6000 }, (_, index) => `  r${index}: offf\n`);
  expect(complaint({ 'slipway.yaml': `rules:\n${names.join('')}` })).toMatch(/^slipway.yaml:2: rules.r0: /);
});

test('the first of several mistakes is told', () => {
  expect(complaint({ 'slipway.yaml': 'failOn: x\nroot: 1\nrules: 3\n' })).toMatch(/^slipway\.yaml:1: failOn: /);
});

test('package.json', () => {
  const text = '{\n  "name": "a",\n  "slipway": {\n    "root": 1\n  }\n}\n';
  expect(complaint({ 'package.json': text })).toBe('package.json:4: slipway.root: expected true or false, not 1');
});

test('a circle of several files is shown whole', () => {
  const files = {
    'slipway.yaml': 'extends: ./a.yaml\n',
    'a.yaml': 'extends: [b/c.yaml]\n',
    'b/c.yaml': 'extends: ../a.yaml\n',
  };
  expect(complaint(files)).toBe('b/c.yaml:1: extends: goes round in a circle: a.yaml → b/c.yaml → a.yaml');
});

test('a row of configurations that extend the next one has an end', () => {
  const files = Array.from({ length: 102 }, (_, index) => [`${index}.yaml`, `extends: ./${index + 1}.yaml\n`]);
  expect(complaint({ 'slipway.yaml': 'extends: ./0.yaml\n', ...Object.fromEntries(files) })).toBe(
    '99.yaml:1: extends: 100 configurations extend each other in a row: one or two are enough',
  );
});

test('a mistake in an extended file is told there', () => {
  expect(complaint({ 'slipway.yaml': 'extends: ./a.yaml\n', 'a.yaml': '\nroot: 1\n' })).toBe(
    'a.yaml:2: root: expected true or false, not 1',
  );
});

test('what is no file, or cannot be read', () => {
  expect(complaint({ 'slipway.yaml/': '' })).toBe('"slipway.yaml/" is a folder: a configuration is a file');
  expect(complaint({ 'slipway.yaml': 'extends: ./b\n', 'b/': '' })).toBe(
    'slipway.yaml:1: extends: there is no file "./b" from the folder of this configuration',
  );
  const folder = folderOf({});
  const read = configurationReader(rules, () => 'x.yaml');
  expect(() => read(join(folder, 'x.yaml'))).toThrow('cannot read "x.yaml": it does not exist; check the name');
});

test.each([
  ['a large file', ' '.repeat(10_000_000), '"slipway.yaml" is too large to be a configuration: it has 10000000 bytes'],
  ['lists in lists', '- '.repeat(10_000), 'slipway.yaml:1: is nested more than 50 deep'],
  ['keys of keys', '? '.repeat(10_000), 'slipway.yaml:1: is nested more than 50 deep'],
  ['brackets', '[{'.repeat(10_000), 'slipway.yaml:1: is nested more than 50 deep'],
  ['anchors that multiply', bomb(), 'slipway.yaml:1: repeats its anchors too often: write it out'],
  ['an anchor in itself', 'ignore: &a [*a]\n', 'slipway.yaml:1: ignore[0]: expected text, not a list'],
])('%s', (_, text, answer) => {
  expect(complaint({ 'slipway.yaml': text })).toBe(answer);
});

function bomb(): string {
  const lines = Array.from({ length: 9 }, (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index},`.repeat(9)}]`);
  return `a0: &a0 [x]\n${lines.join('\n')}\n`;
}

test('a file is read once, however often it is extended', () => {
  const folder = folderOf({
    'a.yaml': 'extends: [./b.yaml, ./c.yaml]\n',
    'b.yaml': 'extends: ./c.yaml\n',
    'c.yaml': 'root: true\n',
  });
  const names: string[] = [];
  const read = configurationReader(rules, (path) => {
    names.push(path.slice(folder.length + 1));
    return path;
  });
  const { bases } = read(join(folder, 'a.yaml'));
  expect(bases).toHaveLength(2);
  writeFileSync(join(folder, 'c.yaml'), 'not: valid\n');
  expect(read(join(folder, 'c.yaml')).isRoot).toBe(true);
  expect(names.filter((name) => name === 'c.yaml')).toHaveLength(1);
});
