// Every rule: its examples are true, and its words fit where they are shown.

import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { testExamples } from './rule-examples.ts';

describe.each([...rules])('%s', (name, rule) => {
  test('is documented', () => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(rule.summary).toMatch(/^[^.\n]+\.$/);
    expect(rule.why).toMatch(/^\S[^\n]*[.!)]$/);
    expect(rule.bad.length).toBeGreaterThan(0);
    expect(rule.good.length).toBeGreaterThan(0);
    expect(rule.bad.length + rule.good.length).toBeLessThanOrEqual(10);
  });

  test('shows nothing unasked that is a matter of style', () => {
    if (rule.severity === 'style') expect(rule.recommended).toBe(false);
  });

  test('has the name of its check as an alias', () => {
    if (rule.check) expect(rule.aliases).toContain(rule.check.name);
  });

  testExamples(name, rule);
});
