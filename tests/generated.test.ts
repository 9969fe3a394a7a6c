// What is generated is what the rules and the commands say. `npm run generate` writes it anew.

import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogue, indexPage } from '../scripts/rule-pages.ts';
import { commandsAsMarkdown } from '../src/cli/help.ts';
import type { Rule } from '../src/lint/rule.ts';

const folder = new URL('../rules/', import.meta.url);
const names = readdirSync(folder).flatMap((file) =>
  file.endsWith('.ts') && file !== 'index.ts' ? [file.slice(0, -'.ts'.length)] : [],
);
const rules = new Map(await Promise.all(names.map(load)));

async function load(name: string): Promise<[string, Rule]> {
  const { default: rule }: { default: Rule } = await import(`../rules/${name}.ts`);
  return [name, rule];
}

test('rules/index.ts names every rule', async () => {
  await expect(indexPage(names)).toMatchFileSnapshot('../rules/index.ts');
});

test('rules/README.md documents every rule', async () => {
  await expect(catalogue(rules)).toMatchFileSnapshot('../rules/README.md');
});

test('docs/command-line.md has the help of every command', async () => {
  await expect(commandsAsMarkdown()).toMatchFileSnapshot('../docs/command-line.md');
});
