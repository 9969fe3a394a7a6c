// What the bundler does with a rule: its documentation in a file of its own, everything else where it was.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'rolldown';
import { expect, onTestFinished, test } from 'vitest';
import { ruleDocumentation } from '../scripts/rule-documentation.ts';

async function bundled(
  rule: string,
): Promise<{ readonly code: string; readonly documentation: unknown; load(): unknown }> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'a-rule.ts'), rule);
  const dir = join(folder, 'dist');
  await build({
    input: join(folder, 'a-rule.ts'),
    plugins: [ruleDocumentation(folder)],
    output: { dir, format: 'cjs', entryFileNames: 'cli/rule.cjs', exports: 'named' },
    logLevel: 'silent',
  });
  return {
    code: readFileSync(join(dir, 'cli', 'rule.cjs'), 'utf8'),
    documentation: JSON.parse(readFileSync(join(dir, 'cli', 'rule-documentation.json'), 'utf8')),
    load: () => createRequire(import.meta.url)(join(dir, 'cli', 'rule.cjs')).default,
  };
}

test('the documentation is in the file, and in the rule on demand', async () => {
  const { code, documentation, load } = await bundled(`
    const defineRule = (rule: object) => rule;
    export default defineRule({
      summary: 'Short, and ' + 'long.',
      why: \`Because.\`,
      severity: 'info',
      bad: [{ dockerfile: 'FROM a' }],
      good: ['FROM b:1'],
      create: () => ({}),
    });
  `);
  const texts = { summary: 'Short, and long.', why: 'Because.', bad: [{ dockerfile: 'FROM a' }], good: ['FROM b:1'] };
  expect(documentation).toEqual({ 'a-rule': texts });
  expect(code).not.toMatch(/Because|FROM/);
  expect(load()).toEqual({ ...texts, severity: 'info', create: expect.any(Function) });
});

test('a text that needs a name stays in the rule', async () => {
  const { documentation, load } = await bundled(`
    const limit = 5;
    export default ((rule: object) => rule)({ summary: \`At most \${limit}.\`, why: 'Because.' });
  `);
  expect(documentation).toEqual({ 'a-rule': { why: 'Because.' } });
  expect(load()).toEqual({ summary: 'At most 5.', why: 'Because.' });
});
