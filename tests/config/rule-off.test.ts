import { describe, expect, test } from 'vitest';
import { ruleOffEdit } from '../../src/config/rule-off.ts';

function withRuleOff(text: string, rule: string, outside: readonly string[] = []): string | undefined {
  const edit = ruleOffEdit(text, rule, outside);
  return edit && text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
}

describe('switching a rule off in YAML', () => {
  test.each([
    ['below the last rule', 'rules:\n  sudo: error # why\n', 'rules:\n  sudo: error # why\n  missing-tag: off\n'],
    ['at the end of a text without a line end', 'rules:\n  sudo: error', 'rules:\n  sudo: error\n  missing-tag: off'],
    [
      'between rules and what follows',
      'rules:\n    a: on\n\nroot: true\n',
      'rules:\n    a: on\n    missing-tag: off\n\nroot: true\n',
    ],
    ['below a rule with options', 'rules:\n  a:\n    level: on\n', 'rules:\n  a:\n    level: on\n  missing-tag: off\n'],
    ['with the line ends of Windows', 'rules:\r\n  a: on\r\n', 'rules:\r\n  a: on\r\n  missing-tag: off\r\n'],
    ['in a map in braces', 'rules: {a: on}\n', 'rules: {a: on, missing-tag: off}\n'],
    ['in empty braces', 'rules: {}\n', 'rules: { missing-tag: off }\n'],
    [
      'where the rules are still to be written',
      'rules: # ours\nroot: true\n',
      'rules: # ours\n  missing-tag: off\nroot: true\n',
    ],
    ['where there are null rules', 'rules: ~ # none\n', 'rules: { missing-tag: off } # none\n'],
    [
      'where there are no rules',
      '# ours\nextends: strict\n\n# the end\n',
      '# ours\nextends: strict\nrules:\n  missing-tag: off\n\n# the end\n',
    ],
    [
      'where there are overrides',
      'overrides:\n  - files: a\n    rules: { a: on }\n',
      'overrides:\n  - files: a\n    rules: { a: on }\nrules:\n  missing-tag: off\n',
    ],
    ['behind a byte order mark', '\u{feff}root: true\n', '\u{feff}root: true\nrules:\n  missing-tag: off\n'],
    ['in a text that says nothing', '', 'rules:\n  missing-tag: off\n'],
    ['below comments alone', '# only a comment\n', '# only a comment\n\nrules:\n  missing-tag: off\n'],
    ['in place of its level', 'rules:\n  missing-tag: "error" # why\n', 'rules:\n  missing-tag: off # why\n'],
    ['where its level is still to be written', 'rules:\n  missing-tag:\n', 'rules:\n  missing-tag: off\n'],
    [
      'beside its options',
      'rules:\n  missing-tag:\n    images: [a]\n',
      'rules:\n  missing-tag:\n    images: [a]\n    level: off\n',
    ],
    [
      'in place of the level beside its options',
      'rules:\n  missing-tag: { level: error, images: [a] }\n',
      'rules:\n  missing-tag: { level: off, images: [a] }\n',
    ],
  ])('is written %s', (_, before, after) => {
    expect(withRuleOff(before, 'missing-tag')).toBe(after);
  });
});

describe('switching a rule off in JSON', () => {
  test.each([
    [
      'with the indentation of the file',
      '{\n\t"root": true\n}\n',
      '{\n\t"root": true,\n\t"rules": {\n\t\t"sudo": "off"\n\t}\n}\n',
    ],
    [
      'below the last rule',
      '{\r\n  "rules": {\r\n    "a": "on"\r\n  }\r\n}',
      '{\r\n  "rules": {\r\n    "a": "on",\r\n    "sudo": "off"\r\n  }\r\n}',
    ],
    ['in one line', '{"rules":{"a":"on"}}', '{"rules":{"a":"on", "sudo": "off"}}'],
    ['in an empty file', '{}\n', '{ "rules": { "sudo": "off" } }\n'],
    ['in place of null', '{ "rules": null }', '{ "rules": { "sudo": "off" } }'],
    ['in place of its level', '{ "rules": { "sudo": "error" } }', '{ "rules": { "sudo": "off" } }'],
  ])('is written %s', (_, before, after) => {
    expect(withRuleOff(before, 'sudo')).toBe(after);
  });

  test('finds its place in package.json, and leaves the rest as it is', () => {
    expect(withRuleOff('{\n  "files": [ "a",  "b" ],\n  "slipway": { "root": true }\n}\n', 'sudo', ['slipway'])).toBe(
      '{\n  "files": [ "a",  "b" ],\n  "slipway": { "root": true, "rules": { "sudo": "off" } }\n}\n',
    );
    expect(withRuleOff('{\n  "slipway": {}\n}\n', 'sudo', ['slipway'])).toBe(
      '{\n  "slipway": { "rules": { "sudo": "off" } }\n}\n',
    );
  });
});

describe('a text is left alone', () => {
  test.each([
    ['that cannot be read', 'rules: ['],
    ['that is a list', '- a\n- b\n'],
    ['whose rules are no map', 'rules: all\n'],
    ['that ends too early', '{ "rules": '],
    ['that says the level in several places at once', 'rules:\n  sudo: &level error\n  a: *level\n'],
    ['whose rules stand elsewhere', 'x: &rules { a: on }\nrules: *rules\n'],
    ['that is followed by the end of the document', '# ours\n...\n'],
    ['that is nested too deep', `{ "a": ${'['.repeat(1000)}${']'.repeat(1000)} }`],
  ])('%s', (_, text) => {
    expect(withRuleOff(text, 'sudo')).toBeUndefined();
  });
});
