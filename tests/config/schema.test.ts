// The schema for editors, and the validator that the bundle has instead of ajv.

import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { validatorModule } from '../../scripts/validator-module.ts';
import { configurationSchema } from '../../src/config/schema.ts';
import { type Validator, validatorFor } from '../../src/config/validator.ts';
import { defineRule, type Rules } from '../../src/lint/rule.ts';

const schema = configurationSchema(rules);

test('is a JSON Schema of draft 7, and knows every rule by all its names', () => {
  expect(new Ajv().validateSchema(schema)).toBe(true);
  const names = Array.from(rules, ([name, { aliases }]) => [name, ...aliases]).flat();
  expect(schema).toMatchObject({
    definitions: { rules: { properties: Object.fromEntries(names.map((name) => [name, expect.anything()])) } },
  });
});

test('describes what editors complete', () => {
  expect(schema).toMatchObject({
    definitions: {
      rules: {
        properties: {
          'missing-tag': { description: rules.get('missing-tag')?.summary },
          DL4006: { description: 'The same as lost-exit-status and unguarded-pipe-to-shell.' },
        },
      },
    },
  });
});

test('no option of a rule hides its level', () => {
  for (const { options } of rules.values()) expect(Object.keys(options?.schema ?? {})).not.toContain('level');
});

test('the defaults of each rule fit its options', () => {
  for (const [name, { options }] of rules) {
    if (options) expect(validatorFor(rules)({ rules: { [name]: options.defaults } })).toEqual([]);
  }
});

describe('the compiled validator', async () => {
  const module: { validatorFor(rules: Rules): Validator } = await import(
    `data:text/javascript,${encodeURIComponent(validatorModule(rules))}`
  );

  test.each([
    {},
    { rules: { 'missing-tag': 'error' }, extends: ['all'], overrides: [{ files: 'a', rules: { DL3006: 'off' } }] },
    { rules: { 'missing-tag': 'eror', nothing: 'off' }, root: 1, overrides: [{}], categories: { a: 'off' } },
    { ignore: [1], failOn: null, baseImages: { a: 1 } },
    [],
    null,
  ])('finds what ajv finds: %j', (value) => {
    expect(module.validatorFor(rules)(value)).toEqual(validatorFor(rules)(value));
  });
});

test('an option that ajv cannot compile alone is refused', () => {
  const rule = defineRule<{ readonly a: string }>({
    summary: 'A summary.',
    why: 'Why.',
    severity: 'info',
    category: 'size',
    recommended: true,
    aliases: [],
    options: {
      schema: { a: Object.assign({ type: 'string', description: 'A.' } as const, { maxLength: 3 }) },
      defaults: { a: '' },
    },
    bad: [],
    good: [],
    create: () => ({}),
  });
  expect(() => validatorModule(new Map([['rule', rule]]))).toThrow('does not compile alone');
});
