import fc from 'fast-check';
import { TextEdit } from 'vscode-languageserver';
import { describe, expect, test } from 'vitest';
import { configurationCompletion } from '../../../src/lsp/configuration/completion.ts';
import { configurationHover } from '../../../src/lsp/configuration/hover.ts';
import { Positions } from '../../../src/lsp/positions.ts';
import { complete, documentOf } from './configuring.ts';

const TOP = ['extends', 'rules', 'categories', 'targets', 'ignore', 'failOn', 'baseImages', 'overrides', 'root'];

describe('keys of YAML', () => {
  test('at the top, each once', () => {
    expect(complete('|cursor|').labels).toEqual(expect.arrayContaining(TOP));
    const { labels } = complete('rules:\n  sudo: off\n|cursor|\nignore: x\n');
    expect(labels).toContain('failOn');
    expect(labels).not.toContain('rules');
    expect(labels).not.toContain('ignore');
  });

  test('take the place of what is typed, and bring what they need', () => {
    expect(complete('fail|cursor|').taken('failOn')).toBe('failOn: ');
    expect(complete('fa|cursor|il: info\n').taken('failOn')).toBe('failOn: info\n');
    expect(complete('ru|cursor|').taken('rules')).toBe('rules:\n  ');
    expect(complete('# note\r\nover|cursor|\r\n').taken('overrides')).toBe('# note\r\noverrides:\n  - \r\n');
  });

  test('of rules, the names of other tools last', () => {
    const { labels, item } = complete('rules:\n  |cursor|\n');
    expect(labels.indexOf('missing-tag')).toBeGreaterThanOrEqual(0);
    expect(labels).not.toContain('failOn');
    expect(item('missing-tag').detail).toBeTruthy();
    expect(complete('rules:\n  DL300|cursor|\n').labels).toContain('DL3006');
    expect(complete('rules:\n  sudo: off\n  missing|cursor|\n').taken('missing-tag')).toBe(
      'rules:\n  sudo: off\n  missing-tag: \n',
    );
  });

  test('of a rule with options', () => {
    expect(complete('rules:\n  foreign-registry:\n    |cursor|\n').labels.slice(0, 2)).toEqual(['level', 'registries']);
    expect(complete('rules:\n  foreign-registry:\n    level: on\n    |cursor|\n').labels).toEqual(['registries']);
    expect(complete('rules:\n  foreign-registry:\n    reg|cursor|').taken('registries')).toBe(
      'rules:\n  foreign-registry:\n    registries:\n      - ',
    );
  });

  test('in the items of a list', () => {
    expect(complete('overrides:\n  - |cursor|').labels).toEqual(['files', 'rules', 'categories', 'targets']);
    expect(complete('overrides:\n- files: x\n  |cursor|').labels).toEqual(['rules', 'categories', 'targets']);
    expect(complete('overrides:\n  |cursor|').taken('files')).toBe('overrides:\n  - files: ');
    expect(complete('overrides:\n  - files: a\n  - files: b\n    rules:\n      su|cursor|').labels).toContain('sudo');
  });

  test('in brackets', () => {
    expect(complete('rules: { sudo: off, |cursor| }').taken('missing-tag')).toBe('rules: { sudo: off, missing-tag:  }');
    expect(complete('rules: {\n  sudo: off,\n  |cursor|\n}\nignore: x').labels).not.toContain('sudo');
  });

  test.each(['# |cursor|', 'rules:\n  sudo: off # o|cursor|', 'unknown:\n  |cursor|', '  |cursor|  x: y'])(
    'nothing in %j',
    (text) => {
      expect(complete(text).labels).toEqual([]);
    },
  );
});

describe('values of YAML', () => {
  test.each([
    ['failOn: |cursor|', ['error', 'warning', 'info', 'style', 'never']],
    ['failOn:|cursor|', ['error', 'never']],
    ['rules:\n  sudo: o|cursor|\n', ['off', 'on', 'error']],
    ['rules:\n  foreign-registry:\n    level: |cursor|', ['off', 'on']],
    ['rules:\n  foreign-registry: |cursor|', ['off', 'on']],
    ['categories:\n  security: |cursor|', ['off', 'on']],
    ['root: |cursor|', ['true', 'false']],
    ['extends: |cursor|', ['recommended', 'all', 'hadolint', 'buildkit']],
    ['extends:\n  - |cursor|', ['recommended', 'all']],
    ['extends:\n- recommended\n- |cursor|\n', ['hadolint']],
    ['extends: [recommended, |cursor|]', ['hadolint']],
    ['extends: [\n  |cursor|\n]', ['hadolint']],
    ['rules: { sudo: |cursor| }', ['off']],
  ])('%j', (text, expected) => {
    expect(complete(text).labels).toEqual(expect.arrayContaining(expected));
  });

  test('are put with what they need', () => {
    expect(complete('failOn:|cursor|').taken('info')).toBe('failOn: info');
    expect(complete('failOn: "in|cursor|fo"\n').taken('error')).toBe('failOn: "error"\n');
    expect(complete('extends:\n  |cursor|').taken('all')).toBe('extends:\n  - all');
  });
});

