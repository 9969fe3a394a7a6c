// The options of a rule in its documentation.

import { expect, test } from 'vitest';
import { defineRule } from '../../src/lint/rule.ts';
import { optionTexts } from '../../src/lint/rule-options.ts';
import { ruleMarkdown } from '../../src/report/rule-markdown.ts';

const plain = {
  summary: 'A summary.',
  why: 'Why.',
  severity: 'info',
  category: 'size',
  recommended: true,
  aliases: [],
  bad: [],
  good: [],
} as const;

test('each has its name, what it is, and its default', () => {
  const rule = defineRule<{ readonly registries: readonly string[] }>({
    ...plain,
    options: {
      schema: { registries: { type: 'array', items: { type: 'string' }, description: 'Where images may come from.' } },
      defaults: { registries: ['docker.io'] },
    },
    create: () => ({}),
  });
  const meaning = 'Where images may come from. (["docker.io"] if not given)';
  expect(optionTexts(rule)).toEqual([{ name: 'registries', meaning }]);
  expect(ruleMarkdown(rule).join('\n')).toContain(`Options:\n\n- \`registries\`: ${meaning}\n`);
});

test('a rule without options says nothing of them', () => {
  expect(ruleMarkdown(defineRule({ ...plain, create: () => ({}) })).join('\n')).not.toContain('Options');
});
