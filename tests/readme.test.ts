// What the README shows is what happens.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { commandsAsMarkdown } from '../src/cli/help.ts';
import { formats } from '../src/cli/lint-option-table.ts';
import { folderOf, slipway } from './cli/command-line.ts';

const root = new URL('../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');

function block(language: string): string {
  const text = readme.split(`\`\`\`${language}\n`)[1]?.split('\n```')[0];
  if (text === undefined) throw new Error(`the README has no ${language} block`);
  return `${text}\n`;
}

interface Example {
  readonly command: string;
  readonly dockerfile: string;
  readonly output: string;
}

/** The commands of the console blocks, each with the Dockerfile that is shown before it. */
function examples(): readonly Example[] {
  let dockerfile = '';
  const found: Example[] = [];
  for (const [, language, text = ''] of readme.matchAll(/^```(dockerfile|console)\n([^]*?)^```$/gm)) {
    if (language === 'dockerfile') dockerfile = text;
    else {
      const [, command = '', output = ''] = /^\$ slipway (.*)\n([^]*)$/.exec(text) ?? [];
      found.push({ command, dockerfile, output });
    }
  }
  return found;
}

test('there is an example of each command that reads a build', () => {
  const names = examples().map(({ command }) => command.split(' ')[0]);
  expect(names).toEqual(['lint', 'check', 'targets', 'outline', 'inspect', 'plan']);
});

test.each(examples())('slipway $command has this output', async ({ command, dockerfile, output }) => {
  const { stdout, stderr } = await slipway(command.split(' '), { folder: folderOf({ Dockerfile: dockerfile }) });
  // The tables of the builder end in blanks.
  const shown = stdout.replaceAll(/ +$/gm, '').trimEnd();
  expect({ stdout: shown, stderr: stderr.trim() }).toEqual({ stdout: output.trimEnd(), stderr: '' });
});

test('the configuration does what it says', async () => {
  const file = 'FROM node\nRUN pip install a\nENTRYPOINT node app.js\n';
  const files = {
    Dockerfile: file,
    'tests/Dockerfile': file,
    'api/Dockerfile.dev': file,
    'third_party/Dockerfile': file,
  };
  const folder = folderOf({ ...files, 'slipway.yaml': block('yaml') });
  const { code, stdout, stderr } = await slipway(['--format', 'compact'], { folder });
  expect([code, stderr]).toEqual([0, '']);
  const findings = Array.from(stdout.matchAll(/^(\S+):\d+:\d+: (\w+): .* \[(\S+)\]$/gm), ([, ...found]) =>
    found.join(' '),
  );
  expect(findings).toEqual([
    'Dockerfile warning missing-tag',
    'Dockerfile warning package-cache-left',
    'api/Dockerfile.dev info missing-tag',
    'tests/Dockerfile info missing-tag',
  ]);
});

test('the section on the command line is the help of the commands', () => {
  const section = readme.split('<!-- commands -->\n')[1]?.split('<!-- /commands -->')[0];
  expect(section?.trim()).toBe(commandsAsMarkdown().trim());
});

test('the table has every format', () => {
  const table = readme.split('## Formats\n')[1]?.split('\n## ')[0] ?? '';
  const named = Array.from(table.matchAll(/^\| `(\w+)`/gm), ([, format]) => format);
  expect(named.toSorted()).toEqual([...formats].toSorted());
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
