// What other people's pipelines rely on: the hook, the action, and the page that says how to use them.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { isDockerfileName, otherExtensions } from '../src/project/dockerfile-name.ts';
import { folderOf, slipway } from './cli/command-line.ts';

const root = new URL('../', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, root), 'utf8');

const page = read('docs/continuous-integration.md');
const snippets = Array.from(page.matchAll(/```yaml\n# (\S+)\n(.*?)\n```/gs), ([, file = '', text = '']) => {
  return { file, text, content: parse(text) };
});

describe('the hook', () => {
  const [hook] = parse(read('.pre-commit-hooks.yaml'));
  const files = new RegExp(hook.files);
  const exclude = new RegExp(hook.exclude.replace('(?xi)', '').replaceAll(/\s/g, ''), 'i');

  const names = [
    'Dockerfile',
    'dockerfile',
    'Containerfile',
    'Containerfile2',
    'DOCKERFILE',
    'MyDockerfile',
    'Dockerfile2',
  ].concat(
    [
      'Dockerfile.dev',
      'dockerfile.dev',
      'api.dockerfile',
      'api.Dockerfile',
      'api.containerfile',
      '.dockerfile',
      'dockerfile.ts',
    ],
    ['Dockerfile~', 'Dockerfile.dev~', 'Dockerfile.MD', 'Dockerfile.md.dev', 'Dockerfile.', 'Containerfile.md'],
    Array.from(otherExtensions, (extension) => `Dockerfile.${extension}`),
  );

  test.each(names)('takes %s as Slipway does', (name) => {
    for (const path of [name, `a b/${name}`]) {
      expect(files.test(path) && !exclude.test(path)).toBe(isDockerfileName(name));
    }
  });

  test('takes files, not folders of such a name', () => {
    expect(files.test('Dockerfile/main.go')).toBe(false);
    expect(files.test('Dockerfile.d/x')).toBe(false);
  });

  test('is there under the name that the page says', () => {
    const configured = snippets.filter(({ file }) => file === '.pre-commit-config.yaml');
    expect(configured.length).toBeGreaterThan(0);
    for (const { content } of configured) expect(content.repos[0].hooks[0].id).toBe(hook.id);
  });

  test('takes the arguments that the page gives', async () => {
    const configured = snippets.flatMap(({ content }) => content.repos?.[0].hooks[0].args ?? []);
    const folder = folderOf({ Dockerfile: 'FROM alpine:3.22\nCMD a\nCMD b\n' });
    const [, ...args] = `${hook.entry} ${configured.join(' ')} Dockerfile`.split(' ');
    const { code, stdout, stderr } = await slipway(args, { folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Dockerfile:2:1: warning: /);
  });
});

describe('the action', () => {
  const action = parse(read('action.yml'));
  const lint = action.runs.steps.find(({ name }: { name: string }) => name === 'Lint');

  /** The arguments that `slipway` gets for these inputs. */
  function argumentsFor(inputs: Readonly<Record<string, string>>): readonly string[] {
    const folder = folderOf({});
    const values: Record<string, string> = { PATH: process.env['PATH'] ?? '', GITHUB_ACTION_PATH: folder };
    for (const [variable, expression] of Object.entries<string>(lint.env)) {
      const name = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(expression)?.[1] ?? '';
      values[variable] = inputs[name] ?? action.inputs[name].default;
    }
    mkdirSync(join(folder, 'dist/cli'), { recursive: true });
    writeFileSync(join(folder, 'dist/cli/slipway.cjs'), 'console.log(JSON.stringify(process.argv.slice(2)));');
    const bash = ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', lint.run];
    return JSON.parse(execFileSync('bash', bash, { env: values, encoding: 'utf8' }));
  }

  test('lints the checkout without inputs', () => {
    expect(argumentsFor({})).toEqual(['lint', '--format=github', '--', '.']);
  });

  test('hands on its inputs as they are, line by line', () => {
    const inputs = {
      files: 'a b/Dockerfile\n\n--x\n$(touch y)\n',
      format: 'compact',
      'fail-on': 'error',
      sarif: 'out/slip way.sarif',
      arguments: '--since\norigin/main\n',
    };
    expect(argumentsFor(inputs)).toEqual(
      ['lint', '--format=compact', '--fail-on=error', '--output=sarif=out/slip way.sarif'].concat([
        '--since',
        'origin/main',
        '--',
        'a b/Dockerfile',
        '--x',
        '$(touch y)',
      ]),
    );
  });

  test('no input stands in a script', () => {
    for (const { run = '' } of action.runs.steps) expect(run).not.toContain('${{');
  });

  test('has the inputs that the page uses and names', () => {
    const steps = snippets.flatMap(({ content }) => content.jobs?.slipway.steps ?? []);
    const used = steps.flatMap((step) => (step.uses?.startsWith('OWNER/slipway@') ? Object.keys(step.with) : []));
    expect(used).toEqual(['files', 'sarif', 'upload']);
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(used));
    const paragraph = page.split('Its inputs:')[1]?.split('.')[0] ?? '';
    const named = Array.from(paragraph.matchAll(/`([a-z-]+)`/g), ([, name]) => name);
    expect(named.toSorted()).toEqual(Object.keys(action.inputs).toSorted());
  });
});

describe('the page', () => {
  const commands = new Set(Array.from(page.matchAll(/npx (slipway lint .*)/g), ([, command = '']) => command));

  test.each([...commands])('%s', async (command) => {
    const folder = folderOf({ Dockerfile: 'FROM alpine:3.22\nCMD a\nCMD b\n' });
    const git = (...args: readonly string[]): void => {
      const options = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false'];
      execFileSync('git', [...options, ...args], { cwd: folder, stdio: 'ignore' });
    };
    git('init', '--quiet');
    git('commit', '--quiet', '--allow-empty', '--message', 'x');
    git('branch', 'origin/main');
    await slipway(['lint', '--baseline', 'slipway-baseline.json', '--update-baseline'], { folder });
    writeFileSync(join(folder, 'Dockerfile'), 'FROM alpine:3.22\nCMD new\nCMD b\n');

    const words = command.replaceAll('"', '').replace('$GITHUB_BASE_REF', 'main').replace(/\$\w+/, 'HEAD').split(' ');
    const { code, stdout, stderr } = await slipway(words.slice(1), { folder });
    const isUpdate = words.includes('--update-baseline');
    expect({ code, found: stdout.includes('CMD') }).toEqual({ code: isUpdate ? 0 : 1, found: !isUpdate });
    expect(stderr.replace(/^slipway: 1 finding of the baseline is gone; .*\n$/, '')).toBe('');
    const file = words.find((word) => word.startsWith('codeclimate='))?.slice('codeclimate='.length);
    if (file === undefined) return;
    expect(JSON.parse(readFileSync(join(folder, file), 'utf8'))).toHaveLength(1);
    expect(snippets.some(({ content }) => content.slipway?.artifacts?.reports.codequality === file)).toBe(true);
  });
});
