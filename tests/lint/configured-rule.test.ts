// Rules with other levels and with options.

import { expect, test } from 'vitest';
import { Analysis } from '../../src/analysis.ts';
import type { Severity } from '../../src/diagnostic.ts';
import { configureRule } from '../../src/lint/configured-rule.ts';
import { lint } from '../../src/lint/lint.ts';
import { defineRule } from '../../src/lint/rule.ts';
import { Source } from '../../src/syntax/source.ts';

const levels = ['error', 'warning', 'info', 'style'] as const;

/** Usually a warning; reports each of the levels, and its own where none is given. */
const rule = defineRule<{ readonly words: readonly string[]; readonly mark: string }>({
  summary: 'A summary.',
  why: 'Why.',
  severity: 'warning',
  category: 'size',
  recommended: true,
  aliases: [],
  options: {
    schema: {
      words: { type: 'array', items: { type: 'string' }, description: 'What to say.' },
      mark: { type: 'string', description: 'What stands behind it.' },
    },
    defaults: { words: ['one'], mark: '.' },
  },
  bad: [],
  good: [],
  create: ({ report, options: { words, mark } }) => ({
    From(at) {
      const message = `${words.join(' ')}${mark}`;
      for (const severity of levels) report({ at, message, severity });
      report({ at, message });
    },
  }),
});

function findings(configuration: Parameters<typeof configureRule>[1]) {
  const analysis = new Analysis(new Source('Dockerfile', 'FROM scratch\n'));
  return lint(analysis, new Map([['rule', configureRule(rule, configuration)]]));
}

test.each<[Severity | undefined, readonly Severity[]]>([
  [undefined, ['error', 'warning', 'info', 'style', 'warning']],
  ['error', ['error', 'error', 'warning', 'info', 'error']],
  ['warning', ['warning', 'warning', 'info', 'style', 'warning']],
  ['info', ['info', 'info', 'style', 'style', 'info']],
  ['style', ['style', 'style', 'style', 'style', 'style']],
])('%s is the most that it reports, and what it lowers stays lower', (severity, expected) => {
  expect(findings({ severity }).map((finding) => finding.severity)).toEqual(expected);
});

test('what the rule says about itself is not looked at', () => {
  const documented = Object.defineProperty({ ...rule }, 'why', {
    enumerable: true,
    get: () => {
      throw new Error('looked at');
    },
  });
  const configured = configureRule(documented, { severity: 'info' });
  expect(configured.summary).toBe(rule.summary);
  expect(() => configured.why).toThrow('looked at');
});

test('options are added to the defaults', () => {
  const messageWith = (options: Readonly<Record<string, unknown>>) => findings({ options })[0]?.message;
  expect(messageWith({})).toBe('one.');
  expect(messageWith({ mark: '!' })).toBe('one!');
  expect(messageWith({ words: ['a', 'b'] })).toBe('a b.');
});
