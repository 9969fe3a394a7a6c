// What the README shows is what happens.

import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { formats } from '../src/cli/lint-option-table.ts';
import { type Answer, folderOf, slipway } from './cli/command-line.ts';

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
  expect(names).toEqual([
    ...['lint', 'check', 'targets', 'outline', 'inspect'],
    ...['plan', 'impact', 'simulate', 'verify', 'context'],
  ]);
});

/** What lies beside the Dockerfile. */
const context = {
  '.dockerignore': 'docs\n*.log\n',
  'main.go': 'x'.repeat(4310),
  'go.mod': 'x'.repeat(120),
  'prices/2025.csv': 'x'.repeat(1_900_000),
  'prices/2026.csv': 'x'.repeat(2_400_000),
  'docs/manual.pdf': 'x'.repeat(7_300_000),
};

test.each(examples())('slipway $command has this output', async ({ command, dockerfile, output }) => {
  const folder = folderOf({ ...context, Dockerfile: dockerfile });
  const words = command.split(' ');
  const { stdout, stderr } = words[0] === 'verify' ? await verified(words, folder) : await slipway(words, { folder });
  // The tables of the builder end in blanks.
  const shown = stdout.replaceAll(/ +$/gm, '').trim();
  const [beginning = '', end] = output.trim().split('\n…\n', 2);
  if (end === undefined) expect(shown).toBe(beginning);
  else {
    expect(shown.slice(0, beginning.length)).toBe(beginning);
    expect(shown.slice(-end.length)).toBe(end);
  }
  expect(stderr.trim()).toBe('');
});

/** The answer for the second build, between which and the first `main.go` changes; the engine is one that only says what it does. */
async function verified(words: readonly string[], folder: string): Promise<Pick<Answer, 'stdout' | 'stderr'>> {
  const programs = folderOf({ 'cache/': '' });
  const cache = join(programs, 'cache');
  chmodSync(cache, 0o700);
  const environment = { PATH: `${programs}:${process.env['PATH'] ?? ''}`, XDG_CACHE_HOME: cache };
  const steps = [
    ['[build 2/4] WORKDIR /src', 0.1],
    ['[build 3/4] COPY . .', 0.2],
    ['[build 4/4] RUN --mount=type=secret,id=netrc go build -ldflags "-X main.version=dev" -o /shop', 8.4],
    ['[shop 2/2] COPY --from=build /shop /bin/', 0.1],
  ] as const;
  const build = (ran: number): Promise<Answer> => {
    const started = new Date(0).toISOString();
    const vertexes = steps.map(([name, seconds], index) => {
      const completed = new Date(seconds * 1000).toISOString();
      return { digest: String(index), name, started, completed, cached: index < steps.length - ran };
    });
    const program = `#!/bin/sh\ncat >&2 <<'END'\n${JSON.stringify({ vertexes })}\nEND\n`;
    writeFileSync(join(programs, 'docker'), program, { mode: 0o755 });
    return slipway(words, { folder, environment });
  };
  await build(steps.length);
  writeFileSync(join(folder, 'main.go'), 'y');
  const { stdout } = await build(3);
  return { stdout, stderr: '' };
}

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
