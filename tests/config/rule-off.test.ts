import { describe, expect, test } from 'vitest';
import { withRuleOff } from '../../src/config/rule-off.ts';

describe('switching a rule off', () => {
  test('keeps the comments of YAML and what else it says', () => {
    expect(withRuleOff('# ours\nroot: true # here\nrules:\n  sudo: error # why\n', 'missing-tag')).toBe(
      '# ours\nroot: true # here\nrules:\n  sudo: error # why\n  missing-tag: off\n',
    );
  });

  test('takes the place of what was said of it', () => {
    expect(withRuleOff('rules:\n  sudo:\n    level: error\n', 'sudo')).toBe('rules:\n  sudo: off\n');
  });

  test('works where there is nothing yet', () => {
    expect(withRuleOff('', 'sudo')).toBe('rules:\n  sudo: off\n');
    expect(withRuleOff('# only a comment\n', 'sudo')).toBe('# only a comment\n\nrules:\n  sudo: off\n');
    expect(withRuleOff('rules:\n', 'sudo')).toBe('rules:\n  sudo: off\n');
  });

  test('keeps the indentation of JSON', () => {
    expect(withRuleOff('{\n\t"root": true\n}\n', 'sudo')).toBe(
      '{\n\t"root": true,\n\t"rules": {\n\t\t"sudo": "off"\n\t}\n}\n',
    );
  });

  test('finds its place in package.json', () => {
    const text = '{\n  "name": "x",\n  "slipway": { "rules": { "sudo": "off" } }\n}\n';
    expect(JSON.parse(withRuleOff(text, 'missing-tag', ['slipway']) ?? '')).toEqual({
      name: 'x',
      slipway: { rules: { sudo: 'off', 'missing-tag': 'off' } },
    });
  });

  test('leaves alone what it cannot read', () => {
    expect(withRuleOff('rules: [', 'sudo')).toBeUndefined();
    expect(withRuleOff('- a\n- b\n', 'sudo')).toBeUndefined();
    expect(withRuleOff('rules: all\n', 'sudo')).toBeUndefined();
    expect(withRuleOff('{ "rules": ', 'sudo')).toBeUndefined();
    expect(withRuleOff('{}', 'sudo', ['slipway'])).toBeUndefined();
  });
});
