// What the README shows is what happens.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { commandsAsMarkdown } from '../src/cli/help.ts';
import { folderOf, slipway } from './cli/command-line.ts';

const root = new URL('../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');

function block(language: string): string {
  const text = readme.split(`\`\`\`${language}\n`)[1]?.split('\n```')[0];
  if (text === undefined) throw new Error(`the README has no ${language} block`);
  return `${text}\n`;
}

test('the first example has this output', async () => {
  const folder = folderOf({ Dockerfile: block('dockerfile') });
  const [command = '', ...output] = block('console').split('\n');
  const [prompt, program, ...args] = command.split(' ');
  expect([prompt, program]).toEqual(['$', 'slipway']);
  const { stdout, stderr } = await slipway(args, { folder });
  expect({ stdout, stderr }).toEqual({ stdout: output.join('\n'), stderr: '' });
});

test('the section on the command line is the help of the commands', () => {
  const section = readme.split('<!-- commands -->\n')[1]?.split('<!-- /commands -->')[0];
  expect(section?.trim()).toBe(commandsAsMarkdown().trim());
});

test('the example of the library prints what its comments say', async () => {
  const code = block('ts');
  const folder = new URL(`node_modules/.cache/slipway/readme-${process.pid}/`, root);
  mkdirSync(folder, { recursive: true });
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = new URL('example.ts', folder);
  writeFileSync(file, code.replace("'slipway'", JSON.stringify(new URL('src/index.ts', root).pathname)));
  const log = vi.spyOn(console, 'log').mockReturnValue();
  await import(file.pathname);
  const { inspect } = await import('node:util');
  const printed = log.mock.calls.map(([value]) => (typeof value === 'string' ? value : inspect(value)));
  log.mockRestore();
  expect(printed).toEqual(Array.from(code.matchAll(/console\.log\(.*\); \/\/ (.*)/g), ([, comment]) => comment));
});