describe('JSON', () => {
  const path = '/project/slipway.json';

  test('keys', () => {
    expect(complete('{ |cursor| }', path).taken('failOn')).toBe('{ "failOn":  }');
    expect(complete('{ "fa|cursor|" }', path).taken('failOn')).toBe('{ "failOn":  }');
    expect(complete('{ "fa|cursor|": "info" }', path).taken('failOn')).toBe('{ "failOn": "info" }');
    expect(complete('{ "rules": { "sudo": "off", "|cursor|', path).labels).toContain('missing-tag');
    expect(complete('{ "ru|cursor|" }', path, true).taken('rules')).toBe('{ "rules": {${1}\\} }');
  });

  test('values', () => {
    expect(complete('{ "failOn": |cursor| }', path).taken('info')).toBe('{ "failOn": "info" }');
    expect(complete('{ "rules": { "sudo": "|cursor|" } }', path).taken('off')).toBe('{ "rules": { "sudo": "off" } }');
    expect(complete('{ "extends": ["all", |cursor|] }', path).taken('hadolint')).toBe(
      '{ "extends": ["all", "hadolint"] }',
    );
    expect(complete('{ "root": |cursor|', path).taken('true')).toBe('{ "root": true');
  });

  test('package.json has a configuration in one part', () => {
    const manifest = '/project/package.json';
    expect(complete('{ "slipway": { |cursor| } }', manifest).labels).toContain('rules');
    expect(complete('{ "slipway": { "rules": { "sudo": "|cursor|" } } }', manifest).labels).toContain('off');
    expect(complete('{ "scripts": { |cursor| } }', manifest).labels).toEqual([]);
    expect(complete('{ |cursor| }', manifest).labels).toEqual([]);
  });

  test('.slipwayrc is either', () => {
    expect(complete('{ "failOn": |cursor|', '/p/.slipwayrc').taken('info')).toBe('{ "failOn": "info"');
    expect(complete('failOn: |cursor|', '/p/.slipwayrc').taken('info')).toBe('failOn: info');
  });
});

const pieces = fc.array(
  fc.constantFrom(
    ...[
      'rules:',
      'extends',
      ': ',
      '- ',
      '\n',
      '\n  ',
      '\n    ',
      '\r\n',
      '{',
      '}',
      '[',
      ']',
      ',',
      '"',
      "'",
      '#',
      'sudo',
      'off',
    ],
    ...[
      'overrides:\n  - files: x',
      'é',
      '😀',
      '\\',
      '"slipway": {',
      '//',
      '\t',
      '---\n',
      '|',
      '&a',
      '*a',
      '__proto__',
      'constructor',
    ],
  ),
  { maxLength: 40 },
);
const paths = fc.constantFrom('/p/slipway.yaml', '/p/slipway.json', '/p/package.json', '/p/.slipwayrc');

test('any text has answers at any place, whose ranges lie in the line of the cursor', () => {
  fc.assert(
    fc.property(pieces, paths, fc.nat(), fc.constantFrom('utf-8', 'utf-16', 'utf-32'), (words, path, at, encoding) => {
      const text = words.join('');
      const document = documentOf(text, path, encoding);
      const positions = new Positions(text, encoding);
      const offset = positions.offset(positions.position(at % (text.length + 1)));
      const { line } = positions.position(offset);
      const { items } = configurationCompletion(document, offset, { snippets: true });
      for (const { textEdit } of items.slice(0, 3)) {
        const span = TextEdit.is(textEdit) ? positions.span(textEdit.range) : { start: -1, end: -1 };
        expect([positions.lineOf(span.start), positions.lineOf(span.end)]).toEqual([line, line]);
        expect(span.start <= offset && offset <= span.end).toBe(true);
      }
      const range = configurationHover(document, offset)?.range;
      if (range !== undefined) expect(positions.span(range).end).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 500 },
  );
}, 20_000);

test('a large text takes linear time', () => {
  const open = `rules: [${'\n- ['.repeat(20_000)}`;
  expect(complete(`${open}|cursor|`).labels).toEqual([]);
  const deep = Array.from({ length: 600 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
  expect(complete(`${deep}\n|cursor|`).labels).toContain('rules');
});
